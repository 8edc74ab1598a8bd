// One trial: a list imported as the product does it, and every vehicle's read matched against it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstalledList } from '#main/hotlists/listed/index.ts'
import { createMatcher } from '#main/hotlists/match.ts'
import { loadTemplates } from '#main/hotlists/templates/index.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import { foldLookalikes } from '#shared/domain/plate.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { writeTrialList, type TrialList } from './trial-lists.ts'
import type { Vehicle } from './vehicles.ts'

export type Judged = {
  readonly stated: HotListMatch['odds']
  /** The entry is of the vehicle's own plate; of its own state, undefined where label or entry name none. */
  readonly isPlateRight: boolean
  readonly isStateRight: boolean | undefined
  readonly isRight: boolean
}

/** What one vehicle set off, under one matcher; surest first. */
export type Alerts = {
  readonly vehicle: number
  readonly isListed: boolean
  readonly alerts: readonly Judged[]
}

export type TrialResult = {
  readonly list: TrialList
  readonly importMs: number
  readonly density: number
  /** By the name of the profile that the matcher had. */
  readonly byProfile: ReadonlyMap<string, readonly Alerts[]>
  /**
   * Exact match of the top string: no candidate, the plain probability as its odds. O and 0, I and 1 are one here as
   * well, since the labels write O as 0.
   */
  readonly baseline: readonly Alerts[]
}

const ROOT = join(import.meta.dirname, '../..')
const SETTINGS = { maxAgeMs: 86_400_000, mostShrinkShare: 1, presentations: {} }
const NOTHING_ENTERED = { findLocal: () => [], findPartial: () => [], partialById: () => undefined }

export async function runTrial(
  list: TrialList,
  vehicles: readonly Vehicle[],
  profiles: ReadonlyMap<string, Profile>,
): Promise<TrialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-alerts-'))
  const installed = openInstalledList({
    folder: join(folder, 'list'),
    key: new Uint8Array(32).fill(list.seed + 1),
    workerEntry: new URL('../../src/main/hotlists/listed/import-worker.ts', import.meta.url),
  })
  try {
    const file = join(folder, 'list.csv')
    const { isListed } = writeTrialList(file, list, vehicles)
    const template = templateOf('generic-csv')
    const now = Date.now()
    const about = { name: 'Trial', source: 'Trial' }
    const before = performance.now()
    const report = await installed.importFile({ file, template, list: about, now }, () => undefined)
    const importMs = performance.now() - before
    const plates = installed.plates()
    if (report.refusal !== undefined || plates === undefined)
      throw new Error(report.refusal ?? 'nothing was imported')

    const searched = [{ ...about, settings: SETTINGS, plates }]
    const lists = { searched: () => searched, settings: () => SETTINGS }
    const judge = (matcher: ReturnType<typeof createMatcher>): Alerts[] =>
      vehicles.map(({ truth, read }, vehicle) => ({
        vehicle,
        isListed: isListed[vehicle] === true,
        alerts: (read === undefined ? [] : matcher.match(read)).map(({ match }) =>
          judged(match.entry, match.odds, truth),
        ),
      }))
    const byProfile = new Map<string, Alerts[]>()
    for (const [name, profile] of profiles) {
      const allowedCategories = () => profile.allowedCategories.value
      byProfile.set(
        name,
        judge(createMatcher({ lists, entered: NOTHING_ENTERED, profile, allowedCategories, now: () => now })),
      )
    }
    const baseline = vehicles.map(({ truth, read }, vehicle): Alerts => {
      const entries = read === undefined ? [] : plates.find(read.plate)
      const odds = { characters: read?.probability ?? 0, both: read?.probability ?? 0 }
      const alerts = entries.map(({ plate, state }) =>
        judged(state === '' ? { plate } : { plate, state }, odds, truth),
      )
      return { vehicle, isListed: isListed[vehicle] === true, alerts }
    })
    return { list, importMs, density: plates.manifest.density, byProfile, baseline }
  } finally {
    await installed.close()
    rmSync(folder, { recursive: true })
  }
}

function templateOf(id: string) {
  const template = loadTemplates([join(ROOT, 'assets/hot-list-templates')]).templates.find(
    (one) => one.id === id,
  )
  if (template === undefined) throw new Error(`There is no template ${id}.`)
  return template
}

function judged(
  entry: { readonly plate: string; readonly state?: string | undefined },
  stated: HotListMatch['odds'],
  truth: Vehicle['truth'],
): Judged {
  const isPlateRight = truth !== undefined && foldLookalikes(entry.plate) === foldLookalikes(truth.plate)
  const isStateRight =
    truth?.state === undefined || entry.state === undefined ? undefined : entry.state === truth.state
  return { stated, isPlateRight, isStateRight, isRight: isPlateRight && isStateRight !== false }
}
