// The figures of the recognition benchmarks, on outcomes whose figures are known.
import { expect, test } from 'vitest'
import type { Box } from '#recognition/pixels/resample.ts'
import type { StateCode } from '#shared/domain/states.ts'
import { expectedCalibrationError } from '../../bench/recognition/calibration-error.ts'
import { characterErrors, isSamePlate, isStrictlySame } from '../../bench/recognition/compare.ts'
import { figuresByWidth, figuresOf } from '../../bench/recognition/figures.ts'
import type { PlateLabel } from '../../bench/recognition/labelled-folder.ts'
import { mcnemar } from '../../bench/recognition/mcnemar.ts'
import { outcomeOfCloseUp, outcomeOfScene, subjectOf, type Answer } from '../../bench/recognition/outcomes.ts'
import { cutOf } from '../../bench/recognition/peers/system.ts'

const boxAt = (left: number, width = 100): Box => ({ left, top: 0, width, height: 50 })

const labelAt = (box: Box, text?: string, state?: string): PlateLabel => ({ box, text, state })

/** A read whose rivals follow it, each half as likely. */
function answer(box: Box | undefined, probability: number, [plate = '', ...rivals]: string[]): Answer {
  const candidates = [plate, ...rivals].map((one, index) => ({
    plate: one,
    probability: probability / 2 ** index,
  }))
  return { plate, probability, candidates, state: { probability: 0, candidates: [] }, box }
}

function withState(
  read: Answer,
  code: StateCode | undefined,
  likeliest: StateCode,
  probability: number,
): Answer {
  const candidates = [{ code: likeliest, probability }]
  return { ...read, state: { ...(code === undefined ? {} : { code }), probability, candidates } }
}

test('texts are the same whatever their case, spaces, dashes and dots, and with O as 0', () => {
  expect(isSamePlate('ab o-12.3', 'AB0123')).toBe(true)
  expect(isStrictlySame('ab o-12.3', 'ABO123')).toBe(true)
  expect(isStrictlySame('AB0123', 'ABO123')).toBe(false)
  expect(isSamePlate('AB0123', 'AB0128')).toBe(false)
})

test.each([
  ['AB12345', 'AB12345', 0],
  ['ABO2345', 'AB02345', 0],
  ['AB1235', 'AB12345', 1],
  ['8B123456', 'AB12345', 2],
  [undefined, 'AB12345', 7],
])('%s read for %s has %i wrong characters', (read, label, errors) => {
  expect(characterErrors(read, label)).toBe(errors)
})

test('the calibration error is the mean distance of probability and share of right answers', () => {
  expect(expectedCalibrationError([])).toBeNull()
  const sure = { probability: 1, isRight: true }
  expect(expectedCalibrationError([sure, sure])).toBe(0)
  // Three of four right at 0.75 is honest; one of two right at 0.95 is 0.45 off, on a third of the answers.
  const honest = [true, true, true, false].map((isRight) => ({ probability: 0.75, isRight }))
  const boastful = [true, false].map((isRight) => ({ probability: 0.95, isRight }))
  expect(expectedCalibrationError(honest)).toBeCloseTo(0)
  expect(expectedCalibrationError([...honest, ...boastful])).toBeCloseTo(0.45 / 3)
})

test.each([
  [0, 0, 1],
  [5, 5, 1],
  [0, 5, 0.0625],
  [1, 9, 22 / 1024],
  [40, 4, (2 * 149_986) / 2 ** 44],
])('%i against %i pictures differ by chance with p = %f', (first, second, p) => {
  const pairs = [
    ...Array.from({ length: first }, () => [true, false] as const),
    ...Array.from({ length: second }, () => [false, true] as const),
    [true, true] as const,
    [false, false] as const,
  ]
  const result = mcnemar(pairs)
  expect(result).toMatchObject({ bothRight: 1, onlyFirst: first, onlySecond: second, bothWrong: 1 })
  expect(result.p).toBeCloseTo(p, 12)
})

test('finds and reads belong to labels by overlap, the nearest read first', () => {
  const label = labelAt(boxAt(0), 'AB123')
  const far = answer(boxAt(300), 0.9, ['FORD'])
  const touching = answer(boxAt(70), 0.8, ['AB128'])
  const near = answer(boxAt(10), 0.4, ['AB123'])
  const outcome = outcomeOfScene('a.png', [label], [boxAt(50), boxAt(300)], [far, touching, near], [])
  // 50 of 150 columns shared: a third.
  expect(outcome.plates[0]?.found).toBeCloseTo(1 / 3)
  expect(outcome.plates[0]?.read).toBe(near)
  expect(outcome.answer).toBe(far)
  expect(outcome.falseReads).toEqual([far])
  expect(outcome.finds).toBe(2)
})

