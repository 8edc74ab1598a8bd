// From outcomes to figures: shares from 0 to 1, null where the labels cannot tell.
import { expectedCalibrationError, type Judged } from './calibration-error.ts'
import { characterErrors, isSamePlate, isStrictlySame } from './compare.ts'
import { namedState, subjectOf, type Answer, type PictureOutcome, type PlateOutcome } from './outcomes.ts'

export type Figures = {
  readonly pictures: number
  readonly plates: number
  /** Of plates with a box: a find overlaps it by at least 0.3, 0.5. */
  readonly detected30: number | null
  readonly detected50: number | null
  /** Of pictures with a text: the most confident read is one of its texts; O folded to 0. */
  readonly exact: number | null
  /** The same with O and 0 apart. */
  readonly exactStrict: number | null
  /** Of plates with a text: some read of the picture is it. */
  readonly exactAny: number | null
  /** Of plates with box and text: the reading of the box is it. */
  readonly exactGivenBox: number | null
  /** Of plates with a text: it is among the ten best strings of the read nearest the plate. */
  readonly inTen: number | null
  /** Wrong characters of the read nearest each plate, of all characters of the labels; no read: all wrong. */
  readonly cer: number | null
  /** Of plates with a state: the likeliest one is right, named or withheld. */
  readonly stateRight: number | null
  /** Of plates whose state is named: wrongly. */
  readonly stateWrong: number | null
  /** Of plates with a state: named rightly, named wrongly, withheld. These three add up to one. */
  readonly stateNamedRight: number | null
  readonly stateNamedWrong: number | null
  readonly stateWithheld: number | null
  readonly falseReadsPerPicture: number | null
  readonly findsPerPicture: number | null
  /** Expected calibration error of the string's probability, and the reads it was measured on. */
  readonly ece: number | null
  readonly eceReads: number
  readonly stateEce: number | null
  readonly stateEceReads: number
}

export type WidthFigures = Figures & { readonly from: number; readonly to: number | null }

/** Pixels across. The first four cover all; the others are the ranges that goals are set for. */
const WIDTHS: readonly (readonly [from: number, to: number | null])[] = [
  [0, 70],
  [70, 90],
  [90, 120],
  [120, null],
  [0, 50],
  [50, 70],
  [40, null],
]

export function figuresOf(pictures: readonly PictureOutcome[]): Figures {
  return figures(
    pictures,
    pictures.flatMap(({ plates }) => plates),
  )
}

/** The same by width of the plate; a picture belongs to the width of the plate its answer is judged by. */
export function figuresByWidth(pictures: readonly PictureOutcome[]): WidthFigures[] {
  return WIDTHS.map(([from, to]) => {
    const isHere = (plate: PlateOutcome | undefined): boolean =>
      plate !== undefined && plate.width >= from && plate.width < (to ?? Infinity)
    const here = figures(
      pictures.filter((picture) => isHere(subjectOf(picture))),
      pictures.flatMap(({ plates }) => plates).filter(isHere),
    )
    return Object.assign({ from, to }, here)
  })
}

function figures(pictures: readonly PictureOutcome[], plates: readonly PlateOutcome[]): Figures {
  const boxed = plates.flatMap(({ found }) => found ?? [])
  const texts = plates.flatMap((plate) => {
    const { text } = plate.label
    return text === undefined ? [] : { ...plate, text }
  })
  const told = pictures.filter(({ plates }) => plates.some(({ label }) => label.text !== undefined))
  const isAnswer = (picture: PictureOutcome, isSame: typeof isSamePlate): boolean =>
    picture.plates.some(({ label }) => label.text !== undefined && isRead(picture.answer, label.text, isSame))
  const given = texts.filter((plate) => plate.given !== undefined)
  const counted = pictures.flatMap(({ falseReads }) => falseReads?.length ?? [])
  const finds = pictures.flatMap((picture) => picture.finds ?? [])
  const judged = texts.flatMap(({ read, text }): Judged[] =>
    read === undefined || read.plate === ''
      ? []
      : [{ probability: read.probability, isRight: isSamePlate(read.plate, text) }],
  )
  return {
    pictures: pictures.length,
    plates: plates.length,
    detected30: share(boxed, (overlap) => overlap >= 0.3),
    detected50: share(boxed, (overlap) => overlap >= 0.5),
    exact: share(told, (picture) => isAnswer(picture, isSamePlate)),
    exactStrict: share(told, (picture) => isAnswer(picture, isStrictlySame)),
    exactAny: share(texts, ({ isAnyRight }) => isAnyRight),
    exactGivenBox: share(given, (plate) => isRead(plate.given, plate.text, isSamePlate)),
    inTen: share(texts, ({ read, text }) =>
      (read?.candidates ?? []).some((candidate) => isSamePlate(candidate.plate, text)),
    ),
    cer: ratio(
      sum(texts.map(({ read, text }) => characterErrors(read?.plate, text))),
      sum(texts.map(({ text }) => text.length)),
    ),
    ...stateFigures(plates),
    falseReadsPerPicture: ratio(sum(counted), counted.length),
    findsPerPicture: ratio(sum(finds), finds.length),
    ece: expectedCalibrationError(judged),
    eceReads: judged.length,
  }
}

function stateFigures(plates: readonly PlateOutcome[]) {
  const told = plates.flatMap(({ read, label: { state } }) =>
    state === undefined ? [] : { named: namedState(read), likeliest: read?.state.candidates[0], state },
  )
  const judged = told.flatMap(({ likeliest, state }): Judged[] =>
    likeliest === undefined
      ? []
      : [{ probability: likeliest.probability, isRight: likeliest.code.toUpperCase() === state }],
  )
  return {
    stateRight: share(told, ({ likeliest, state }) => likeliest?.code.toUpperCase() === state),
    stateWrong: share(
      told.filter(({ named }) => named !== undefined),
      ({ named, state }) => named !== state,
    ),
    stateNamedRight: share(told, ({ named, state }) => named === state),
    stateNamedWrong: share(told, ({ named, state }) => named !== undefined && named !== state),
    stateWithheld: share(told, ({ named }) => named === undefined),
    stateEce: expectedCalibrationError(judged),
    stateEceReads: judged.length,
  }
}

function isRead(answer: Answer | undefined, text: string, isSame: typeof isSamePlate): boolean {
  return answer !== undefined && isSame(answer.plate, text)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

function share<T>(all: readonly T[], isCounted: (one: T) => boolean): number | null {
  return ratio(all.filter(isCounted).length, all.length)
}
