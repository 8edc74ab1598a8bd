// Plates typed by an officer: one that the cameras missed, or what a read should have said. Both are reads like
// any other, marked as typed; what was read first stays as it was.
import type { Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { KeepRecords, Raising } from '#main/hits/index.ts'
import type { HotLists } from '#main/hotlists/index.ts'
import type { NewRead } from '#main/storage/records-repository.ts'
import { CameraId, ReadId } from '#shared/domain/ids.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Location } from '#shared/domain/place.ts'
import type { Read } from '#shared/domain/read.ts'
import type { StateCode } from '#shared/domain/states.ts'

export type TypedPlate = {
  readonly plate: string
  readonly state?: StateCode | undefined
  readonly words: string
}

export type ByHand = {
  capture(typed: TypedPlate, by: By): Read
  /** Undefined when there is no such read. */
  correct(id: ReadId, typed: TypedPlate, by: By): Read | undefined
}

type Parts = {
  readonly reads: { get(id: ReadId): Read | undefined }
  readonly records: KeepRecords
  readonly hotLists: Pick<HotLists, 'match'>
  readonly raising: Raising
  readonly audit: Audit
  readonly events: EventHub
  readonly locate: (at: number) => Location
  readonly canvassId: () => string | undefined
  readonly now: () => number
}

const BY_HAND = CameraId.parse('by-hand')

/** A frame of one point: nothing was photographed. */
const NO_FRAME = {
  corners: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ] as Read['corners'],
  frameWidth: 1,
  frameHeight: 1,
  frames: 1,
}

export function createByHand(parts: Parts): ByHand {
  const { records, hotLists, raising, audit, events, now } = parts

  function keep(read: NewRead, by: By, action: string): Read {
    const { words } = read.entered ?? {}
    audit(
      by,
      action,
      read.id,
      { corrects: read.entered?.corrects ?? null },
      { plate: read.plate, ...(words === undefined ? {} : { reason: words }) },
    )
    const recordedAt = now()
    const matches = hotLists.match(read)
    const open = raising.judge(read, matches, recordedAt)
    const both = [open, raising.judgeCovert(read, matches, recordedAt)]
    const recorded = records.record({
      read,
      hits: both.flatMap((one) => (one.kind === 'raise' ? [one.hit] : [])),
      sightings: both.flatMap((one) => (one.kind === 'sighting' ? [one.sighting] : [])),
      images: [],
      recordedAt,
    })
    events.readsChanged(recorded.read.sequence)
    if (open.kind === 'raise' && open.hit.visibility === 'alert') events.hitsRaised([open.hit.id])
    if (open.kind === 'sighting') events.hitsChanged()
    return recorded.read
  }

  return {
    capture(typed, by) {
      const at = now()
      const canvassId = parts.canvassId()
      return keep(
        {
          id: ReadId.parse(crypto.randomUUID()),
          cameraId: BY_HAND,
          cameraName: 'By hand',
          capturedAt: at,
          firstSeenAt: at,
          lastSeenAt: at,
          ...typedParts(typed),
          ...NO_FRAME,
          location: parts.locate(at),
          entered: { by, words: typed.words },
          ...(canvassId === undefined ? {} : { canvassId }),
        },
        by,
        'read.by-hand',
      )
    },
    correct(id, typed, by) {
      const original = parts.reads.get(id)
      if (original === undefined) return undefined
      const { sequence: _, stackedPairs: __, ...read } = original
      return keep(
        {
          ...read,
          id: ReadId.parse(crypto.randomUUID()),
          ...typedParts(typed),
          entered: { by, corrects: id, words: typed.words },
        },
        by,
        'read.correct',
      )
    },
  }
}

/** What a person typed is certain as to its characters: the odds of a match are those of a sure read. */
function typedParts({ plate, state }: TypedPlate) {
  return {
    plate,
    plateProbability: 1,
    positions: Array.from(plate, (character) => ({ character, probability: 1, alternatives: [] })),
    candidates: [{ plate, probability: 1 }],
    state:
      state === undefined
        ? { probability: 0, candidates: [] }
        : { code: state, probability: 1, candidates: [{ code: state, probability: 1 }] },
    phase: 'final' as const,
  }
}
