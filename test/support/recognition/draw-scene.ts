// Draws a street scene with a plate whose serial is known: real pixels for the real models, with strokes
// for letters so that no typeface need be installed.
import sharp from 'sharp'
import type { RgbPicture } from './pixel-layouts.ts'

export type DrawnPlate = {
  readonly serial: string
  /** Centre of the plate and its width, in pixels; the height is half the width. */
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Strokes on a grid of 4 x 6, as an SVG path each. */
const STROKES: Record<string, string> = {
  '1': 'M1 1 L2 0 V6',
  '2': 'M0 1.2 Q0 0 2 0 Q4 0 4 1.5 Q4 2.5 2.8 3.6 L0 6 H4',
  '3': 'M0 0 H4 L2 2.5 Q4 2.5 4 4.2 Q4 6 2 6 Q0 6 0 4.8',
  '4': 'M3 6 V0 L0 4 H4',
  '7': 'M0 0 H4 L1.5 6',
  A: 'M0 6 L2 0 L4 6 M0.8 4 H3.2',
  C: 'M4 1.4 Q4 0 2 0 Q0 0 0 2 V4 Q0 6 2 6 Q4 6 4 4.6',
  E: 'M4 0 H0 V6 H4 M0 3 H3',
  F: 'M4 0 H0 V6 M0 3 H3',
  H: 'M0 0 V6 M4 0 V6 M0 3 H4',
  J: 'M4 0 V4.4 Q4 6 2 6 Q0 6 0 4.4',
  K: 'M0 0 V6 M4 0 L0 3.6 M1.4 2.4 L4 6',
  L: 'M0 0 V6 H4',
  M: 'M0 6 V0 L2 3.4 L4 0 V6',
  N: 'M0 6 V0 L4 6 V0',
  P: 'M0 6 V0 H2.4 Q4 0 4 1.6 Q4 3.2 2.4 3.2 H0',
  R: 'M0 6 V0 H2.4 Q4 0 4 1.6 Q4 3.2 2.4 3.2 H0 M2 3.2 L4 6',
  T: 'M0 0 H4 M2 0 V6',
  X: 'M0 0 L4 6 M4 0 L0 6',
}

/** A scene of that size with cars that carry the plates. */
export async function drawScene(
  width: number,
  height: number,
  plates: readonly DrawnPlate[],
): Promise<RgbPicture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="55%" fill="#9fb4c4"/><rect y="55%" width="100%" height="45%" fill="#5c5d60"/>
    ${plates.map(carOf).join('')}</svg>`
  const { data } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width, height, rgb: new Uint8Array(data) }
}

function carOf({ serial, x, y, width }: DrawnPlate): string {
  const height = width / 2
  const [left, top] = [x - width / 2, y - height / 2]
  return `
    <rect x="${x - 2.2 * width}" y="${y - 1.9 * width}" width="${4.4 * width}" height="${2.8 * width}" rx="${0.3 * width}" fill="#31405a"/>
    <rect x="${x - 1.7 * width}" y="${y - 1.7 * width}" width="${3.4 * width}" height="${0.8 * width}" rx="${0.1 * width}" fill="#151a22"/>
    <rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${0.03 * width}" fill="#eef1f4" stroke="#8a8f98" stroke-width="${0.012 * width}"/>
    ${serialOf(serial, left, top, width)}`
}

function serialOf(serial: string, left: number, top: number, width: number): string {
  const pitch = (0.86 * width) / serial.length
  const unit = Math.min((0.72 * pitch) / 4, (0.23 * width) / 6)
  return Array.from(serial, (character, index) => {
    const stroke = STROKES[character]
    if (stroke === undefined) throw new Error(`No strokes are drawn for "${character}".`)
    const x = left + 0.07 * width + index * pitch + (pitch - 4 * unit) / 2
    const y = top + 0.15 * width
    return `<path d="${stroke}" transform="translate(${x} ${y}) scale(${unit})" fill="none" stroke="#1d2a55" stroke-width="0.9"/>`
  }).join('')
}
