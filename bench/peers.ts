// `npm run bench:peers`: Lookout beside the plate readers that can be had, in one run, on the same pictures.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createProgress } from '../build/progress.ts'
import { readCloseUps, readScenes, type LabelledPicture } from './recognition/labelled-folder.ts'
import { existingFolder, wholeNumber } from './recognition/options.ts'
import { openCctXs } from './recognition/peers/cct-xs.ts'
import { hold, type Case, type Contestant, type ContestResult } from './recognition/peers/contest.ts'
import { openLookout } from './recognition/peers/lookout.ts'
import { openPpOcr } from './recognition/peers/pp-ocr.ts'
import type { PlateSystem } from './recognition/peers/system.ts'
import { aligned, surroundings } from './recognition/report.ts'
import { runCommand } from './recognition/run.ts'

const ROOT = join(import.meta.dirname, '..')
const DATA = process.env['LOOKOUT_DATA'] ?? join(ROOT, '../shared/data')
const CCT_XS = join(DATA, '../peer-models/cct_xs_v1_global.onnx')

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      scenes: { type: 'string' },
      plates: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const limit = wholeNumber('limit', values.limit) ?? Infinity
  const scenes = folderFor(values.scenes, 'us-scenes-dev')
  const plates = folderFor(values.plates, 'us-plates-dev')
  if (scenes === undefined && plates === undefined) {
    throw new Error('npm run bench:peers -- [--scenes DIR] [--plates DIR] [--limit N] [--json]')
  }
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const lookout = await openLookout(version)
  const opened = [await openPpOcr(), await openCctXs(CCT_XS)]
  const peers = opened.flatMap((one) => ('absent' in one ? [] : one))
  const absent = opened.flatMap((one) => ('absent' in one ? one : []))
  for (const { name, absent: reason } of absent) console.error(`${name} is absent: ${reason}`)

  const inScenes = scenes === undefined ? [] : readScenes(scenes).slice(0, limit)
  const closeUps = plates === undefined ? [] : readCloseUps(plates).slice(0, limit)
  const contests: ContestResult[] = []
  for (const { name, cases, contestants } of [
    { name: 'scene', cases: pictureCases(inScenes), contestants: sceneContestants(lookout, peers) },
    { name: 'box', cases: boxCases(inScenes), contestants: boxContestants(lookout, peers) },
    { name: 'closeUp', cases: pictureCases(closeUps), contestants: closeUpContestants(lookout, peers) },
  ]) {
    if (cases.length === 0) continue
    const progress = createProgress(name)
    contests.push(await hold(name, cases, contestants, (share) => progress.show(share)))
    progress.clear()
  }
  for (const system of [lookout, ...peers]) await system.stop()

  const systems = [lookout, ...peers].map(({ name, version }) => ({ name, version }))
  const report = { scenes, plates, systems, absent, contests, threads: 1, ...surroundings() }
  console.log(values.json ? JSON.stringify(report) : contests.map(tableOf).join('\n\n'))
})

/** The folder that is named, or the one beside the project where it is there. */
function folderFor(named: string | undefined, usual: string): string | undefined {
  if (named !== undefined) return existingFolder(named)
  const folder = join(DATA, usual)
  if (existsSync(folder)) return folder
  console.error(`${folder} is not here: skipped`)
  return undefined
}

/** One case a picture: a scene, or a close-up. */
function pictureCases(pictures: readonly LabelledPicture[]): Case[] {
  return pictures.flatMap(({ file, path, plates }) => {
    const texts = plates.flatMap(({ text }) => text ?? [])
    const width = plates.length === 1 ? plates[0]?.box?.width : undefined
    return texts.length === 0 ? [] : { file, path, texts, width, box: undefined }
  })
}

/** One case a plate. */
function boxCases(pictures: readonly LabelledPicture[]): Case[] {
  return pictures.flatMap(({ file, path, plates }) =>
    plates.flatMap(({ text, box }) =>
      text === undefined || box === undefined ? [] : { file, path, texts: [text], width: box.width, box },
    ),
  )
}

/** Who finds plates reads the scene; who does not reads the box that Lookout points at. */
function sceneContestants(lookout: PlateSystem, peers: readonly PlateSystem[]): Contestant[] {
  return [lookout, ...peers].map(({ name, readScene, readBox }) =>
    readScene === undefined
      ? {
          name: `${name} on Lookout's box`,
          read: async (one, seen) => (seen === undefined ? { answers: [] } : await readBox(one.path, seen)),
        }
      : { name, read: (one) => readScene(one.path) },
  )
}

function boxContestants(lookout: PlateSystem, peers: readonly PlateSystem[]): Contestant[] {
  return [lookout, ...peers].map(({ name, readBox }) => ({
    name,
    async read({ path, box }) {
      if (box === undefined) throw new Error('This contest gives the box.')
      return await readBox(path, box)
    },
  }))
}

function closeUpContestants(lookout: PlateSystem, peers: readonly PlateSystem[]): Contestant[] {
  return [lookout, ...peers].map(({ name, readCloseUp }) => ({ name, read: (one) => readCloseUp(one.path) }))
}

function tableOf({ name, cases, systems, against, rows }: ContestResult): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  const head = [
    '',
    'right',
    'strictly',
    'any',
    'wrong texts',
    'CPU ms median / p95',
    'only Lookout',
    'only it',
    'p',
  ]
  const body = systems.map((system) => {
    const versus = against.find(({ second }) => second === system.name)
    return [
      system.name,
      percent(system.exact),
      percent(system.exactStrict),
      percent(system.exactAny),
      system.wrongTexts.toFixed(2),
      `${system.cpuMs.median} / ${system.cpuMs.p95}`,
      ...(versus === undefined
        ? ['', '', '']
        : [versus.onlyFirst, versus.onlySecond, versus.p.toFixed(4)].map(String)),
    ]
  })
  const pictures = rows.map(({ file, texts, results }) => [
    file,
    texts.join(' '),
    ...systems.map((system) => {
      const result = results[system.name]
      return `${result?.isRight === true ? '+' : '-'} ${result?.answers[0] ?? ''}`
    }),
  ])
  return [
    `${name}: ${cases} cases`,
    aligned([head, ...body]),
    '',
    aligned([['picture', 'label', ...systems.map((system) => system.name)], ...pictures]),
  ].join('\n')
}
