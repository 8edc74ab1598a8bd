// Pictures that are laid on surfaces: SVG brought to pixels once, with reduced copies for the distance.
import sharp from 'sharp'

/** RGBA, 4 bytes a pixel, straight alpha; `levels[n]` has half the width and height of `levels[n - 1]`. */
export type Texture = { readonly levels: readonly Level[] }
export type Level = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/** Rasterises `svg` at the given size and makes the reduced copies by averaging 2x2 blocks. */
export async function makeTexture(svg: string, width: number, height: number): Promise<Texture> {
  const data = await sharp(Buffer.from(svg), { density: 300 })
    .resize(width, height, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer()
  let level: Level = { width, height, data }
  const levels = [level]
  while (level.width > 8 && level.height > 8) {
    level = halve(level)
    levels.push(level)
  }
  return { levels }
}

function halve(from: Level): Level {
  const width = from.width >> 1
  const height = from.height >> 1
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 4; channel++) {
        const at = (2 * y * from.width + 2 * x) * 4 + channel
        const below = at + from.width * 4
        const sum =
          (from.data[at] ?? 0) +
          (from.data[at + 4] ?? 0) +
          (from.data[below] ?? 0) +
          (from.data[below + 4] ?? 0)
        data[(y * width + x) * 4 + channel] = (sum + 2) >> 2
      }
  return { width, height, data }
}
