// Runs a folder's pictures through the product's recogniser, one after another, and times the stages.
import { join } from 'node:path'
import { boxAround } from '#recognition/pixels/quad.ts'
import { createPlateReader, type PlateRead } from '#recognition/read-box.ts'
import { createRecogniser } from '#recognition/recogniser.ts'
import type { FrameTimings, ModelInfo, PassUpdate } from '#shared/recognition/messages.ts'
import { createProgress } from '../../build/progress.ts'
import type { LabelledPicture } from './labelled-folder.ts'
import { outcomeOfCloseUp, outcomeOfScene, type Answer, type PictureOutcome } from './outcomes.ts'
import { decodePicture, reducedTo } from './picture.ts'
import { addCosts, collectStageTimes, costOf, shareOf, type Cost, type StageTimes } from './stage-times.ts'

export type Measured = {
  readonly outcomes: readonly PictureOutcome[]
  readonly times: ReturnType<StageTimes['summary']>
  readonly models: readonly ModelInfo[]
}

type Costs = Parameters<StageTimes['add']>[0]

/** Pictures that are run before the first that counts: code is compiled and buffers are made on them. */
const WARM_UP = 5

export const settingsFor = (threads: number) => ({
  modelsFolder: join(import.meta.dirname, '../../assets/models'),
  provider: 'cpu' as const,
  threads,
})

/**
 * Scenes from end to end, as stills; where `withGivenBoxes`, each labelled box is read as well, outside the
 * times. Throws an Error that names the picture that cannot be decoded.
 */
export async function measureScenes(
  pictures: readonly LabelledPicture[],
  threads: number,
  withGivenBoxes: boolean,
): Promise<Measured> {
  const recogniser = await createRecogniser(settingsFor(threads))
  const plateReader = withGivenBoxes ? await createPlateReader(settingsFor(threads)) : undefined
  const times = collectStageTimes()
  const look: Look = async ({ file, path, plates }) => {
    const oneByOne: Costs[] = []
    const decoded = await costOf(() => decodePicture(path))
    const recognised = await costOf(() => recogniser.recognise(decoded.value, true))
    const { detections, passes, timings } = recognised.value
    const given: (Answer | undefined)[] = []
    for (const { box, text } of plates) {
      if (plateReader === undefined || box === undefined || text === undefined) {
        given.push(undefined)
        continue
      }
      const read = await costOf(() => plateReader.readBox(decoded.value, box))
      given.push(answerOf(read.value))
      oneByOne.push(plateCosts(read))
    }
    const detecting = shareOf(recognised.cost, detectShare(timings))
    const reading = shareOf(recognised.cost, 1 - detectShare(timings))
    const total = addCosts(decoded.cost, recognised.cost)
    const costs = [{ decode: decoded.cost, detect: detecting, read: reading, total }, ...oneByOne]
    const finds = detections.map(({ corners }) => boxAround(corners))
    return { costs, outcome: outcomeOfScene(file, plates, finds, passes.map(publishedAnswer), given) }
  }
  try {
    return {
      outcomes: await lookAtAll(pictures, look, times),
      times: times.summary(),
      models: recogniser.models,
    }
  } finally {
    await recogniser.stop()
    await plateReader?.stop()
  }
}

/** Close-ups, each read as one plate from edge to edge; reduced to `width` pixels first where it is given. */
export async function measureCloseUps(
  pictures: readonly LabelledPicture[],
  threads: number,
  width: number | undefined,
): Promise<Measured> {
  const plateReader = await createPlateReader(settingsFor(threads))
  const times = collectStageTimes()
  const look: Look = async ({ file, path, plates: [label] }) => {
    if (label === undefined) throw new Error(`${file}: a close-up has a label.`)
    const decoded = await costOf(() => decodePicture(path))
    const frame = width === undefined ? decoded.value : await reducedTo(decoded.value, width)
    const read = await costOf(() => plateReader.readWhole(frame))
    const whole = { decode: decoded.cost, read: read.cost, total: addCosts(decoded.cost, read.cost) }
    const costs = [whole, plateCosts(read)]
    return { costs, outcome: outcomeOfCloseUp(file, label, frame.pixels.width, answerOf(read.value)) }
  }
  try {
    return {
      outcomes: await lookAtAll(pictures, look, times),
      times: times.summary(),
      models: plateReader.models,
    }
  } finally {
    await plateReader.stop()
  }
}

type Look = (picture: LabelledPicture) => Promise<{
  readonly costs: readonly Costs[]
  readonly outcome: PictureOutcome
}>

async function lookAtAll(
  pictures: readonly LabelledPicture[],
  look: Look,
  times: StageTimes,
): Promise<PictureOutcome[]> {
  const progress = createProgress(`${pictures.length} pictures`)
  const outcomes: PictureOutcome[] = []
  try {
    for (const picture of pictures.slice(0, WARM_UP)) await look(picture)
    for (const picture of pictures) {
      progress.show(outcomes.length / pictures.length)
      const { costs, outcome } = await look(picture)
      for (const one of costs) times.add(one)
      outcomes.push(outcome)
    }
  } finally {
    progress.clear()
  }
  return outcomes
}

/** What one plate took, by the same rule as `detectShare`. */
function plateCosts({ value, cost }: { readonly value: PlateRead; readonly cost: Cost }): Costs {
  const read = value.readMs / (value.readMs + value.stateMs)
  return { plateRead: shareOf(cost, read), plateState: shareOf(cost, 1 - read) }
}

/**
 * The recogniser notes the clock per stage, not the processor; since it does nothing but compute, its stages
 * share processor time as they share time.
 */
function detectShare({ resampleMs, detectMs, totalMs }: FrameTimings): number {
  return totalMs > 0 ? Math.min(1, (resampleMs + detectMs) / totalMs) : 0
}

function publishedAnswer(pass: PassUpdate): Answer {
  const { plate, plateProbability: probability, candidates, state, corners } = pass
  return { plate, probability, candidates, state, box: boxAround(corners) }
}

export function answerOf({ reading, state }: PlateRead): Answer {
  const { plate = '', plateProbability: probability = 0, candidates = [] } = reading ?? {}
  return { plate, probability, candidates, state, box: undefined }
}
