// The department that this car trusts, and the newest bundle of each kind that it took from it.
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'

export type EnrolledDepartment = {
  /** PEM, Ed25519. */
  readonly publicKey: string
  readonly fingerprint: string
}

export type TakenBundle = {
  readonly serial: number
  readonly issuedAt: number
  /** Of its file, in hexadecimal digits. */
  readonly sha256: string
  readonly takenAt: number
}

export type DepartmentRepository = ReturnType<typeof departmentRepository>

export function departmentRepository(db: Database) {
  const enrolled = db.prepare<[], EnrolledDepartment>(
    'SELECT public_key AS publicKey, fingerprint FROM department',
  )
  const insert = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO department (id, public_key, fingerprint, enrolled_at, badge, name)
     VALUES (1, @publicKey, @fingerprint, @at, @badge, @name)`,
  )
  const taken = db.prepare<[string], TakenBundle>(
    `SELECT serial, issued_at AS issuedAt, sha256, taken_at AS takenAt FROM department_bundles WHERE kind = ?`,
  )
  const serials = db.prepare<[], { kind: string; serial: number }>(
    'SELECT kind, serial FROM department_bundles ORDER BY kind',
  )
  const newest = db.prepare<[], number | null>('SELECT max(issued_at) FROM department_bundles').pluck()
  const put = db.prepare<[TakenBundle & { readonly kind: string }]>(
    `INSERT INTO department_bundles (kind, serial, issued_at, sha256, taken_at)
     VALUES (@kind, @serial, @issuedAt, @sha256, @takenAt)
     ON CONFLICT (kind) DO UPDATE SET serial = excluded.serial, issued_at = excluded.issued_at,
       sha256 = excluded.sha256, taken_at = excluded.taken_at`,
  )

  return {
    enrolled: (): EnrolledDepartment | undefined => enrolled.get(),
    /** Once and for all: a second one is refused by the table. */
    enrol({ publicKey, fingerprint }: EnrolledDepartment, by: By, at: number): void {
      insert.run({ publicKey, fingerprint, at, badge: by.badge, name: by.name })
    },
    taken: (kind: string): TakenBundle | undefined => taken.get(kind),
    /** The newest serial of each series. */
    serials: (): Record<string, number> =>
      Object.fromEntries(serials.all().map(({ kind, serial }) => [kind, serial])),
    /** When the newest of all bundles was issued: the time is no earlier. */
    newestIssuedAt: (): number | undefined => newest.get() ?? undefined,
    /** Refused by the table where the serial does not rise. */
    take(kind: string, bundle: TakenBundle): void {
      put.run({ kind, ...bundle })
    },
    /** All that the work writes to this database stands afterwards, or nothing of it. */
    inTransaction: <T>(work: () => T): T => db.transaction(work).immediate(),
  }
}
