// `npm run reads -- PATH... [--json]`: reads plates in videos, pictures and folders of pictures, without a
// window and without keeping anything. One line per read on standard output, all else on standard error.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { footageLength, startCameras, type FootageLength } from '#main/capture/index.ts'
import { openRecogniser, type RecogniserClient } from '#main/reading/index.ts'
import { startRecogniserWorker } from '#main/recogniser-worker.ts'
import { CameraId } from '#shared/domain/ids.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import type { PassUpdate } from '#shared/recognition/messages.ts'
import { createProgress } from './progress.ts'

const root = join(import.meta.dirname, '..')
const USAGE = 'npm run reads -- PATH... [--json] [--threads N]   (videos, pictures, folders of pictures)'

type Options = { readonly json: boolean; readonly threads: number | undefined }

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function jsonLine(update: PassUpdate): string {
  return JSON.stringify({
    source: update.footage?.source,
    atMs: Math.round(update.footage?.atMs ?? 0),
    plate: update.plate,
    plateProbability: round(update.plateProbability, 4),
    state: stateAnswered(update.state) ?? null,
    stateProbability: round(update.state.probability, 4),
    stackedPairs: update.stackedPairs,
    corners: update.corners.map((corner) => [round(corner.x, 1), round(corner.y, 1)]),
    candidates: update.candidates.map((one) => ({
      plate: one.plate,
      probability: round(one.probability, 4),
    })),
    ms: round(update.ms, 1),
  })
}

function textLine(update: PassUpdate, isStill: boolean): string {
  const seconds = ((update.footage?.atMs ?? 0) / 1000).toFixed(2)
  const where = isStill ? (update.footage?.source ?? '') : `${update.footage?.source ?? ''} ${seconds} s`
  const state = `${stateAnswered(update.state) ?? '??'} ${update.state.probability.toFixed(2)}`
  const corners = update.corners.map((corner) => `${Math.round(corner.x)},${Math.round(corner.y)}`).join(' ')
  const plate = `${update.plate.padEnd(8)} ${update.plateProbability.toFixed(2)}`
  return `${where}  ${plate}  ${state}  ${corners}  ${update.ms.toFixed(0)} ms`
}

/** Reads one path to its end. Returns an error for a person when it cannot be read. */
async function readPath(
  path: string,
  index: number,
  recogniser: RecogniserClient,
  options: Options,
): Promise<string | undefined> {
  const id = CameraId.parse(`path-${index}`)
  const source = { type: 'footage' as const, path, fast: true, loop: false }
  const total = await footageLength(path)
  const progress = createProgress(path)
  const cameras = startCameras([{ id, name: id, kind: 'mobile', mount: 'front', source }], {
    now: () => Date.now(),
    log: (level, message) => {
      if (level !== 'info' && message.includes('It was left out')) progress.say(message)
    },
    onChange: () => {},
  })
  let frames = 0
  const show = (updates: readonly PassUpdate[], isStill: boolean): void => {
    for (const update of updates) {
      if (update.phase === 'final') {
        progress.clear()
        console.log(options.json ? jsonLine(update) : textLine(update, isStill))
      }
    }
  }
  const { signal } = new AbortController()
  try {
    for (;;) {
      const taken = await cameras.take(signal)
      if (taken === undefined) return undefined
      if ('ended' in taken) {
        show((await recogniser.endCamera(id))?.passes ?? [], false)
        return taken.error
      }
      const atMs = taken.frame.footage?.atMs ?? 0
      const answer = await recogniser.recognise(taken.frame, taken.isStill)
      if (answer === undefined) return recogniser.state().fault ?? 'The recogniser does not read.'
      if (answer.error !== undefined) progress.say(`${path}: ${answer.error}`)
      frames += 1
      show(answer.passes, taken.isStill)
      progress.show(share(total, frames, atMs))
    }
  } finally {
    progress.clear()
    await cameras.stop()
  }
}

function share(total: FootageLength | undefined, frames: number, atMs: number): number | undefined {
  if (total === undefined) return undefined
  return 'pictures' in total ? frames / total.pictures : atMs / total.durationMs
}

// A reader that has seen enough (`| head`) ends the run, without a complaint.
process.stdout.on('error', () => process.exit())

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, threads: { type: 'string' } },
  })
  if (positionals.length === 0) throw new Error(USAGE)
  const threads = values.threads === undefined ? undefined : Number(values.threads)
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new Error(`--threads ${values.threads}: must be a whole number from 1`)
  }
  const worker = startRecogniserWorker(new URL('../src/recognition/worker.ts', import.meta.url))
  const settings = { modelsFolder: join(root, 'assets', 'models'), provider: 'cpu' as const, threads }
  const recogniser = openRecogniser(worker, settings, () => {})
  await recogniser.opened
  const { state, fault } = recogniser.state()
  if (state !== 'reading') throw new Error(fault ?? 'The recogniser does not read.')
  let exitCode = 0
  for (const [index, path] of positionals.entries()) {
    const error = await readPath(path, index, recogniser, { json: values.json, threads })
    if (error !== undefined) {
      console.error(error)
      exitCode = 2
    }
  }
  await recogniser.stop()
  return exitCode
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
process.exit()
