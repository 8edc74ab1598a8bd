// Writes what failed: a crop of each plate and of each false read, and one JSON line about each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import sharp from 'sharp'
import type { Box } from '#recognition/pixels/resample.ts'
import { isSamePlate } from './compare.ts'
import type { LabelledPicture } from './labelled-folder.ts'
import { namedState, type Answer, type PictureOutcome, type PlateOutcome } from './outcomes.ts'
import { decodePicture } from './picture.ts'

/** Around the box on each side, as a share of its size: enough to see what the plate is mounted on. */
const MARGIN = 0.5
/** Crops are enlarged to this width. */
const WIDTH = 480

type Failure = { readonly box: Box | undefined; readonly line: Readonly<Record<string, unknown>> }

/**
 * Writes `failures.jsonl` and one PNG per line into `folder`, which is made where it is not there. A plate
 * failed when it was not found, its text was not read or its state was not named rightly. Gives the number.
 */
export async function writeFailures(
  folder: string,
  pictures: readonly LabelledPicture[],
  outcomes: readonly PictureOutcome[],
): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const paths = new Map(pictures.map(({ file, path }) => [file, path]))
  const lines: string[] = []
  for (const outcome of outcomes) {
    for (const [index, { box, line }] of failuresOf(outcome).entries()) {
      const crop = `${basename(outcome.file, extname(outcome.file))}-${index + 1}.png`
      await writeCrop(paths.get(outcome.file) ?? '', box, join(folder, crop))
      lines.push(JSON.stringify({ file: outcome.file, crop, ...line }))
    }
  }
  writeFileSync(join(folder, 'failures.jsonl'), lines.map((line) => `${line}\n`).join(''))
  return lines.length
}

function failuresOf({ plates, falseReads }: PictureOutcome): Failure[] {
  return [
    ...plates.filter(hasFailed).map((plate) => ({ box: plate.label.box, line: plateLine(plate) })),
    ...(falseReads ?? []).map((read) => ({
      box: read.box,
      line: { failed: ['false read'], width: rounded(read.box?.width), ...readLine(read) },
    })),
  ]
}

const hasFailed = (plate: PlateOutcome): boolean => reasonsOf(plate).length > 0

function reasonsOf({ label: { text, state }, found, read }: PlateOutcome): string[] {
  const reasons: string[] = []
  if (found !== undefined && found < 0.3) reasons.push('not found')
  if (text !== undefined && !(read !== undefined && isSamePlate(read.plate, text))) {
    reasons.push(read === undefined || read.plate === '' ? 'not read' : 'read wrongly')
  }
  const named = namedState(read)
  if (state !== undefined && named !== state) {
    reasons.push(named === undefined ? 'state withheld' : 'state wrong')
  }
  return reasons
}

function plateLine(plate: PlateOutcome): Record<string, unknown> {
  const { label, width, found, read, given } = plate
  return {
    failed: reasonsOf(plate),
    label: label.text,
    labelState: label.state,
    width: rounded(width),
    overlap: rounded(found),
    ...(read === undefined ? {} : readLine(read)),
    givenBox: given === undefined ? undefined : readLine(given),
  }
}

function readLine(read: Answer): Record<string, unknown> {
  const { plate, probability, candidates, state } = read
  return {
    read: plate,
    probability: rounded(probability),
    tenBest: Object.fromEntries(candidates.map((one) => [one.plate, rounded(one.probability)])),
    state: namedState(read) ?? null,
    states: Object.fromEntries(state.candidates.map((one) => [one.code, rounded(one.probability)])),
  }
}

/** The box with its margin, or the whole picture, enlarged. */
async function writeCrop(path: string, box: Box | undefined, to: string): Promise<void> {
  const { width, height, data } = (await decodePicture(path)).pixels
  const image = sharp(new Uint8Array(data), { raw: { width, height, channels: 3 } })
  if (box !== undefined) image.extract(within(box, width, height))
  await image.resize({ width: WIDTH, kernel: 'cubic' }).png().toFile(to)
}

function within(box: Box, width: number, height: number) {
  const clamp = (value: number, most: number): number => Math.round(Math.min(Math.max(value, 0), most))
  const left = clamp(box.left - MARGIN * box.width, width - 1)
  const top = clamp(box.top - MARGIN * box.height, height - 1)
  const right = clamp(box.left + (1 + MARGIN) * box.width, width)
  const bottom = clamp(box.top + (1 + MARGIN) * box.height, height)
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toFixed(4))
