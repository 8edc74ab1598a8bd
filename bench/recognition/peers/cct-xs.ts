// The plate reader cct-xs of fast-plate-ocr (MIT): measured here, never shipped. It has no detector.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import sharp, { type Sharp } from 'sharp'
import { cutOf, type Glance, type Opened } from './system.ts'

const NAME = 'cct-xs'
const SHA256 = 'c1ae2ae031b10f8ab7ed6e3cdaf8d9c753477e299dbad3579c8f705a7d882134'
const WIDTH = 128
const HEIGHT = 64
const SLOTS = 9
/** In the order of the model's output; `_` is an empty slot. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_'
/**
 * Around the label's box on each side. In its favour: the best of 0, 3, 6, 10 and 15 % on us-scenes-dev (62,
 * 66, 62, 66 and 66 of 73).
 */
const MARGIN = 0.1

export async function openCctXs(path: string): Promise<Opened> {
  if (!existsSync(path)) return { name: NAME, absent: `${path} is not there` }
  const bytes = new Uint8Array(readFileSync(path))
  if (createHash('sha256').update(bytes).digest('hex') !== SHA256) {
    return { name: NAME, absent: `${path} is not the model that is compared (its SHA-256 differs)` }
  }
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 })

  const read = async (image: Sharp): Promise<Glance> => {
    const pixels = await image.resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'linear' }).raw().toBuffer()
    const input = new Tensor('uint8', new Uint8Array(pixels), [1, HEIGHT, WIDTH, 3])
    const [output] = Object.values(await session.run({ input }))
    if (!(output?.data instanceof Float32Array)) throw new Error('cct-xs gave no probabilities.')
    const text = textOf(output.data)
    return { answers: text === '' ? [] : [text] }
  }
  return {
    name: NAME,
    version: 'v1-global',
    async readBox(path, box) {
      const { width, height } = await sharp(path).metadata()
      return await read(rgbOf(path).extract(cutOf(box, MARGIN, width, height)))
    },
    readCloseUp: async (path) => await read(rgbOf(path)),
    stop: () => session.release(),
  }
}

const rgbOf = (path: string): Sharp => sharp(path).flatten().toColourspace('srgb')

function textOf(probabilities: Float32Array): string {
  const slots = Array.from({ length: SLOTS }, (_, slot) => {
    const shares = probabilities.subarray(slot * ALPHABET.length, (slot + 1) * ALPHABET.length)
    return ALPHABET[shares.indexOf(Math.max(...shares))] ?? ''
  })
  return slots.join('').replaceAll('_', '')
}
