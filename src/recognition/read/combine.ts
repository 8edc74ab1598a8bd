// All frames of one vehicle together: each frame votes on strings, and the votes are damped because
// frames of one vehicle are not independent looks.
import { bestStrings, type WeightedString } from './best-strings.ts'
import type { Position } from './columns.ts'
import type { FrameEvidence } from './frame-evidence.ts'

/**
 * Frames of one vehicle share light, dirt and angle, so each counts less than an independent look would:
 * n frames count as n / (1 + (n - 1) * FRAME_CORRELATION), at most 1.7 looks.
 * There is no US footage with labels to fit this on: at 0.4, one picture at four sizes was over-confident.
 */
const FRAME_CORRELATION = 0.6
/** Strings that are weighed against each other. */
const CANDIDATES = 64
/** Strings that all frames of one length put forward together. */
const CONSENSUS = 12
const LEAST_OTHER = 1e-3

/** Weight of each of n equally sure frames of one vehicle. */
export const frameWeight = (frames: number): number => 1 / (1 + (frames - 1) * FRAME_CORRELATION)

/**
 * A frame counts by how sure it is of its own best string. A vehicle that drives out of the picture ends in
 * a few frames with loose corners that can be read as anything; counted in full they took a plate read
 * rightly at 0.81 down to 0.09.
 */
function frameWeights(frames: readonly FrameEvidence[]): number[] {
  const sureness = frames.map((frame) => frame.strings[0]?.probability ?? 0)
  const total = sureness.reduce((sum, one) => sum + one, 0)
  if (total === 0) return frames.map(() => frameWeight(frames.length))
  const looks = total / Math.max(...sureness)
  return sureness.map((one) => (looks * frameWeight(looks) * one) / total)
}

/**
 * Probabilities of the strings the frames put forward, best first. They add up to less than one: the
 * rest is for strings that nobody put forward.
 */
export function combineFrames(frames: readonly FrameEvidence[]): WeightedString[] {
  const weights = frameWeights(frames)
  const plates = candidatesOf(frames)
  const scores = plates.map((plate) =>
    frames.reduce((sum, frame, index) => sum + (weights[index] ?? 0) * frame.logLikelihood(plate), 0),
  )
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  // The clearest frame bounds what may have been missed.
  const listed = Math.max(...frames.map((frame) => listedShare(frame, plates)))
  return plates
    .map((plate, index) => ({ plate, probability: ((powers[index] ?? 0) / total) * listed }))
    .toSorted((a, b) => b.probability - a.probability)
}

/** What one frame gives to the candidates; the rest goes to strings that nobody put forward. */
function listedShare(frame: FrameEvidence, plates: readonly string[]): number {
  const share = plates.reduce((sum, plate) => sum + Math.exp(frame.logLikelihood(plate)), 0)
  return Math.min(share, 1 - LEAST_OTHER)
}

/** The strings of all frames and the consensus of frames of one length; the likeliest of them. */
function candidatesOf(frames: readonly FrameEvidence[]): string[] {
  const support = new Map<string, number>()
  for (const { plate, probability } of frames.flatMap((frame) => [...frame.strings])) {
    if (plate !== '') support.set(plate, (support.get(plate) ?? 0) + probability)
  }
  const own = [...support].toSorted(([, a], [, b]) => b - a).map(([plate]) => plate)
  const plates = new Set([...consensusOf(frames), ...own.slice(0, CANDIDATES)])
  return [...plates].slice(0, CANDIDATES)
}

/**
 * Strings made of the best characters of all frames, position by position: ten blurred frames of which
 * each has other characters wrong may never show the right string whole.
 */
function consensusOf(frames: readonly FrameEvidence[]): string[] {
  if (frames.length < 3) return []
  const byLength = Map.groupBy(
    frames.map(({ positions }) => positions.filter(({ presence }) => presence >= 0.5)),
    (positions) => positions.length,
  )
  const [largest] = [...byLength.values()].toSorted((a, b) => b.length - a.length)
  const [first] = largest ?? []
  if (largest === undefined || first === undefined || largest.length < 3) return []
  const positions = first.map((_, index): Position => {
    const mean = meanLogs(largest.flatMap((one) => one[index]?.characters ?? []))
    return { presence: 1, characters: mean }
  })
  return bestStrings(positions, CONSENSUS).map(({ plate }) => plate)
}

/** Characters by the mean of their logarithms, adding up to one. */
function meanLogs(all: readonly Float64Array[]): Float64Array {
  const [first] = all
  if (first === undefined) return new Float64Array(0)
  const powers = first.map((_, c) =>
    Math.exp(all.reduce((sum, one) => sum + Math.log(Math.max(one[c] ?? 0, 1e-4)), 0) / all.length),
  )
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