test('the figures of four pictures are those counted by hand', () => {
  const right = outcomeOfScene(
    'right.png',
    [labelAt(boxAt(0, 60), 'AB0123')],
    [boxAt(0, 60)],
    [answer(boxAt(0, 60), 0.95, ['ABO123'])],
    [answer(undefined, 0.9, ['AB0123'])],
  )
  const inTen = outcomeOfScene(
    'in-ten.png',
    [labelAt(boxAt(0, 80), '4567')],
    [boxAt(30, 80)],
    [answer(boxAt(0, 80), 0.6, ['4561', '4567'])],
    [answer(undefined, 0.9, ['4567'])],
  )
  const missed = outcomeOfScene(
    'missed.png',
    [labelAt(boxAt(0), 'XYZ12')],
    [],
    [answer(boxAt(300), 0.9, ['STOP'])],
    [answer(undefined, 0.3, ['XYZ1'])],
  )
  const empty = outcomeOfScene('empty.png', [], [boxAt(0)], [], [])
  const pictures = [right, inTen, missed, empty]
  expect(figuresOf(pictures)).toEqual({
    pictures: 4,
    plates: 3,
    detected30: expect.closeTo(2 / 3),
    detected50: expect.closeTo(1 / 3),
    exact: expect.closeTo(1 / 3),
    exactStrict: 0,
    exactAny: expect.closeTo(1 / 3),
    exactGivenBox: expect.closeTo(2 / 3),
    inTen: expect.closeTo(2 / 3),
    cer: expect.closeTo((0 + 1 + 5) / 15),
    stateRight: null,
    stateWrong: null,
    stateNamedRight: null,
    stateNamedWrong: null,
    stateWithheld: null,
    falseReadsPerPicture: 0.25,
    findsPerPicture: 0.75,
    ece: expect.closeTo((0.05 + 0.6) / 2),
    eceReads: 2,
    stateEce: null,
    stateEceReads: 0,
  })
  const byWidth = figuresByWidth(pictures)
  expect(byWidth.map(({ from, to, plates }) => [from, to, plates])).toEqual([
    [0, 70, 1],
    [70, 90, 1],
    [90, 120, 1],
    [120, null, 0],
    [0, 50, 0],
    [50, 70, 1],
    [40, null, 3],
  ])
  expect(byWidth.slice(0, 4).map(({ exact }) => exact)).toEqual([1, 0, 0, null])
})

test('a picture with two plates has one answer, judged by the plate it names', () => {
  const labels = [labelAt(boxAt(0, 60), 'SMALL1'), labelAt(boxAt(200), 'LARGE1')]
  const reads = [answer(boxAt(0, 60), 0.9, ['SMALL1']), answer(boxAt(200), 0.5, ['LARGE1'])]
  const outcome = outcomeOfScene('two.png', labels, [], reads, [])
  expect(subjectOf(outcome)?.label.text).toBe('SMALL1')
  expect(figuresOf([outcome])).toMatchObject({ pictures: 1, plates: 2, exact: 1, exactAny: 1, inTen: 1 })
  expect(figuresByWidth([outcome])[2]).toMatchObject({ pictures: 0, plates: 1, exact: null, exactAny: 1 })
})

test('states are right, wrong or withheld, and the withheld may still be likeliest', () => {
  const closeUp = (state: string, code: StateCode | undefined, likeliest: StateCode) =>
    outcomeOfCloseUp(
      `${state}.png`,
      { box: undefined, text: 'AB12', state },
      300,
      withState(answer(undefined, 0.9, ['AB12']), code, likeliest, 0.5),
    )
  const pictures = [
    closeUp('IL', 'IL', 'IL'),
    closeUp('KS', undefined, 'KS'),
    closeUp('MO', undefined, 'IL'),
    closeUp('TX', 'IL', 'IL'),
  ]
  const foreign = outcomeOfCloseUp('foreign.png', { box: undefined, text: 'AB12', state: 'OTHER' }, 300, {
    ...answer(undefined, 0.9, ['AB12']),
    state: { isOther: true, probability: 0.8, candidates: [{ code: 'other', probability: 0.8 }] },
  })
  expect(figuresOf([foreign])).toMatchObject({ stateRight: 1, stateNamedRight: 1, stateWithheld: 0 })
  expect(figuresOf(pictures)).toMatchObject({
    detected30: null,
    exactGivenBox: null,
    falseReadsPerPicture: null,
    exact: 1,
    stateRight: 0.5,
    stateWrong: 0.5,
    stateNamedRight: 0.25,
    stateNamedWrong: 0.25,
    stateWithheld: 0.5,
    stateEce: expect.closeTo(0),
    stateEceReads: 4,
  })
})

test('a cut with a margin stays within the picture', () => {
  expect(cutOf({ left: 10, top: 10, width: 100, height: 50 }, 0.1, 640, 480)).toEqual({
    left: 0,
    top: 5,
    width: 120,
    height: 60,
  })
  expect(cutOf({ left: 600, top: -5, width: 100, height: 50 }, 0, 640, 480)).toEqual({
    left: 600,
    top: 0,
    width: 40,
    height: 45,
  })
})
