// Checks the chain where it lies. tools/lookout-audit does the same for an export, on its own: neither shares code with
// the other, so that a mistake in one does not hide itself.
import type { KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { AuditRepository, ChainRow } from '#main/storage/audit-repository.ts'
import { AuditEntry, NO_HASH, type ChainVerdict } from '#shared/domain/audit.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { isForeignForm, isSigned, publicKeyOf, type DeviceKey } from './device-key.ts'
import { linkOf } from './links.ts'

/** About 5 ms of work; alerts come between two slices. */
const SLICE = 100
/**
 * A signature vouches for all entries before its own, by their links, so the last one alone would do. Those between
 * are there to name the first entry that does not fit.
 */
const SIGNATURE_EVERY = 64

type Fault = { readonly counter: number; readonly why: string }

/** Says whether the chain is whole as far as it goes when this is called, and which entry is the first that is not. */
export async function verifyChain(
  repository: AuditRepository,
  { device, publicKey }: Pick<DeviceKey, 'device' | 'publicKey'>,
): Promise<ChainVerdict> {
  const key = publicKeyOf(publicKey)
  const upTo = repository.newest()?.counter ?? 0
  const sent = repository.highestSent()
  const receipts = new Map(repository.receipts().map((receipt) => [receipt.counter, receipt.hash]))
  /** Entries since the last signature that was found to hold. */
  let pending: ChainRow[] = []
  let previous = NO_HASH
  let last = 0

  /** The first pending entry that was not signed as it is; else the one at which it was noticed. */
  function first(noticed: Fault): ChainVerdict {
    const broken = pending.find((row) => !isSigned(row.entry, row.signature, key))
    const fault = broken === undefined ? noticed : { counter: broken.counter, why: NOT_SIGNED }
    return { isWhole: false, entries: upTo, first: fault }
  }

  for (;;) {
    const rows = repository.page(last, upTo, SLICE)
    for (const row of rows) {
      const why = faultOf(row, { counter: last + 1, previous, device })
      if (why !== undefined) return first({ counter: last + 1, why: whyOf(row, why, key) })
      pending.push(row)
      previous = linkOf(row.entry, row.signature)
      last = row.counter
      const countersigned = receipts.get(row.counter)
      if (countersigned !== undefined && countersigned !== previous) {
        return first({ counter: row.counter, why: 'it is not the entry that the department countersigned' })
      }
      if (row.counter % SIGNATURE_EVERY === 1 || row.counter === upTo) {
        if (!isSigned(row.entry, row.signature, key)) return first({ counter: row.counter, why: NOT_SIGNED })
        pending = []
      }
    }
    if (rows.length === 0) break
    await setImmediate()
  }
  const shouldBe = Math.max(upTo, sent, ...receipts.keys())
  if (last < shouldBe)
    return first({ counter: last + 1, why: `it is missing: there were entries up to ${shouldBe}` })
  return { isWhole: true, entries: last }
}

const NOT_SIGNED = 'it is not as the device signed it'

type Expected = { readonly counter: number; readonly previous: string; readonly device: string }

function faultOf({ entry: text, counter, signature }: ChainRow, expected: Expected): string | undefined {
  if (counter > expected.counter) return `it is missing: entry ${counter} comes in its place`
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  const entry = AuditEntry.safeParse(value).data
  if (entry === undefined) return 'it is not of the form of an entry'
  if (canonicalJson(value) !== text) return 'it is not in the canonical form'
  if (isForeignForm(signature)) return 'its signature is not in the form that the device writes'
  if (entry.counter !== expected.counter) return `it has the counter ${entry.counter}`
  if (entry.device !== expected.device) return 'it is of another device'
  if (entry.previous !== expected.previous) return 'it does not follow the entry before it'
  return undefined
}

/** What is wrong with the entry itself goes before where it stands. */
function whyOf(row: ChainRow, why: string, key: KeyObject): string {
  return why.startsWith('it is missing') || isSigned(row.entry, row.signature, key)
    ? why
    : `${why}, and ${NOT_SIGNED}`
}
