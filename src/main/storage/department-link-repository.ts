// The one department server that this car was joined with.
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'

export type LinkRow = {
  readonly car: string
  readonly name: string
  readonly host: string
  readonly port: number
  /** PEM, as are authority and sealingKey. */
  readonly certificate: string
  /** Sealed. */
  readonly privateKey: Uint8Array
  readonly authority: string
  readonly sealingKey: string
}

export type DepartmentLinkRepository = ReturnType<typeof departmentLinkRepository>

export function departmentLinkRepository(db: Database) {
  const get = db.prepare<[], LinkRow>(
    `SELECT car, name, host, port, certificate, private_key AS privateKey, authority, sealing_key AS sealingKey
     FROM department_link`,
  )
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO department_link (id, car, name, host, port, certificate, private_key, authority, sealing_key,
       enrolled_at, badge, officer)
     VALUES (1, @car, @name, @host, @port, @certificate, @privateKey, @authority, @sealingKey, @at, @badge, @officer)`,
  )
  const renew = db.prepare<[string, Uint8Array]>(
    'UPDATE department_link SET certificate = ?, private_key = ? WHERE id = 1',
  )
  const list = db.prepare<[string], { sha256: string; serial: number; template: string }>(
    'SELECT sha256, serial, template FROM department_lists WHERE name = ?',
  )
  const lists = db.prepare<[], { name: string; sha256: string; serial: number; takenAt: number }>(
    'SELECT name, sha256, serial, taken_at AS takenAt FROM department_lists ORDER BY name',
  )
  const putList = db.prepare<
    [{ name: string; template: string; sha256: string; serial: number; takenAt: number }]
  >(
    `INSERT INTO department_lists (name, template, sha256, serial, taken_at)
     VALUES (@name, @template, @sha256, @serial, @takenAt)
     ON CONFLICT (name) DO UPDATE SET template = excluded.template, sha256 = excluded.sha256,
       serial = excluded.serial, taken_at = excluded.taken_at`,
  )

  return {
    get: (): LinkRow | undefined => get.get(),
    /** Once and for all: a second one is refused by the table. */
    put(link: LinkRow, by: By, at: number): void {
      insert.run({ ...link, at, badge: by.badge, officer: by.name })
    },
    renew(certificate: string, privateKey: Uint8Array): void {
      renew.run(certificate, privateKey)
    },
    /** The file that a list was last made from. */
    list: (name: string) => list.get(name),
    lists: () => lists.all(),
    putList(row: { name: string; template: string; sha256: string; serial: number; takenAt: number }): void {
      putList.run(row)
    },
    inTransaction: <T>(work: () => T): T => db.transaction(work).immediate(),
  }
}
