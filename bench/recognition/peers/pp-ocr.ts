// PP-OCRv4 mobile as `@gutenye/ocr-node` brings it (MIT; its models lie in the package), set up as the models
// were trained. It is a text reader: what of its texts may be a plate is decided here.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import { normalisePlate } from '#shared/domain/plate.ts'
import { cutOf, type Glance, type Opened } from './system.ts'

const NAME = 'PP-OCRv4'
const PACKAGE = '@gutenye/ocr-node'

/** The package's parts that are used, as they are in version 1.4.8. */
type Image = { readonly data: Uint8Array; readonly width: number; readonly height: number }
type Line = { readonly text: string; readonly mean: number }
type LineImage = { readonly image: Image; readonly box: readonly (readonly number[])[] }
type Scaling = { readonly mean: readonly number[]; readonly std: readonly number[] }
type Model = {
  imageToInput(image: Image, scaling: Scaling): unknown
  runModel(input: unknown): Promise<{ readonly data: Float32Array }>
}
type Detection = Model & { run(path: string): Promise<LineImage[]> }
type Recognition = Model & { run(lines: readonly LineImage[]): Promise<Line[]> }
type Factory<T> = { create(options: object): Promise<T> }
type Parts = {
  readonly version: string
  readonly Detection: Factory<Detection>
  readonly Recognition: Factory<Recognition>
  readonly ImageRaw: new (image: Image) => Image
}

/** As the models were trained (PaddleOCR, configs of PP-OCRv4); the package leaves it out. */
const DETECTION_SCALING = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
const RECOGNITION_SCALING = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }
/** Text is where the detection is at least this sure; the package takes 0.03 and finds less. */
const TEXT = 0.3
/** The serial lies in these rows of a plate; with the state's name above it reads that too. */
const SERIAL_ROWS = { top: 0.15, bottom: 0.85 }
/** A plate has 4 to 8 characters, a digit among them: without the digit names of shops win. */
const isPlateLike = (text: string): boolean => /^(?=.*\d)[0-9A-Z]{4,8}$/.test(text)

export async function openPpOcr(): Promise<Opened> {
  let parts: Parts
  try {
    parts = await loadParts()
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return { name: NAME, absent: `${PACKAGE} is not installed or not the version known here (${reason})` }
  }
  const { version, ImageRaw } = parts
  const onnxOptions = { intraOpNumThreads: 1, interOpNumThreads: 1 }
  const detection = scaled(await parts.Detection.create({ onnxOptions }), DETECTION_SCALING)
  const recognition = scaled(await parts.Recognition.create({ onnxOptions }), RECOGNITION_SCALING)
  dropFaintText(detection)

  const readLine = async (image: Sharp): Promise<Glance> => {
    const { data, info } = await image.ensureAlpha(1).raw().toBuffer({ resolveWithObject: true })
    const { width, height } = info
    const line = { image: new ImageRaw({ data, width, height }), box: WHOLE }
    const text = normalisePlate((await recognition.run([line])).map((one) => one.text).join(''))
    return { answers: text === '' ? [] : [text] }
  }
  return {
    name: NAME,
    version: `${PACKAGE} ${version}`,
    async readScene(path) {
      const lines = await recognition.run(await detection.run(path))
      const surest = lines.toSorted((a, b) => b.mean - a.mean)
      return { answers: surest.map(({ text }) => normalisePlate(text)).filter(isPlateLike) }
    },
    async readBox(path, box) {
      const { width, height } = await sharp(path).metadata()
      return await readLine(rgbOf(path).extract(cutOf(serialOf(box), 0, width, height)))
    },
    async readCloseUp(path) {
      const { width, height } = await sharp(path).metadata()
      const rows = serialOf({ left: 0, top: 0, width, height })
      return await readLine(rgbOf(path).extract(cutOf(rows, 0, width, height)))
    },
    stop: () => Promise.resolve(),
  }
}

/** The package exports only the whole; its parts are taken by file. Throws where they are not there. */
async function loadParts(): Promise<Parts> {
  const entry = import.meta.resolve(PACKAGE)
  const common = createRequire(fileURLToPath(entry)).resolve('@gutenye/ocr-common')
  // Importing the package gives the parts their runtime.
  await import(entry)
  const models = new URL('models/', pathToFileURL(common))
  const { Detection } = (await import(new URL('Detection.js', models).href)) as Pick<Parts, 'Detection'>
  const { Recognition } = (await import(new URL('Recognition.js', models).href)) as Pick<Parts, 'Recognition'>
  const { ImageRaw } = (await import(new URL('ImageRaw.js', entry).href)) as Pick<Parts, 'ImageRaw'>
  const { version } = JSON.parse(readFileSync(new URL('../package.json', entry), 'utf8')) as Parts
  return { version, Detection, Recognition, ImageRaw }
}

const WHOLE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]

const rgbOf = (path: string): Sharp => sharp(path).flatten().toColourspace('srgb')

function scaled<T extends Model>(model: T, scaling: Scaling): T {
  const plain = model.imageToInput.bind(model)
  model.imageToInput = (image) => plain(image, scaling)
  return model
}

function dropFaintText(detection: Detection): void {
  const plain = detection.runModel.bind(detection)
  detection.runModel = async (input) => {
    const output = await plain(input)
    for (const [at, share] of output.data.entries()) if (share <= TEXT) output.data[at] = 0
    return output
  }
}

function serialOf<T extends { readonly top: number; readonly height: number }>(box: T): T {
  const { top, bottom } = SERIAL_ROWS
  return { ...box, top: box.top + top * box.height, height: (bottom - top) * box.height }
}
