// All frames of one vehicle together: one distribution over strings. Strings of one length are compared
// position by position; lengths compete by what the frames say of them.
import { bestStrings, mergedStrings, type WeightedString } from './best-strings.ts'
import { CHARACTER_COUNT, type Position } from './columns.ts'

/** What the frames together say of strings of one length. */
export type LengthGroup = {
  /** Probability that the serial has this length. */
  readonly probability: number
  /** The distribution over characters at each position, given this length (so each is present). */
  readonly positions: readonly Position[]
  /** How sure the frames were, on average, that each position holds a character. */
  readonly presences: readonly number[]
}

/**
 * Frames of one vehicle share light, dirt and angle, so each counts less than an independent look would:
 * n frames count as n / (1 + (n - 1) * FRAME_CORRELATION), at most 2.5 looks.
 */
const FRAME_CORRELATION = 0.4
/** One frame that is sure and wrong must not veto all others. */
const LEAST_CHARACTER = 1e-4
const LEAST_LENGTH = 1e-3
/** Choices of which positions hold a character that are followed, per frame. */
const CHOICES = 12

/** Combines the positions read in each frame. Gives nothing when no frame has any position. */
export function combineFrames(frames: readonly (readonly Position[])[]): LengthGroup[] {
  const choices = frames.map((frame) => choicesByLength(frame))
  const lengths = new Set(choices.flatMap((choice) => [...choice.keys()]))
  lengths.delete(0)
  const weight = frameWeight(frames.length)
  const scored = [...lengths].map((length) => scoreLength(length, choices, weight))
  const highest = Math.max(...scored.map((group) => group.score))
  const total = scored.reduce((sum, group) => sum + Math.exp(group.score - highest), 0)
  // What the frames say against any character at all takes its share too.
  const nothing = meanOf(choices.map((choice) => choice.get(0)?.probability ?? 0))
  return scored
    .map(({ score, positions, presences }) => ({
      probability: ((1 - nothing) * Math.exp(score - highest)) / total,
      positions,
      presences,
    }))
    .toSorted((a, b) => b.probability - a.probability)
}

/** Weight of each of n frames of one vehicle. */
export const frameWeight = (frames: number): number => 1 / (1 + (frames - 1) * FRAME_CORRELATION)

/** The likeliest strings over all lengths, best first. */
export function stringsOf(groups: readonly LengthGroup[], count: number): WeightedString[] {
  const all = groups.flatMap((group) =>
    bestStrings(group.positions, count).map(({ plate, probability }) => ({
      plate,
      probability: probability * group.probability,
    })),
  )
  return mergedStrings(all).slice(0, count)
}

type Choice = { readonly probability: number; readonly positions: readonly Position[] }

/** For each length a frame allows: its probability, and the likeliest positions of that length. */
function choicesByLength(frame: readonly Position[]): Map<number, Choice> {
  let choices: Choice[] = [{ probability: 1, positions: [] }]
  for (const position of frame) {
    choices = choices
      .flatMap(({ probability, positions }) => [
        { probability: probability * position.presence, positions: [...positions, position] },
        { probability: probability * (1 - position.presence), positions },
      ])
      .toSorted((a, b) => b.probability - a.probability)
      .slice(0, CHOICES)
  }
  const byLength = new Map<number, Choice>()
  for (const { probability, positions } of choices) {
    const likelier = byLength.get(positions.length)
    if (likelier === undefined && probability < LEAST_LENGTH) continue
    byLength.set(positions.length, {
      probability: probability + (likelier?.probability ?? 0),
      positions: likelier?.positions ?? positions,
    })
  }
  return byLength
}

function scoreLength(length: number, choices: readonly Map<number, Choice>[], weight: number) {
  const logs = Array.from({ length }, () => new Float64Array(CHARACTER_COUNT))
  const presences = Array.from({ length }, () => 0)
  let score = 0
  let seen = 0
  for (const choice of choices) {
    const own = choice.get(length)
    score += weight * Math.log(Math.max(own?.probability ?? 0, LEAST_LENGTH))
    if (own === undefined) continue
    seen++
    for (const [index, position] of own.positions.entries()) {
      presences[index] = (presences[index] ?? 0) + position.presence
      const sums = logs[index]
      if (sums === undefined) continue
      for (let c = 0; c < CHARACTER_COUNT; c++) {
        sums[c] = (sums[c] ?? 0) + weight * Math.log(Math.max(position.characters[c] ?? 0, LEAST_CHARACTER))
      }
    }
  }
  const positions = logs.map((sums): Position => {
    const highest = Math.max(...sums)
    const powers = sums.map((sum) => Math.exp(sum - highest))
    const total = powers.reduce((sum, power) => sum + power, 0)
    score += highest + Math.log(total)
    return { presence: 1, characters: powers.map((power) => power / total) }
  })
  return { score, positions, presences: presences.map((sum) => sum / seen) }
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
