// What came out of one picture, laid beside its labels.
import { overlap } from '#recognition/pixels/quad.ts'
import type { Box } from '#recognition/pixels/resample.ts'
import { stateAnswered, type PlateCandidate, type StateReading } from '#shared/domain/read.ts'
import { isSamePlate } from './compare.ts'
import type { PlateLabel } from './labelled-folder.ts'

/** One published read of a scene, or the reading of a plate whose place was given. */
export type Answer = {
  /** Empty where no character was made out. */
  readonly plate: string
  readonly probability: number
  /** The ten best strings, best first. */
  readonly candidates: readonly PlateCandidate[]
  readonly state: StateReading
  /** Undefined for a plate whose place was given. */
  readonly box: Box | undefined
}

export type PlateOutcome = {
  readonly label: PlateLabel
  /** Pixels across: the label's box, or the close-up. */
  readonly width: number
  /** Best intersection over union of the label's box with a find; undefined without a box. */
  readonly found: number | undefined
  /** The published read nearest the label's box; undefined where none is near. */
  readonly read: Answer | undefined
  /** Whether some read of the picture is its text, wherever it is. */
  readonly isAnyRight: boolean
  /** The reading when the label's box is given; undefined without a box. */
  readonly given: Answer | undefined
}

export type PictureOutcome = {
  readonly file: string
  readonly plates: readonly PlateOutcome[]
  /** The one answer of the picture: the most confident read. */
  readonly answer: Answer | undefined
  readonly reads: readonly Answer[]
  /** Published reads that are near no labelled plate; undefined without boxes. */
  readonly falseReads: readonly Answer[] | undefined
  /** Finds of the detector, read or not; undefined where it did not run. */
  readonly finds: number | undefined
}

/**
 * A read belongs to a label from this overlap on. Well under the 0.3 of a detection: a read that touches its
 * plate is no false one because the label's box is loose.
 */
const NEAR = 0.1

/** Lays finds and published reads of one scene beside its labels. */
export function outcomeOfScene(
  file: string,
  labels: readonly PlateLabel[],
  finds: readonly Box[],
  reads: readonly Answer[],
  given: readonly (Answer | undefined)[],
): PictureOutcome {
  const plates = labels.map((label, index): PlateOutcome => {
    const { box } = label
    if (box === undefined) throw new Error(`${file}: a scene's labels have boxes.`)
    return {
      label,
      width: box.width,
      found: Math.max(0, ...finds.map((find) => overlap(box, find))),
      read: nearestRead(box, reads),
      isAnyRight: reads.some((read) => isRight(read, label)),
      given: given[index],
    }
  })
  const boxes = labels.flatMap(({ box }) => box ?? [])
  const falseReads = reads.filter(({ box }) => box === undefined || !boxes.some((one) => isNear(one, box)))
  return { file, plates, answer: mostConfident(reads), reads, falseReads, finds: finds.length }
}

/** The outcome of one close-up: its one reading is its answer. */
export function outcomeOfCloseUp(
  file: string,
  label: PlateLabel,
  width: number,
  read: Answer,
): PictureOutcome {
  const plate = { label, width, found: undefined, read, isAnyRight: isRight(read, label), given: undefined }
  const reads = read.plate === '' ? [] : [read]
  return { file, plates: [plate], answer: reads[0], reads, falseReads: undefined, finds: undefined }
}

/**
 * The plate a picture's one answer is judged by: the one the answer names, else the widest with a text, else
 * the widest.
 */
export function subjectOf({ plates, answer }: PictureOutcome): PlateOutcome | undefined {
  const widestFirst = plates.toSorted((a, b) => b.width - a.width)
  const isNamed = ({ label }: PlateOutcome): boolean => answer !== undefined && isRight(answer, label)
  return (
    widestFirst.find(isNamed) ?? widestFirst.find(({ label }) => label.text !== undefined) ?? widestFirst[0]
  )
}

/**
 * The state as labels write it, `OTHER` for a plate of none of the states; undefined where it is withheld or the
 * plate was not read.
 */
export function namedState(read: Answer | undefined): string | undefined {
  return read === undefined ? undefined : stateAnswered(read.state)?.toUpperCase()
}

function mostConfident(reads: readonly Answer[]): Answer | undefined {
  return reads.toSorted((a, b) => b.probability - a.probability)[0]
}

const isRight = (read: Answer, { text }: PlateLabel): boolean =>
  text !== undefined && isSamePlate(read.plate, text)

const isNear = (label: Box, read: Box): boolean => overlap(label, read) >= NEAR

function nearestRead(label: Box, reads: readonly Answer[]): Answer | undefined {
  const near = reads.flatMap((read) =>
    read.box !== undefined && isNear(label, read.box) ? { read, share: overlap(label, read.box) } : [],
  )
  return near.toSorted((a, b) => b.share - a.share)[0]?.read
}
