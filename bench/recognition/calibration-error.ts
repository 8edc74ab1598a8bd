// Whether probabilities mean what they say.

/** One answer: the probability it was given with, and whether it was right. */
export type Judged = { readonly probability: number; readonly isRight: boolean }

const BINS = 10

/**
 * Expected calibration error: answers in ten bins of equal width by probability; the mean distance between
 * a bin's mean probability and its share of right answers, bins weighed by their answers. (C. Guo et al.,
 * "On Calibration of Modern Neural Networks", 2017.) Null without answers. With few answers it is too high
 * even for perfect probabilities, since each bin's share is a matter of chance.
 */
export function expectedCalibrationError(answers: readonly Judged[]): number | null {
  if (answers.length === 0) return null
  const bins = Map.groupBy(answers, ({ probability }) =>
    Math.min(BINS - 1, Math.max(0, Math.floor(probability * BINS))),
  )
  let error = 0
  for (const bin of bins.values()) {
    const sum = bin.reduce((total, { probability }) => total + probability, 0)
    const right = bin.filter(({ isRight }) => isRight).length
    error += Math.abs(sum - right)
  }
  return error / answers.length
}
