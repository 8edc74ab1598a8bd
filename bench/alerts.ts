// `npm run bench:alerts`: whether alerts are right, and whether their stated odds are, on the labelled pictures with
// lists of a million made-up plates on which half of the true ones are; beside exact match of the top string.
//
// Each picture is recognised once. For each seed the vehicles are cut into two halves, and there are two lists: on
// each one half's plates are listed and the other half's are not. What the vehicles set off is judged by the labels.
// Nothing is tuned here: the odds come from their formula, the limits from the shipped default profile.
//
// On the road far fewer vehicles are listed than in these trials. "precision on the road" is what the shares of listed
// and of other vehicles that alert come to where as few are listed as the profile says; "stated" is the mean of the
// odds that the product states there. Intervals are Wilson's at 95 %, for one round of the pictures.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadProfile } from '#main/policy/index.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { createProgress } from '../build/progress.ts'
import { reportOf, tablesOf, type ProfileName } from './alerts/report.ts'
import { LIST_KINDS } from './alerts/trial-lists.ts'
import { runTrial, type TrialResult } from './alerts/trials.ts'
import { recogniseVehicles } from './alerts/vehicles.ts'
import { existingFolder, wholeNumber } from './recognition/options.ts'
import { runCommand } from './recognition/run.ts'

const USAGE =
  'npm run bench:alerts -- [--scenes DIR] [--plates DIR] [--seeds N] [--entries N] [--limit N] [--json]'
const ROOT = join(import.meta.dirname, '..')
const DATA = process.env['LOOKOUT_DATA'] ?? join(ROOT, '../shared/data')

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      scenes: { type: 'string' },
      plates: { type: 'string' },
      seeds: { type: 'string' },
      entries: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const seeds = wholeNumber('seeds', values.seeds) ?? 2
  const entries = wholeNumber('entries', values.entries) ?? 1_000_000
  const scenes = folderFor(values.scenes, 'us-scenes-dev')
  const plates = folderFor(values.plates, 'us-plates-dev')
  if (scenes === undefined && plates === undefined) throw new Error(USAGE)
  const limit = wholeNumber('limit', values.limit) ?? Infinity
  const { vehicles, models } = await recogniseVehicles(scenes, plates, limit)
  const profile = loadProfile(join(ROOT, 'assets/policies'), 'standard')
  const results: TrialResult[] = []
  const lists = Array.from({ length: seeds }, (_, seed) =>
    LIST_KINDS.flatMap((kind) => ([0, 1] as const).map((half) => ({ kind, seed: seed + 1, half, entries }))),
  ).flat()
  const progress = createProgress(`${lists.length} lists`)
  try {
    for (const list of lists) {
      progress.show(results.length / lists.length)
      results.push(await runTrial(list, vehicles, profilesFor(profile)))
    }
  } finally {
    progress.clear()
  }
  const report = reportOf(vehicles, results, profile, { seeds, entries, models })
  console.log(values.json ? JSON.stringify(report) : tablesOf(report))
})

/** The lists' one category, stolen vehicle, as the profile has it, as a medium one, and with the trials' own share. */
function profilesFor(serious: Profile): Map<ProfileName, Profile> {
  const medium = serious.presentations['local-interest']
  if (medium === undefined) throw new Error('The default profile has local interest.')
  return new Map<ProfileName, Profile>([
    ['even', { ...serious, listedShare: { serious: 0.5, other: 0.5 } }],
    ['serious', serious],
    ['other', { ...serious, presentations: { ...serious.presentations, 'stolen-vehicle': medium } }],
  ])
}

/** The named folder, or the usual one where it is there; undefined says that it is skipped. */
function folderFor(named: string | undefined, usual: string): string | undefined {
  if (named !== undefined) return existingFolder(named)
  const folder = join(DATA, usual)
  if (existsSync(folder)) return folder
  console.error(`${usual} is not there: skipped`)
  return undefined
}
