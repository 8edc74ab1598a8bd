// Made-up reads and hits in the size and shape that recognition gives them.
import { createHash, randomUUID } from 'node:crypto'
import type { StoredImage } from '#main/storage/media-repository.ts'
import type { NewHit, NewRead, ReadRecord } from '#main/storage/records-repository.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import { HitId, MediaHash, ReadId, CameraId } from '#shared/domain/ids.ts'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'

/** The instant that made-up records begin at. */
export const START = Date.UTC(2026, 0, 1)

/** A hash as an image of this text would have. */
export function hashOf(text: string): MediaHash {
  return MediaHash.parse(createHash('sha256').update(text).digest('hex'))
}

type PicturedRead = NewRead & { readonly cropHash: MediaHash }

export function makeRead(changes: Partial<PicturedRead> = {}): PicturedRead {
  const plate = changes.plate ?? 'AB12345'
  const capturedAt = changes.capturedAt ?? START
  const id = changes.id ?? ReadId.parse(randomUUID())
  return {
    id,
    cameraId: CameraId.parse('front'),
    cameraName: 'Front',
    capturedAt,
    firstSeenAt: capturedAt,
    lastSeenAt: capturedAt + 400,
    plate,
    plateProbability: 0.9123456789012345,
    positions: [...plate].map((character, index) => ({
      character,
      probability: 0.9876543210987654 - index / 1000,
      alternatives: [...'08QDC'].map((other) => ({ character: other, probability: 0.0123456789012345 })),
    })),
    candidates: Array.from({ length: 10 }, (_, index) => ({
      plate: index === 0 ? plate : plate.slice(0, -1) + PLATE_CHARACTERS.charAt(index),
      probability: 0.9123456789012345 / (index + 1),
    })),
    state: {
      code: 'IL',
      probability: 0.8123456789012345,
      candidates: [
        { code: 'IL', probability: 0.8123456789012345 },
        { code: 'IN', probability: 0.1123456789012345 },
      ],
    },
    corners: [
      { x: 612.3456789, y: 402.3456789 },
      { x: 731.3456789, y: 405.3456789 },
      { x: 730.3456789, y: 460.3456789 },
      { x: 611.3456789, y: 457.3456789 },
    ],
    frameWidth: 1280,
    frameHeight: 720,
    frames: 9,
    phase: 'first',
    location: {
      kind: 'fix',
      place: { latitude: 41.8781136, longitude: -87.6297982, speedMps: 11.2, quality: 1, ageMs: 120 },
    },
    cropHash: hashOf(`crop of ${id}`),
    contextHash: hashOf(`context of ${id}`),
    ...changes,
  }
}

export function makeMatch(changes: Partial<HotListMatch> = {}): HotListMatch {
  return {
    entry: {
      key: 'AB12345|IL|PC|NCIC|V1',
      list: 'stolen',
      kind: 'list',
      source: 'NCIC',
      line: 7,
      raw: 'AB12345,IL,Stolen vehicle,Blue sedan',
      plate: 'AB12345',
      state: 'IL',
      category: 'stolen-vehicle',
      categoryWords: 'Stolen vehicle',
      vehicle: { colour: 'blue' },
      cautions: [],
      notes: 'Blue sedan',
      trust: 'normal',
      mended: [],
    },
    kind: 'exact',
    matchedPlate: 'AB12345',
    plateProbability: 0.91,
    replaced: [],
    stateAgreement: 'agrees',
    odds: { characters: 0.91, state: 0.9, both: 0.82 },
    crowding: { listed: 0, looked: 12 },
    ...changes,
  }
}

export function makeHit(changes: Partial<NewHit> = {}): NewHit {
  return {
    id: HitId.parse(randomUUID()),
    matches: [makeMatch()],
    presentation: {
      severity: 'critical',
      sound: 'critical',
      spoken: 'Stolen vehicle',
      mayMute: false,
      isCovert: false,
    },
    isDoubtful: false,
    visibility: 'alert',
    raisedAt: START,
    ...changes,
  }
}

/** The images a read names, as if they lay in the media folder. */
export function imagesOf(read: PicturedRead): StoredImage[] {
  const crop: StoredImage = { hash: read.cropHash, bytes: 3000, mime: 'image/png', kind: 'crop' }
  if (read.contextHash === undefined) return [crop]
  return [crop, { hash: read.contextHash, bytes: 90_000, mime: 'image/jpeg', kind: 'context' }]
}

export function makeRecord(
  changes: Partial<PicturedRead> = {},
  hits: readonly NewHit[] = [],
): ReadRecord & { readonly read: PicturedRead } {
  const read = makeRead(changes)
  return { read, hits, images: imagesOf(read), recordedAt: read.capturedAt }
}
