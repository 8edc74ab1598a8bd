// Shifts: one officer's time at this console. At most one runs at a time; the table's index holds that.
import { z } from 'zod'
import { Officer, type Shift } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'

type ShiftRow = {
  readonly id: string
  readonly officer: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly muted: string
  readonly purpose: string
  readonly caseNumber: string
}

export type NewShift = {
  readonly id: string
  readonly officer: Officer
  readonly purpose: string
  readonly caseNumber: string
  /** The newest read before it. */
  readonly newestRead: number
  readonly at: number
}

/** Shifts of the form before personal accounts had neither position nor roles. */
const KeptOfficer = z.object({
  ...Officer.shape,
  position: Officer.shape.position.default('civilian'),
  roles: Officer.shape.roles.default([]),
})

export type ShiftsRepository = ReturnType<typeof shiftsRepository>

export function shiftsRepository(db: Database) {
  const COLUMNS = `id, officer, started_at AS startedAt, ended_at AS endedAt, muted, purpose,
    case_number AS caseNumber`
  const running = db.prepare<[], ShiftRow>(`SELECT ${COLUMNS} FROM shifts WHERE ended_at IS NULL`)
  const byId = db.prepare<[string], ShiftRow>(`SELECT ${COLUMNS} FROM shifts WHERE id = ?`)
  const insert = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO shifts (id, officer, started_at, muted, purpose, case_number, newest_read)
     VALUES (@id, @officer, @at, '[]', @purpose, @caseNumber, @newestRead)`,
  )
  const newestRead = db.prepare<[], number>('SELECT newest_read FROM shifts WHERE ended_at IS NULL').pluck()
  const setEnd = db.prepare<[number, string]>('UPDATE shifts SET ended_at = ? WHERE id = ?')
  const setMuted = db.prepare<[string, string]>('UPDATE shifts SET muted = ? WHERE id = ?')

  function get(id: string): Shift {
    const row = byId.get(id)
    if (row === undefined) throw new Error(`There is no shift ${id}.`)
    return toShift(row)
  }

  return {
    /** The shift that has not ended, also over a restart of the program. */
    running(): Shift | undefined {
      const row = running.get()
      return row && toShift(row)
    },
    /** The newest read from before the running shift. */
    newestReadBefore: (): number | undefined => newestRead.get(),
    start({ officer, ...shift }: NewShift): Shift {
      insert.run({ ...shift, officer: JSON.stringify(officer) })
      return get(shift.id)
    },
    end(id: string, at: number): Shift {
      setEnd.run(at, id)
      return get(id)
    },
    mute(id: string, muted: Shift['muted']): Shift {
      setMuted.run(JSON.stringify(muted), id)
      return get(id)
    },
  }
}

function toShift({ officer, endedAt, muted, ...row }: ShiftRow): Shift {
  const silenced: Shift['muted'] = JSON.parse(muted)
  return {
    ...row,
    officer: KeptOfficer.parse(JSON.parse(officer)),
    muted: silenced,
    ...(endedAt === null ? {} : { endedAt }),
  }
}
