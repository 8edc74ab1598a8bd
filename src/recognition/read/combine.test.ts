import { expect, test } from 'vitest'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import type { Position } from './columns.ts'
import { combineFrames, frameWeight } from './combine.ts'
import { evidenceOf } from './frame-evidence.ts'

/** A frame that reads the text, each character with that probability and the rest on its rival. */
function frame(text: string, sureness: number, rivals = text): readonly Position[] {
  return Array.from(text, (character, index) => {
    const characters = new Float64Array(PLATE_CHARACTERS.length).fill(0.01 / 36)
    const add = (one: string, share: number): void => {
      const at = PLATE_CHARACTERS.indexOf(one)
      characters[at] = (characters[at] ?? 0) + share
    }
    add(character, 0.99 * sureness)
    add(rivals[index] ?? character, 0.99 * (1 - sureness))
    return { presence: 0.999, characters }
  })
}
const combined = (...frames: (readonly Position[])[]) => combineFrames(frames.map(evidenceOf))

test('one frame keeps the probabilities it has', () => {
  const [best, rival] = combined(frame('KRT4172', 0.8, 'KRT4I72'))
  expect(best?.plate).toBe('KRT4172')
  expect(best?.probability).toBeGreaterThan(0.7)
  expect(best?.probability).toBeLessThan(0.95)
  expect(rival?.plate).toBe('KRT4I72')
})

test('frames that agree are surer than one, but count as less than two looks', () => {
  const one = combined(frame('KRT4172', 0.7, 'KRT41Z2'))[0]
  const many = combined(...Array.from({ length: 12 }, () => frame('KRT4172', 0.7, 'KRT41Z2')))[0]
  expect(many?.probability).toBeGreaterThan(one?.probability ?? 1)
  expect(many?.probability).toBeLessThan(0.95)
  expect(12 * frameWeight(12)).toBeLessThan(2)
})

test('one frame that is sure and wrong is outvoted', () => {
  const [best] = combined(
    frame('KRT4172', 0.6),
    frame('KRT4172', 0.6),
    frame('KRT4172', 0.6),
    frame('XRT4112', 1),
  )
  expect(best?.plate).toBe('KRT4172')
})

test('a frame in which the plate was cut does not take characters away', () => {
  const [best] = combined(frame('KRT4172', 0.95), frame('T4172', 0.95), frame('KRT4172', 0.95))
  expect(best?.plate).toBe('KRT4172')
  expect(best?.probability).toBeGreaterThan(0.8)
})

test('frames with one character wrong each give the string that none of them shows', () => {
  const frames = ['XRT4172', 'KXT4172', 'KRX4172', 'KRT1172', 'KRT4472', 'KRT4112'].map((text) =>
    frame(text, 0.55, 'KRT4172'),
  )
  expect(combined(...frames)[0]?.plate).toBe('KRT4172')
})

test('frames that can hardly be read do not undo one that could', () => {
  const illegible = (length: number): readonly Position[] =>
    Array.from({ length }, () => ({
      presence: 0.6,
      characters: new Float64Array(PLATE_CHARACTERS.length).fill(1 / PLATE_CHARACTERS.length),
    }))
  const [best] = combined(frame('KRT4172', 0.97), illegible(3), illegible(1), illegible(2), illegible(4))
  expect(best?.plate).toBe('KRT4172')
  expect(best?.probability).toBeGreaterThan(0.7)
})

test('no frames give no strings', () => {
  expect(combined()).toEqual([])
})
