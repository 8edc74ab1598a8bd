// Numbers that look random and are the same on every machine and every run.

/** A generator of numbers in [0, 1) from a seed (a 32-bit xorshift-multiply counter). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let value = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97)
    return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32
  }
}

const TILE = 256

/** Smooth noise over the plane in [-1, 1], one knot per unit, repeating every 256 units. */
export function smoothNoise(seed: number): (x: number, y: number) => number {
  const random = seededRandom(seed)
  const knots = Float32Array.from({ length: TILE * TILE }, () => random() * 2 - 1)
  return (x, y) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const fx = x - left
    const fy = y - top
    const row = (top & (TILE - 1)) * TILE
    const below = ((top + 1) & (TILE - 1)) * TILE
    const column = left & (TILE - 1)
    const next = (left + 1) & (TILE - 1)
    const upper = (knots[row + column] ?? 0) * (1 - fx) + (knots[row + next] ?? 0) * fx
    const lower = (knots[below + column] ?? 0) * (1 - fx) + (knots[below + next] ?? 0) * fx
    return upper * (1 - fy) + lower * fy
  }
}
