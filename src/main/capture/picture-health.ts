// Tells a living picture from a frozen and from a black one, from a sparse sample of its brightness.
import type { PixelLayout, Pixels } from '#shared/recognition/pixels.ts'

export type PictureVerdict = 'live' | 'frozen' | 'black'

type PictureHealth = {
  see(pixels: Pixels, atMs: number): void
  verdict(atMs: number): PictureVerdict
  /** Forgets what was seen, for a camera that was away. */
  reset(): void
}

/** A grid of 64 x 48: 3,072 samples, about 0.1 ms a frame. */
const COLUMNS = 64
const ROWS = 48

/** Samples brighter than black by this much see something. Sensor noise in the dark stays below. */
const BLACK_MARGIN = 16
/** A lamp in the distance or a hot pixel does not make a picture. */
const LIT_SHARE = 0.005

/**
 * A picture counts as frozen when no sample changed for `frozenMs` (sensor noise alone changes some in
 * every frame of a working camera), as black when hardly a sample was lit for `blackMs`.
 */
export function watchPicture(limits: { readonly frozenMs: number; readonly blackMs: number }): PictureHealth {
  let hash: number | undefined
  let changedAtMs = 0
  let blackSinceMs: number | undefined

  return {
    see(pixels, atMs) {
      const sample = samplePicture(pixels)
      if (sample.hash !== hash) {
        hash = sample.hash
        changedAtMs = atMs
      }
      blackSinceMs = sample.isBlack ? (blackSinceMs ?? atMs) : undefined
    },
    verdict(atMs) {
      if (blackSinceMs !== undefined && atMs - blackSinceMs >= limits.blackMs) return 'black'
      return hash !== undefined && atMs - changedAtMs >= limits.frozenMs ? 'frozen' : 'live'
    },
    reset() {
      hash = undefined
      blackSinceMs = undefined
    },
  }
}

/** Bytes from one pixel to the next in the first plane, which holds the brightness (or green) at `offset`. */
const STEP: Readonly<Record<PixelLayout, { readonly bytes: number; readonly offset: number }>> = {
  yuv420p: { bytes: 1, offset: 0 },
  yuv422p: { bytes: 1, offset: 0 },
  yuv444p: { bytes: 1, offset: 0 },
  nv12: { bytes: 1, offset: 0 },
  yuyv: { bytes: 2, offset: 0 },
  rgb24: { bytes: 3, offset: 1 },
  bgr24: { bytes: 3, offset: 1 },
  gray: { bytes: 1, offset: 0 },
}

function samplePicture(pixels: Pixels): { readonly hash: number; readonly isBlack: boolean } {
  const { width, height, layout, isFullRange } = pixels
  const plane = pixels.planes[0]
  if (plane === undefined) throw new Error(`a ${layout} frame without planes`)
  const bytes = new Uint8Array(pixels.data)
  const step = STEP[layout]
  const isVideoRange = !isFullRange && (layout.startsWith('yuv') || layout === 'nv12')
  const lit = (isVideoRange ? 16 : 0) + BLACK_MARGIN
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5
  let litSamples = 0
  for (let row = 0; row < ROWS; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / ROWS)
    const start = plane.offset + y * plane.stride + step.offset
    for (let column = 0; column < COLUMNS; column += 1) {
      const x = Math.floor(((column + 0.5) * width) / COLUMNS)
      const value = bytes[start + x * step.bytes] ?? 0
      hash = Math.imul(hash ^ value, 0x01000193)
      if (value > lit) litSamples += 1
    }
  }
  return { hash, isBlack: litSamples < LIT_SHARE * ROWS * COLUMNS }
}
