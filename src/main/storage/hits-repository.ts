// The hits table. Hits are raised through records-repository.ts, together with their read.
import { Hit, type HitAnswer } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'
import { readsRepository } from './reads-repository.ts'

export type HitsRepository = ReturnType<typeof hitsRepository>

/** The console shows no more at once; the rest move up as these are answered. */
const MOST_WAITING = 200

const COLUMNS = `sequence, id, read_sequence AS readSequence, entry, match_kind AS matchKind,
  matched_plate AS matchedPlate, plate_probability AS plateProbability, state_agreement AS stateAgreement,
  status, raised_at AS raisedAt, shown_at AS shownAt, answered_at AS answeredAt`

type HitRow = {
  readonly readSequence: number
  readonly entry: string
  readonly shownAt: number | null
  readonly answeredAt: number | null
}

export function hitsRepository(db: Database) {
  const reads = readsRepository(db)
  const outbox = outboxRepository(db)
  const byId = db.prepare<[string], HitRow>(`SELECT ${COLUMNS} FROM hits WHERE id = ?`)
  const waiting = db.prepare<[number], HitRow>(
    `SELECT ${COLUMNS} FROM hits WHERE status IN ('open', 'deferred') ORDER BY status DESC, sequence LIMIT ?`,
  )
  const countWaiting = db
    .prepare<[], number>(`SELECT count(*) FROM hits WHERE status IN ('open', 'deferred')`)
    .pluck()
  const count = db.prepare<[], number>(`SELECT value FROM counters WHERE name = 'hits'`).pluck()
  const setShown = db.prepare<[number, string]>(
    'UPDATE hits SET shown_at = ? WHERE id = ? AND shown_at IS NULL',
  )
  const setAnswer = db.prepare<[HitAnswer, number, string]>(
    `UPDATE hits SET status = ?, answered_at = ? WHERE id = ? AND status IN ('open', 'deferred')`,
  )

  function toHit({ readSequence, entry, shownAt, answeredAt, ...columns }: HitRow): Hit {
    return Hit.parse({
      ...columns,
      read: reads.getBySequence(readSequence),
      entry: JSON.parse(entry) as unknown,
      shownAt: shownAt ?? undefined,
      answeredAt: answeredAt ?? undefined,
    })
  }

  function get(id: HitId): Hit | undefined {
    const row = byId.get(id)
    return row && toHit(row)
  }

  return {
    get,

    /** Hits that wait for an answer: open ones before deferred ones, oldest first, at most 200. */
    open: (): Hit[] => waiting.all(MOST_WAITING).map(toHit),

    count: (): number => count.get() ?? 0,

    /** Hits that wait for an answer, open or deferred. */
    countOpen: (): number => countWaiting.get() ?? 0,

    /** Notes when the prompt was on the screen; the first report counts. Undefined for an unknown hit. */
    markShown: db.transaction((id: HitId, at: number): Hit | undefined => {
      const { changes } = setShown.run(at, id)
      const hit = get(id)
      if (hit !== undefined && changes > 0) outbox.requeue('hit', hit.sequence)
      return hit
    }),

    /** The officer's answer. A deferred hit can be answered again, an accepted or rejected one cannot. */
    answer: db.transaction(
      (id: HitId, answer: HitAnswer, at: number): Hit | 'not-found' | 'already-answered' => {
        const { changes } = setAnswer.run(answer, at, id)
        const hit = get(id)
        if (hit === undefined) return 'not-found'
        if (changes === 0) return 'already-answered'
        outbox.requeue('hit', hit.sequence)
        return hit
      },
    ),
  }
}
