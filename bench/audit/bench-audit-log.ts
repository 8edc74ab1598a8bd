// The audit of a benchmark: real keys and a real encrypted database, a fixed policy.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openAudit } from '#main/audit/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase } from '#main/storage/open.ts'

export function openBenchAudit(folder: string, now: () => number) {
  mkdirSync(folder, { recursive: true })
  const db = openDatabase({ file: join(folder, 'lookout.db'), key: new Uint8Array(32).fill(7) })
  const audit = openAudit({
    repository: auditRepository(db),
    deviceSeed: new Uint8Array(32).fill(1),
    pseudonymKey: new Uint8Array(32).fill(2),
    policy: () => 'oak-brook 3 0123456789abcdef',
    gpsOffsetMs: () => 12,
    session: () => '6f1b5a52-6f0c-4b0a-9f0e-0d3c6f5a1b2c',
    exportFolder: join(folder, 'export'),
    now,
  })
  return { db, audit }
}
