// What is said of a record when it is transferred: the bodies of src/shared/transfer/bodies.ts, by the outbox's numbers.
import { enteredRecordId, type EnteredBody } from '#shared/transfer/bodies.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { RecordKind } from '#shared/transfer/wire.ts'
import { auditRepository } from './audit-repository.ts'
import { canvassesRepository } from './canvasses-repository.ts'
import { hitsRepository } from './hits-repository.ts'
import type { Database } from './open.ts'
import { readsRepository } from './reads-repository.ts'

export type NamedBody = { readonly id: string; readonly body: unknown }

/** A hit's read, and whether an officer acted on the hit. */
export type HitOfRead = { readonly read: number; readonly isActedOn: boolean }

export type RecordBodies = ReturnType<typeof recordBodies>

type EnteredRow = {
  readonly kind: 'local' | 'partial'
  readonly id: string
  readonly version: number
  readonly action: EnteredBody['action']
  readonly badge: string
  readonly name: string
  readonly at: number
  readonly words: string
  readonly input: string
}

export function recordBodies(db: Database) {
  const reads = readsRepository(db)
  const hits = hitsRepository(db)
  const canvasses = canvassesRepository(db)
  const audit = auditRepository(db)
  const hitRow = db.prepare<[number], { id: HitId; visibility: string; readRecordedAt: number }>(
    `SELECT hits.id, visibility, reads.recorded_at AS readRecordedAt
     FROM hits JOIN reads ON reads.sequence = read_sequence WHERE hits.sequence = ?`,
  )
  const readOfHit = db.prepare<[number], { read: number; isActedOn: 0 | 1 }>(
    `SELECT read_sequence AS read, EXISTS (SELECT 1 FROM hit_steps WHERE hit_sequence = sequence
       AND input ->> 'kind' = 'decided' AND input ->> 'decision' <> 'no-action') AS isActedOn
     FROM hits WHERE sequence = ?`,
  )
  const actedOn = db
    .prepare<[], number>(
      `SELECT DISTINCT hit_sequence FROM hit_steps
       WHERE input ->> 'kind' = 'decided' AND input ->> 'decision' <> 'no-action'`,
    )
    .pluck()
  const imagesOfRead = db.prepare<[number], { crop: number; context: number | null }>(
    'SELECT crop_id AS crop, context_id AS context FROM reads WHERE sequence = ?',
  )
  const canvassId = db.prepare<[number], string>('SELECT id FROM canvasses WHERE sequence = ?').pluck()
  const entered = db.prepare<[number], EnteredRow>(
    `SELECT kind, id, version, action, badge, name, at, words, input FROM entered_plates WHERE sequence = ?`,
  )

  function hitBody(sequence: number): NamedBody | undefined {
    const row = hitRow.get(sequence)
    const hit = row && hits.get(row.id)
    if (row === undefined || hit === undefined) return undefined
    const { read, ...rest } = hit
    const { id, visibility, readRecordedAt } = row
    return { id, body: { ...rest, readId: read.id, readRecordedAt, visibility } }
  }

  function enteredBody(sequence: number): NamedBody | undefined {
    const row = entered.get(sequence)
    if (row === undefined) return undefined
    const { badge, name, input, ...rest } = row
    return {
      id: enteredRecordId(row),
      body: { ...rest, by: { badge, name }, input: JSON.parse(input) as unknown },
    }
  }

  function readBody(sequence: number): NamedBody | undefined {
    const read = reads.getBySequence(sequence)
    return read && { id: read.id, body: read }
  }

  function canvassBody(sequence: number): NamedBody | undefined {
    const id = canvassId.get(sequence)
    const canvass = id === undefined ? undefined : canvasses.get(id)
    return canvass && { id: canvass.id, body: canvass }
  }

  function auditBody(counter: number): NamedBody | undefined {
    const row = audit.get(counter)
    return row && { id: String(counter), body: { entry: row.entry, signature: row.signature } }
  }

  const makers: Readonly<Record<RecordKind, (record: number) => NamedBody | undefined>> = {
    hit: hitBody,
    read: readBody,
    entered: enteredBody,
    canvass: canvassBody,
    audit: auditBody,
  }

  return {
    /** Undefined for a record that is not there any more. */
    get: (kind: RecordKind, record: number): NamedBody | undefined => makers[kind](record),

    /** Acted on: it was once decided to do something. */
    readOfHit(sequence: number): HitOfRead | undefined {
      const row = readOfHit.get(sequence)
      return row && { read: row.read, isActedOn: row.isActedOn === 1 }
    },

    /** The numbers of all hits that were acted on. */
    actedOn: (): number[] => actedOn.all(),

    /** The numbers of a read's images that it names. */
    imagesOfRead(sequence: number): number[] {
      const row = imagesOfRead.get(sequence)
      return row === undefined ? [] : [row.crop, row.context ?? 0].filter((number) => number > 0)
    },
  }
}
