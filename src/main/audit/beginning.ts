// What the first entry of a chain holds: the key that all of it is signed by, and what was written before the chain.
import { createHash } from 'node:crypto'
import type { AuditRepository } from '#main/storage/audit-repository.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { DeviceKey } from './device-key.ts'

const PAGE = 500

export function beginningOf(repository: AuditRepository, { device, publicKey }: DeviceKey) {
  const hash = createHash('sha256')
  let rows = 0
  let after = 0
  for (;;) {
    const page = repository.oldRows(after, PAGE)
    // One canonical line a row, so that the hash can be made again from the table alone.
    for (const row of page) hash.update(`${canonicalJson(row)}\n`)
    rows += page.length
    const last = page.at(-1)
    if (last === undefined) break
    after = last.sequence
  }
  return { subject: device, detail: { publicKey, before: { rows, sha256: hash.digest('hex') } } }
}
