// A car's audit as its chain has it: an entry is taken when it continues what is here and the car's key signed it.
import { createPublicKey, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { deviceOf, isSigned, linkOf } from '#main/audit/index.ts'
import { NO_HASH } from '#shared/domain/audit.ts'
import type { FineOf } from './check-record.ts'
import { column } from './columns.ts'
import type { Refusals, Taking } from './taking.ts'

type FineEntry = FineOf<'audit'>

const NOT_SIGNED = "it is not as the car's key signed it"

/** What is wrong with the chain, in words that hold for the car and not for one entry; undefined: nothing. */
export async function takeAudit(
  { trx, car }: Taking,
  entries: readonly FineEntry[],
  deviceKey: string | undefined,
  refusals: Refusals,
): Promise<string | undefined> {
  if (entries.length === 0) return undefined
  const before = refusals.size
  const key = deviceKey === undefined ? undefined : keyOf(deviceKey)
  if (key === undefined) {
    for (const fine of entries) refusals.set(fine, 'the key that this car signs with is not known here')
    return 'It sent audit entries, but the key that it signs with is not known.'
  }
  const own = entries.filter((fine) => {
    if (fine.entry.device !== key.device) refusals.set(fine, 'it is of another device')
    return fine.entry.device === key.device
  })
  const inOrder = own.toSorted((a, b) => a.entry.counter - b.entry.counter)
  const counters = column(
    'bigint',
    inOrder.map(({ entry }) => entry.counter),
  )
  const { rows } = await sql<{ counter: number; hash: string; is_head: boolean }>`
    SELECT counter, hash, counter = (SELECT max(counter) FROM car_audit WHERE car_id = ${car}::uuid AND device = ${key.device}) AS is_head
    FROM car_audit WHERE car_id = ${car}::uuid AND device = ${key.device} AND (counter = ANY(${counters})
      OR counter = (SELECT max(counter) FROM car_audit WHERE car_id = ${car}::uuid AND device = ${key.device}))
  `.execute(trx)
  const hashes = new Map(rows.map(({ counter, hash }) => [counter, hash]))
  const head = rows.find(({ is_head: isHead }) => isHead)

  const following = followingOf(inOrder, { head, hashes }, refusals)
  const taken = signedOf(following, key.key, refusals)
  if (taken.length > 0) {
    await trx
      .insertInto('car_audit')
      .values(
        taken.map(({ entry, value }) => ({
          car_id: car,
          device: entry.device,
          counter: entry.counter,
          at: Date.parse(entry.at),
          hash: linkOf(value.entry, value.signature),
          entry: value.entry,
          signature: value.signature,
        })),
      )
      .execute()
  }
  return refusals.size === before
    ? undefined
    : 'It sent audit entries that do not continue its chain as it is here, or that its key did not sign.'
}

type Here = {
  readonly head: { readonly counter: number; readonly hash: string } | undefined
  readonly hashes: ReadonlyMap<number, string>
}

/** The entries that continue the chain, one after the other; the first that does not ends it. */
function followingOf(inOrder: readonly FineEntry[], { head, hashes }: Here, refusals: Refusals): FineEntry[] {
  const following: FineEntry[] = []
  let counter = head?.counter ?? 0
  let previous = head?.hash ?? NO_HASH
  for (const fine of inOrder) {
    const { entry, value } = fine
    const link = linkOf(value.entry, value.signature)
    const here = hashes.get(entry.counter)
    if (here !== undefined) {
      if (here !== link) refusals.set(fine, 'another entry stands here in its place')
      continue
    }
    if (entry.counter <= counter)
      refusals.set(fine, 'entries after it are here, but it was not sent before them')
    else if (entry.counter > counter + 1) refusals.set(fine, `entry ${counter + 1} is not here yet`)
    else if (entry.previous !== previous) refusals.set(fine, 'it does not follow the entry before it')
    else {
      following.push(fine)
      counter = entry.counter
      previous = link
    }
  }
  return following
}

/**
 * A signature vouches for all entries before its own, by their links (main/audit/verify-chain), so the last one alone
 * is checked; where it does not hold, the first that does not is looked for.
 */
function signedOf(following: readonly FineEntry[], key: KeyObject, refusals: Refusals): readonly FineEntry[] {
  const holds = ({ value }: FineEntry) => isSigned(value.entry, value.signature, key)
  const last = following.at(-1)
  if (last === undefined || holds(last)) return following
  const first = following.findIndex((fine) => !holds(fine))
  for (const fine of following.slice(first)) {
    refusals.set(fine, fine === following[first] ? NOT_SIGNED : 'an entry before it was not taken')
  }
  return following.slice(0, first)
}

function keyOf(pem: string): { key: KeyObject; device: string } | undefined {
  try {
    const key = createPublicKey(pem)
    return { key, device: deviceOf(key.export({ type: 'spki', format: 'der' })) }
  } catch {
    return undefined
  }
}
