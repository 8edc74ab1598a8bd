// From the state net's looks at one vehicle to the state that is published, to "other", or to "cannot tell".
import type { StateReading } from '#shared/domain/read.ts'
import { STATE_ANSWERS, type StateAnswer } from '#shared/domain/states.ts'
import { frameWeight } from '../read/combine.ts'
import type { StateWeights } from '../patterns/serial-prior.ts'

const CANDIDATES = 5
const LEAST_CANDIDATE = 0.01
/** One look that is sure and wrong must not veto all others. */
const LEAST_PROBABILITY = 1e-4

/** All looks together, likeliest first; looks of one vehicle are damped as its frames are. */
export function combineStates(looks: readonly Float32Array[]): StateWeights {
  if (looks.length === 0) return new Map()
  const weight = frameWeight(looks.length)
  const scores = STATE_ANSWERS.map((_, index) =>
    looks.reduce((sum, look) => sum + weight * Math.log(Math.max(look[index] ?? 0, LEAST_PROBABILITY)), 0),
  )
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  const ranked = STATE_ANSWERS.map((code, index): [StateAnswer, number] => [
    code,
    (powers[index] ?? 0) / total,
  ])
  return new Map(ranked.toSorted(([, a], [, b]) => b - a))
}

/** The state with its rivals; neither named nor other where the likeliest stays below the threshold. */
export function stateReadingOf(states: StateWeights, threshold: number): StateReading {
  const ranked = [...states].map(([code, probability]) => ({ code, probability }))
  const [best] = ranked
  const isTold = best !== undefined && best.probability >= threshold
  return {
    ...(isTold ? answerOf(best.code) : {}),
    probability: best?.probability ?? 0,
    candidates: ranked.filter(({ probability }) => probability >= LEAST_CANDIDATE).slice(0, CANDIDATES),
  }
}

const answerOf = (answer: StateAnswer): Pick<StateReading, 'code' | 'isOther'> =>
  answer === 'other' ? { isOther: true } : { code: answer }
