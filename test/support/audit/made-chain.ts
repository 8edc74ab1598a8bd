// A chain over a real database, with a clock that only tests move.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAudit, type AuditLog } from '#main/audit/index.ts'
import { auditRepository, type AuditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase, type Database } from '#main/storage/open.ts'
import type { By } from '#shared/domain/officer.ts'

export const CHAIN_START = Date.UTC(2026, 0, 5, 8)
export const OFFICER: By = { badge: '4711', name: 'Patrol one' }
export const AUDITOR: By = { badge: '9001', name: 'Auditor one' }

type Setting = { at: number; steady: number; gpsOffset: number | undefined; session: string | undefined }

export type MadeChain = {
  readonly db: Database
  readonly repository: AuditRepository
  readonly folder: string
  /** What the clocks, the receiver and the session say. */
  readonly setting: Setting
  readonly audit: AuditLog
  /** The program starts again on the same database. */
  reopen(): AuditLog
  close(): void
}

export function makeChain(): MadeChain {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-audit-'))
  const db = openDatabase({ file: join(folder, 'lookout.db'), key: new Uint8Array(32).fill(7) })
  const repository = auditRepository(db)
  const setting: Setting = { at: CHAIN_START, steady: 0, gpsOffset: undefined, session: undefined }
  const reopen = (): AuditLog =>
    openAudit({
      repository,
      deviceSeed: new Uint8Array(32).fill(1),
      pseudonymKey: new Uint8Array(32).fill(2),
      policy: () => 'oak-brook 3 0123456789abcdef',
      gpsOffsetMs: () => setting.gpsOffset,
      session: () => setting.session,
      exportFolder: join(folder, 'export'),
      now: () => setting.at,
      monotonic: () => setting.steady,
    })
  return {
    db,
    repository,
    folder,
    setting,
    audit: reopen(),
    reopen,
    close() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Everyday entries, a second apart. */
export function writeEntries({ audit, setting }: Pick<MadeChain, 'audit' | 'setting'>, count: number): void {
  for (let number = 0; number < count; number += 1) {
    setting.at += 1000
    const about = {
      plate: `AB${number}`,
      reason: `Burglary of a garage, vehicle ${number}`,
      caseNumber: `26-${number}`,
    }
    audit.write(OFFICER, 'reads.search', 'reads', { looked: number, words: 'Grüße "quoted"' }, about)
  }
}
