// Hits with their steps and sightings. Hits are raised through records-repository.ts, together with their read.
import type { Exoneration, Hit, Sighting } from '#shared/domain/hit.ts'
import type { HitStatus, HitStep, StepInput } from '#shared/domain/hit-step.ts'
import type { HotListMatch, Presentation } from '#shared/domain/hot-list.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'
import { readsRepository } from './reads-repository.ts'
import type { NewHit } from './records-repository.ts'

export type HitsRepository = ReturnType<typeof hitsRepository>

/** The console shows no more at once; the rest move up as these are closed. */
const MOST_OPEN = 200

const COLUMNS = `sequence, id, read_sequence AS readSequence, matches, presentation, is_doubtful AS isDoubtful,
  status, is_deferred AS isDeferred, exoneration, raised_at AS raisedAt, shown_at AS shownAt`

type Visibility = NewHit['visibility']

type HitRow = {
  readonly sequence: number
  readonly id: HitId
  readonly readSequence: number
  readonly matches: string
  readonly presentation: string
  readonly isDoubtful: 0 | 1
  readonly status: HitStatus
  readonly isDeferred: 0 | 1
  readonly exoneration: string | null
  readonly raisedAt: number
  readonly shownAt: number | null
}

type StepRow = By & {
  readonly number: number
  readonly at: number
  readonly afterMs: number
  readonly input: string
}

/** A step to be kept, and what all steps then amount to. */
export type NewStep = {
  readonly id: HitId
  readonly input: StepInput
  readonly by: By
  readonly at: number
  readonly status: HitStatus
  readonly isDeferred: boolean
}

/** Where an entry was last met: of the hit itself or its newest sighting. */
export type LastMet = { readonly hit: HitId; readonly at: number; readonly location: string }

