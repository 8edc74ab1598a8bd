// Canvasses with the way the car took. Reads name theirs in a column of their own.
import { Canvass, type CanvassInput } from '#shared/domain/local-list.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'

type Row = {
  readonly sequence: number
  readonly id: string
  readonly input: string
  readonly badge: string
  readonly name: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly decision: string | null
  readonly reads: number
}

export type CanvassesRepository = ReturnType<typeof canvassesRepository>

export function canvassesRepository(db: Database) {
  const outbox = outboxRepository(db)
  const COLUMNS = `sequence, id, input, badge, name, started_at AS startedAt, ended_at AS endedAt, decision,
    (SELECT count(*) FROM reads WHERE canvass = canvasses.sequence) AS reads`
  const undecided = db.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM canvasses WHERE decision IS NULL ORDER BY sequence LIMIT 1`,
  )
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM canvasses WHERE id = ?`)
  const track = db.prepare<[number], Canvass['track'][number]>(
    'SELECT at, latitude, longitude FROM canvass_track WHERE canvass = ? ORDER BY at',
  )
  const insert = db
    .prepare<[Record<string, string | number>], number>(
      `INSERT INTO canvasses (id, input, badge, name, started_at)
       VALUES (@id, @input, @badge, @name, @startedAt) RETURNING sequence`,
    )
    .pluck()
  const addPoint = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO canvass_track (canvass, at, latitude, longitude)
     SELECT sequence, @at, @latitude, @longitude FROM canvasses WHERE id = @id ON CONFLICT DO NOTHING`,
  )
  const setEnd = db.prepare<[number, string]>(
    'UPDATE canvasses SET ended_at = ? WHERE id = ? AND ended_at IS NULL',
  )
  const setDecision = db.prepare<[Record<string, string | number>]>(
    'UPDATE canvasses SET is_kept = @isKept, decision = @decision WHERE id = @id AND decision IS NULL',
  )

  function toCanvass({ sequence, badge, name, input, endedAt, decision, ...row }: Row): Canvass {
    return Canvass.parse({
      ...row,
      by: { badge, name },
      input: JSON.parse(input) as unknown,
      track: track.all(sequence),
      ...(endedAt === null ? {} : { endedAt }),
      ...(decision === null ? {} : { decision: JSON.parse(decision) as unknown }),
    })
  }

  function get(id: string): Canvass | undefined {
    const row = byId.get(id)
    return row && toCanvass(row)
  }

  return {
    get,
    /** The one that runs, or has ended and waits for its decision. */
    undecided(): Canvass | undefined {
      const row = undecided.get()
      return row && toCanvass(row)
    },
    start: db.transaction((id: string, input: CanvassInput, by: By, at: number): void => {
      const sequence = insert.get({ id, input: JSON.stringify(input), ...by, startedAt: at })
      if (sequence !== undefined) outbox.enqueue('canvass', sequence, at)
    }),
    addPoint(id: string, point: Canvass['track'][number]): void {
      addPoint.run({ id, ...point })
    },
    end: db.transaction((id: string, at: number): void => {
      const { changes } = setEnd.run(at, id)
      const row = byId.get(id)
      // Its way is whole now.
      if (row !== undefined && changes > 0) outbox.requeue('canvass', row.sequence)
    }),
    decide: db.transaction((id: string, decision: NonNullable<Canvass['decision']>): void => {
      setDecision.run({ id, isKept: decision.isKept ? 1 : 0, decision: JSON.stringify(decision) })
      const row = byId.get(id)
      if (row !== undefined) outbox.requeue('canvass', row.sequence)
    }),
  }
}
