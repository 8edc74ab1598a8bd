// Reads and pictures in the size and shape that cars send them, made so cheaply that the making hardly counts: a few
// whole reads with numbers of their own are templates, in which id, plate, time and pictures are put anew each time.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { MediaHash, ReadId } from '#shared/domain/ids.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { ReadBody } from '#shared/transfer/bodies.ts'
import type { RecordBatch, RecordEnvelope } from '#shared/transfer/wire.ts'
import { readBody } from '../../test/support/postgres/sent.ts'
import { plateOf, someVehicle } from './plates.ts'

/** What a car sends in one go. */
export const BATCH_RECORDS = 100
const TEMPLATES = 64
const CROP_BYTES = 3000
const CONTEXT_BYTES = 90_000

const PLACES = {
  id: '00000000-0000-4000-8000-0123456789ab',
  plate: 'ZZZ9999',
  at: '1111111111111',
  crop: 'c'.repeat(64),
  context: 'd'.repeat(64),
} as const
type Place = keyof typeof PLACES
const PLACE_OF = new Map(Object.entries(PLACES).map(([place, text]) => [text, place as Place]))
const SPLIT = new RegExp(`(${Object.values(PLACES).join('|')})`)

type Values = Readonly<Record<Place, string>>
type Template = readonly (string | { readonly place: Place })[]

function templateOf(text: string): Template {
  return text.split(SPLIT).map((piece) => {
    const place = PLACE_OF.get(piece)
    return place === undefined ? piece : { place }
  })
}

const fill = (template: Template, values: Values): string =>
  template.map((piece) => (typeof piece === 'string' ? piece : values[piece.place])).join('')

const chance = (): number => Math.random()

function makeTemplate(): { readonly plain: Template; readonly quoted: Template } {
  const { positions, candidates, corners, ...read } = readBody({
    id: ReadId.parse(PLACES.id),
    plate: PLACES.plate,
    capturedAt: Number(PLACES.at),
    firstSeenAt: Number(PLACES.at),
    lastSeenAt: Number(PLACES.at),
    cropHash: MediaHash.parse(PLACES.crop),
    contextHash: MediaHash.parse(PLACES.context),
    plateProbability: chance(),
    location: {
      kind: 'fix',
      place: {
        latitude: 42 + chance() / 10,
        longitude: -88 - chance() / 10,
        speedMps: 30 * chance(),
        quality: 1,
        ageMs: 120,
      },
    },
  })
  const text = canonicalJson(
    ReadBody.parse({
      ...read,
      positions: positions.map(({ character, alternatives }) => ({
        character,
        probability: chance(),
        alternatives: alternatives.map((one) => ({ character: one.character, probability: chance() })),
      })),
      candidates: candidates.map(({ plate }) => ({ plate, probability: chance() })),
      corners: corners.map(() => ({ x: 1280 * chance(), y: 720 * chance() })),
    }),
  )
  return { plain: templateOf(text), quoted: templateOf(JSON.stringify(text)) }
}

const templates = Array.from({ length: TEMPLATES }, makeTemplate)
let turn = 0
function nextTemplate() {
  turn += 1
  const template = templates[turn % TEMPLATES]
  if (template === undefined) throw new Error('There is always a template.')
  return template
}

const hex = (): string => randomBytes(32).toString('hex')
const newValues = (at: number): Values => ({
  id: randomUUID(),
  plate: plateOf(someVehicle()),
  at: String(at),
  crop: hex(),
  context: hex(),
})

/** A read as it lies in a batch. */
export function madeEnvelope(at: number): RecordEnvelope {
  const values = newValues(at)
  return {
    kind: 'read',
    id: values.id,
    revision: 1,
    recordedAt: at,
    body: fill(nextTemplate().plain, values),
  }
}

export const madeBatch = (at: number): RecordBatch => ({
  batch: randomUUID(),
  records: Array.from({ length: BATCH_RECORDS }, () => madeEnvelope(at)),
})

/** The same as the JSON that is sent. */
export function madeBatchText(at: number): string {
  const records = Array.from({ length: BATCH_RECORDS }, () => {
    const values = newValues(at)
    const body = fill(nextTemplate().quoted, values)
    return `{"kind":"read","id":"${values.id}","revision":1,"recordedAt":${at},"body":${body}}`
  })
  return `{"batch":"${randomUUID()}","records":[${records.join(',')}]}`
}

export type MadePicture = {
  readonly kind: 'crop' | 'context'
  readonly mime: 'image/png' | 'image/jpeg'
  readonly hash: string
  readonly bytes: Buffer
}

function chunk(type: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  return Buffer.concat([head, Buffer.from(type), data, Buffer.alloc(4)])
}

/** A PNG as far as a server looks at it: its chunks, not its pixels. */
const CROP = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000078000000280802000000', 'hex')),
  chunk('IDAT', randomBytes(CROP_BYTES)),
  chunk('IEND', Buffer.alloc(0)),
])
/** A JPEG in the same way: its frame, the beginning of its scan, its end. */
const CONTEXT = Buffer.concat([
  Buffer.from('ffd8ffc0000b080028007801011100ffda0008010100003f00', 'hex'),
  // No marker within: they begin with FF.
  randomBytes(CONTEXT_BYTES).map((byte) => byte & 0x7f),
  Buffer.from('ffd9', 'hex'),
])
/** Within the pixels of either. */
const STAMP_AT = 100

/** A picture that there was not before. */
export function madePicture(kind: MadePicture['kind']): MadePicture {
  const bytes = Buffer.from(kind === 'crop' ? CROP : CONTEXT)
  randomBytes(16)
    .map((byte) => byte & 0x7f)
    .forEach((byte, index) => {
      bytes[STAMP_AT + index] = byte
    })
  return {
    kind,
    mime: kind === 'crop' ? 'image/png' : 'image/jpeg',
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes,
  }
}