export function hitsRepository(db: Database) {
  const reads = readsRepository(db)
  const outbox = outboxRepository(db)
  const byId = db.prepare<[string], HitRow>(`SELECT ${COLUMNS} FROM hits WHERE id = ?`)
  const open = db.prepare<[number], HitRow>(
    `SELECT ${COLUMNS} FROM hits WHERE status <> 'closed' AND visibility = 'alert'
     ORDER BY severity, sequence LIMIT ?`,
  )
  const countOpen = db
    .prepare<[], number>(`SELECT count(*) FROM hits WHERE status <> 'closed' AND visibility = 'alert'`)
    .pluck()
  const recent = db.prepare<[number, number], HitRow>(
    `SELECT ${COLUMNS} FROM hits WHERE visibility <> 'covert' AND raised_at < ?
     ORDER BY raised_at DESC, sequence DESC LIMIT ?`,
  )
  const closed = db.prepare<[], { matches: string; input: string | null }>(
    `SELECT matches, (SELECT input FROM hit_steps WHERE hit_sequence = sequence
       AND input ->> 'kind' = 'rejected') AS input
     FROM hits WHERE status = 'closed' AND visibility = 'alert'`,
  )
  const count = db
    .prepare<[], number>(
      `SELECT value - (SELECT count(*) FROM hits WHERE visibility = 'covert') FROM counters WHERE name = 'hits'`,
    )
    .pluck()
  const setShown = db.prepare<[number, string]>(
    'UPDATE hits SET shown_at = ? WHERE id = ? AND shown_at IS NULL',
  )
  const setStatus = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE hits SET status = @status, is_deferred = @isDeferred,
       closed_at = iif(@status = 'closed', coalesce(closed_at, @at), closed_at) WHERE sequence = @sequence`,
  )
  const steps = db.prepare<[number], StepRow>(
    `SELECT number, at, after_ms AS afterMs, badge, name, input FROM hit_steps
     WHERE hit_sequence = ? ORDER BY number`,
  )
  const insertStep = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO hit_steps (hit_sequence, number, at, after_ms, badge, name, input)
     VALUES (@sequence, @number, @at, @afterMs, @badge, @name, @input)`,
  )
  const sightings = db.prepare<[number], Omit<Sighting, 'location'> & { location: string }>(
    `SELECT read_id AS readId, at, camera_name AS cameraName, location FROM hit_sightings
     WHERE hit_sequence = ? ORDER BY at`,
  )
  const lastMet = db.prepare<[{ key: string; since: number; visibilities: string }], LastMet>(
    `SELECT hit, at, location FROM (
       SELECT hits.id AS hit, hits.raised_at AS at, reads.detail ->> 'location' AS location
         FROM hit_entries JOIN hits ON hits.sequence = hit_sequence
         JOIN reads ON reads.sequence = hits.read_sequence
         WHERE entry_key = @key AND visibility IN (SELECT value FROM json_each(@visibilities))
       UNION ALL
       SELECT hits.id, hit_sightings.at, hit_sightings.location
         FROM hit_entries JOIN hits ON hits.sequence = hit_entries.hit_sequence
         JOIN hit_sightings ON hit_sightings.hit_sequence = hits.sequence
         WHERE entry_key = @key AND visibility IN (SELECT value FROM json_each(@visibilities)))
     WHERE at >= @since ORDER BY at DESC LIMIT 1`,
  )

  function toHit(row: HitRow): Hit {
    const { readSequence, exoneration, shownAt, ...columns } = row
    const read = reads.getBySequence(readSequence)
    if (read === undefined) throw new Error(`The read of hit ${row.id} is missing.`)
    const matches: HotListMatch[] = JSON.parse(row.matches)
    const presentation: Presentation = JSON.parse(row.presentation)
    return {
      ...columns,
      read,
      matches,
      presentation,
      isDoubtful: row.isDoubtful === 1,
      isDeferred: row.isDeferred === 1,
      steps: steps.all(row.sequence).map(toStep),
      sightings: sightings.all(row.sequence).map(({ readId, at, cameraName, location }) => ({
        readId,
        at,
        cameraName,
        location: JSON.parse(location),
      })),
      ...(exoneration === null ? {} : { exoneration: toExoneration(exoneration) }),
      ...(shownAt === null ? {} : { shownAt }),
    }
  }

  function get(id: HitId): Hit | undefined {
    const row = byId.get(id)
    return row && toHit(row)
  }

  return {
    get,

    /** Hits that are not closed and may be shown: gravest first, then oldest; at most 200. */
    open: (): Hit[] => open.all(MOST_OPEN).map(toHit),

    /** Hits raised before an instant, newest first, covert ones left out. */
    recent: (before: number, limit: number): Hit[] => recent.all(before, limit).map(toHit),

    /** The matches of every closed alert, and how it was rejected if it was. */
    closed: () =>
      closed.all().map(({ matches, input }) => {
        const all: HotListMatch[] = JSON.parse(matches)
        const rejection: Extract<StepInput, { kind: 'rejected' }> | undefined =
          input === null ? undefined : JSON.parse(input)
        return { matches: all, rejection: rejection?.reason }
      }),

    /** All but covert ones: their number would give them away. */
    count: (): number => count.get() ?? 0,

    countOpen: (): number => countOpen.get() ?? 0,

    /** The newest meeting with an entry since an instant, in hits of these visibilities. */
    lastMet: (key: string, since: number, visibilities: readonly Visibility[]): LastMet | undefined =>
      lastMet.get({ key, since, visibilities: JSON.stringify(visibilities) }),

    /** Notes when the prompt was on the screen; the first report counts. Undefined for an unknown hit. */
    markShown: db.transaction((id: HitId, at: number): Hit | undefined => {
      const { changes } = setShown.run(at, id)
      const hit = get(id)
      if (hit !== undefined && changes > 0) outbox.requeue('hit', hit.sequence)
      return hit
    }),

    /** Adds one step, and in one transaction with it what else it writes; who may take which is decided before. */
    addStep: db.transaction((step: NewStep, writeBesides: () => void = () => {}): Hit => {
      const hit = get(step.id)
      if (hit === undefined) throw new Error(`There is no hit ${step.id}.`)
      const { sequence } = hit
      const before = hit.steps.at(-1)
      insertStep.run({
        sequence,
        number: hit.steps.length + 1,
        at: step.at,
        afterMs: Math.max(0, step.at - (before?.at ?? hit.raisedAt)),
        ...step.by,
        input: JSON.stringify(step.input),
      })
      setStatus.run({ sequence, status: step.status, isDeferred: step.isDeferred ? 1 : 0, at: step.at })
      outbox.requeue('hit', sequence)
      writeBesides()
      const after = get(step.id)
      if (after === undefined) throw new Error(`Hit ${step.id} was lost while a step was added.`)
      return after
    }),
  }
}

function toStep({ badge, name, input, ...row }: StepRow): HitStep {
  const parsed: StepInput = JSON.parse(input)
  return { ...row, by: { badge, name }, input: parsed }
}

function toExoneration(text: string): Exoneration {
  const exoneration: Exoneration = JSON.parse(text)
  return exoneration
}
