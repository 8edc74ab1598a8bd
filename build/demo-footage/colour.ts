// Colour between the drawings (sRGB, 0-255) and the light calculations (linear, 1 is white paper in the sun).

export type Colour = readonly [red: number, green: number, blue: number]

/** Linear light of each sRGB byte (IEC 61966-2-1). */
export const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

const ENCODE_STEPS = 4096

/** sRGB value (0-255, not rounded) of linear light from 0 to 1 in {@link ENCODE_STEPS} steps. */
const ENCODED = Float32Array.from({ length: ENCODE_STEPS + 1 }, (_, step) => {
  const light = step / ENCODE_STEPS
  return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)
})

/** Linear light to an sRGB value from 0 to 255; a soft shoulder keeps highlights from clipping hard. */
export function encodeLight(light: number): number {
  const bent = light < 0.7 ? light : 0.7 + 0.3 * (1 - Math.exp((0.7 - light) / 0.3))
  return ENCODED[Math.round(Math.max(0, bent) * ENCODE_STEPS)] ?? 255
}

/** `#rrggbb` as linear light. */
export function colour(hex: string): Colour {
  const byte = (at: number): number => LINEAR[Number.parseInt(hex.slice(at, at + 2), 16)] ?? 0
  return [byte(1), byte(3), byte(5)]
}

export function mixColours(from: Colour, to: Colour, share: number): Colour {
  const mix = (a: number, b: number): number => a + (b - a) * share
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]
}
