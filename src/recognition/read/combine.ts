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

/** What one frame says, by length; made once per frame by `evidenceOf`. */
export type FrameEvidence = ReadonlyMap<number, LengthEvidence>

type LengthEvidence = {
  readonly probability: number
  readonly positions: readonly { readonly presence: number; readonly logs: Float64Array }[]
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

/** Weight of each of n frames of one vehicle. */
export const frameWeight = (frames: number): number => 1 / (1 + (frames - 1) * FRAME_CORRELATION)

/** For each length a frame allows: its probability, and the likeliest positions of that length. */
export function evidenceOf(frame: readonly Position[]): FrameEvidence {
  let choices: LengthEvidence[] = [{ probability: 1, positions: [] }]
  for (const { presence, characters } of frame) {
    const position = { presence, logs: characters.map((p) => Math.log(Math.max(p, LEAST_CHARACTER))) }
    choices = choices
      .flatMap(({ probability, positions }) => [
        { probability: probability * presence, positions: [...positions, position] },
        { probability: probability * (1 - presence), positions },
      ])
      .toSorted((a, b) => b.probability - a.probability)
      .slice(0, CHOICES)
  }
  const byLength = new Map<number, LengthEvidence>()
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

/** Combines the frames of one vehicle, likeliest length first. Nothing when no frame has a character. */
export function combineFrames(frames: readonly FrameEvidence[]): LengthGroup[] {
  const lengths = new Set(frames.flatMap((frame) => [...frame.keys()]))
  lengths.delete(0)
  const weight = frameWeight(frames.length)
  const scored = [...lengths].map((length) => scoreLength(length, frames, weight))
  const highest = Math.max(...scored.map((group) => group.score))
  const total = scored.reduce((sum, group) => sum + Math.exp(group.score - highest), 0)
  // What the frames say against any character at all takes its share too.
  const nothing = frames.reduce((sum, frame) => sum + (frame.get(0)?.probability ?? 0), 0) / frames.length
  return scored
    .map(({ score, positions, presences }) => ({
      probability: ((1 - nothing) * Math.exp(score - highest)) / total,
      positions,
      presences,
    }))
    .toSorted((a, b) => b.probability - a.probability)
}

/** The likeliest strings over all lengths, best first. */
export function stringsOf(groups: readonly LengthGroup[], count: number): WeightedString[] {
  const all = groups
    .filter((group) => group.probability >= LEAST_LENGTH)
    .flatMap((group) =>
      bestStrings(group.positions, count).map(({ plate, probability }) => ({
        plate,
        probability: probability * group.probability,
      })),
    )
  return mergedStrings(all).slice(0, count)
}

function scoreLength(length: number, frames: readonly FrameEvidence[], weight: number) {
  const sums = Array.from({ length }, () => new Float64Array(CHARACTER_COUNT))
  const presences = Array.from({ length }, () => 0)
  let score = 0
  let seen = 0
  for (const frame of frames) {
    const own = frame.get(length)
    score += weight * Math.log(Math.max(own?.probability ?? 0, LEAST_LENGTH))
    if (own === undefined) continue
    seen++
    for (const [index, { presence, logs }] of own.positions.entries()) {
      presences[index] = (presences[index] ?? 0) + presence
      const sum = sums[index]
      if (sum !== undefined) for (const [c, log] of logs.entries()) sum[c] = (sum[c] ?? 0) + weight * log
    }
  }
  const positions = sums.map((sum): Position => {
    const highest = Math.max(...sum)
    const powers = sum.map((log) => Math.exp(log - highest))
    const total = powers.reduce((all, power) => all + power, 0)
    score += highest + Math.log(total)
    return { presence: 1, characters: powers.map((power) => power / total) }
  })
  return { score, positions, presences: presences.map((presence) => presence / seen) }
}
