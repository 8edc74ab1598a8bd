// The audit over a real database: what an entry holds, what happens when it cannot be written, gaps and clock jumps.
import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refused } from '#main/refused.ts'
import { AuditEntry, headText, NO_HASH } from '#shared/domain/audit.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { CHAIN_START, makeChain, OFFICER, writeEntries, type MadeChain } from '../support/audit/made-chain.ts'

let chain: MadeChain
beforeEach(() => {
  chain = makeChain()
})
afterEach(() => chain.close())

const entries = (): AuditEntry[] => chain.audit.search({ limit: 200 }).rows.toReversed()
const actions = (): string[] => entries().map(({ action }) => action)
const refusalOf = (work: () => void): Refused['refusal'] => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('It was not refused.')
}

describe('an entry', () => {
  test('is of its form, links to the one before, and is signed by the device', () => {
    chain.setting.gpsOffset = 1234
    chain.setting.session = '6f1b5a52-6f0c-4b0a-9f0e-0d3c6f5a1b2c'
    chain.audit.write(
      OFFICER,
      'reads.search',
      'reads',
      { looked: 3 },
      { reason: 'Burglary', caseNumber: '26-1' },
    )
    const all = chain.repository.page(0, 10, 10)
    const { publicKey = '', device } = chain.audit.head() ?? {}
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    let previous = NO_HASH
    for (const { counter, entry: text, signature } of all) {
      const entry = AuditEntry.parse(JSON.parse(text))
      expect(text).toBe(canonicalJson(entry))
      expect(entry).toMatchObject({ counter, device, previous })
      const bytes = Buffer.from(signature, 'base64')
      expect(verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes)).toBe(true)
      previous = createHash('sha256').update(`${text}.${signature}`).digest('hex')
    }
    expect(chain.audit.head()).toMatchObject({ counter: 3, hash: previous })
    expect(entries().at(-1)).toMatchObject({
      at: '2026-01-05T08:00:00.000Z',
      gpsAt: '2026-01-05T08:00:01.234Z',
      policy: 'oak-brook 3 0123456789abcdef',
      session: chain.setting.session,
      ...OFFICER,
      outcome: 'done',
      reason: 'Burglary',
      caseNumber: '26-1',
      detail: { looked: 3 },
    })
  })

  test('holds no plate: a keyed pseudonym stands in its place, the same for O and 0', () => {
    const about = { plate: 'ab o1234', reason: 'Look for AB-O1234 again' }
    chain.audit.write(
      OFFICER,
      'hit.step',
      'AB O1234',
      { seen: { plate: 'ABO1234' }, words: 'abo1234' },
      about,
    )
    const { entry = '' } = chain.repository.page(2, 3, 1)[0] ?? {}
    expect(entry).not.toMatch(/ab[ -]?o1234/i)
    expect(entries().at(-1)).toMatchObject({
      plate: chain.audit.pseudonym('AB01234'),
      subject: '[plate]',
      reason: 'Look for [plate] again',
      detail: { seen: { plate: chain.audit.pseudonym('ABO1234') }, words: '[plate]' },
    })
    expect(chain.audit.pseudonym('AB01235')).not.toBe(chain.audit.pseudonym('AB01234'))
  })

  test('with words that are too long keeps its form', () => {
    const long = '\u{1f600}'.repeat(500)
    chain.audit.write({ badge: '1', name: long }, 'list.import', long, long, {
      reason: long,
      caseNumber: long,
    })
    expect(AuditEntry.safeParse(entries().at(-1)).success).toBe(true)
  })

  test('goes to the outbox by its counter', () => {
    writeEntries(chain, 3)
    const rows = chain.db.prepare(`SELECT record FROM outbox WHERE kind = 'audit'`).pluck().all()
    expect(rows).toEqual([1, 2, 3, 4, 5])
  })

  test('of an action that is no word is a mistake of the program, and does not shut the audit', () => {
    expect(() => chain.audit.write(OFFICER, 'Search!', 'reads', {})).toThrow('no word for an action')
    expect(() => chain.audit.write(OFFICER, 'reads.search', 'reads', { count: 1n })).toThrow('BigInt')
    expect(chain.audit.state().isWriting).toBe(true)
  })
})

describe('in a transaction', () => {
  test('an entry goes with what was rolled back, and the chain goes on as if it had not been', async () => {
    const { db, audit } = chain
    expect(() =>
      db.transaction(() => {
        writeEntries(chain, 3)
        db.transaction(() => audit.write(OFFICER, 'list.import', 'stolen', {}))()
        throw new Error('the action failed')
      })(),
    ).toThrow('the action failed')
    expect(audit.state().entries).toBe(2)
    writeEntries(chain, 2)
    expect(audit.state().entries).toBe(4)
    expect(await audit.verify()).toEqual({ isWhole: true, entries: 4 })
  })

  test('no audit, no action: where it cannot be written, what was to be done is not done', () => {
    const { db, audit } = chain
    db.exec('CREATE TABLE acts (what TEXT)')
    breakWriting()
    const refusal = refusalOf(() =>
      db.transaction(() => {
        db.exec(`INSERT INTO acts VALUES ('done')`)
        audit.write(OFFICER, 'list.import', 'stolen', {})
      })(),
    )
    expect(refusal).toEqual({
      missing: ['the audit: it cannot be written'],
      next: 'Data stay shut until it can. Tell the administrator; alerts go on.',
      gate: 'audit',
    })
    expect(db.prepare('SELECT count(*) FROM acts').pluck().get()).toBe(0)
    expect(audit.state()).toMatchObject({ isWriting: false, fault: expect.any(String), entries: 2 })
  })
})

test('when it can be written again, it says since when it could not', () => {
  const watch = chain.audit.watchClock()
  breakWriting()
  refusalOf(() => chain.audit.write(OFFICER, 'hit.view', 'one', {}))
  chain.setting.at += 60_000
  chain.setting.steady += 60_000
  watch.look()
  expect(chain.audit.state().isWriting).toBe(false)
  chain.db.exec('DROP TRIGGER full_disk')
  watch.look()
  watch.stop()
  expect(chain.audit.state()).toMatchObject({ isWriting: true })
  expect(entries().at(-1)).toMatchObject({
    action: 'audit.resumed',
    detail: { since: CHAIN_START, forMs: 60_000 },
  })
})

test('a car whose audit cannot be written starts, and says so', () => {
  breakWriting()
  expect(chain.reopen().state()).toMatchObject({ isWriting: false })
})

describe('over starts of the program', () => {
  test('the chain begins with its key and what was before it; a proper end leaves no gap', () => {
    expect(entries()[0]).toMatchObject({
      counter: 1,
      action: 'audit.begin',
      detail: { publicKey: chain.audit.head()?.publicKey, before: { rows: 0 } },
    })
    chain.audit.stop()
    chain.setting.at += 3_600_000
    chain.reopen()
    expect(actions()).toEqual(['audit.begin', 'program.start', 'program.stop', 'program.start'])
  })

  test('an end without a word is a gap, with how long nothing was written', () => {
    writeEntries(chain, 1)
    chain.setting.at += 90_000
    chain.reopen()
    expect(actions().slice(-2)).toEqual(['program.gap', 'program.start'])
    expect(entries().at(-2)).toMatchObject({ detail: { lastAt: CHAIN_START + 1000, forMs: 90_000 } })
  })

  test('rows of the plain audit of earlier versions are counted and hashed at the beginning', () => {
    const other = makeChain()
    try {
      for (const trigger of ['grow', 'stay', 'are_kept'])
        other.db.exec(`DROP TRIGGER audit_entries_${trigger}`)
      other.db.exec(`DELETE FROM audit_entries;
        INSERT INTO audit (at, badge, name, action, subject, detail) VALUES (5, '1', 'One', 'list.import', 'a', '{}')`)
      other.reopen()
      const row = {
        sequence: 1,
        at: 5,
        badge: '1',
        name: 'One',
        action: 'list.import',
        subject: 'a',
        detail: '{}',
      }
      const sha256 = createHash('sha256')
        .update(`${canonicalJson(row)}\n`)
        .digest('hex')
      expect(other.audit.search({ limit: 10 }).rows.at(-1)?.detail).toMatchObject({
        before: { rows: 1, sha256 },
      })
    } finally {
      other.close()
    }
  })
})

describe('the clock', () => {
  test('that is set on or back is told, also when it was set back between two entries', () => {
    const watch = chain.audit.watchClock()
    const move = (wall: number, steady: number) => {
      chain.setting.at += wall
      chain.setting.steady += steady
      watch.look()
    }
    move(5000, 5000)
    move(6999, 5000)
    expect(actions()).not.toContain('clock.jump')
    move(65_000, 5000)
    expect(entries().at(-1)).toMatchObject({
      action: 'clock.jump',
      detail: { wallMs: 65_000, monotonicMs: 5000 },
    })
    watch.stop()
    chain.setting.at -= 30_000
    chain.audit.write(OFFICER, 'hit.view', 'one', {})
    expect(entries().slice(-2)).toMatchObject([
      { action: 'clock.jump', subject: 'set back', detail: { words: 'the clock went 30.0 s back' } },
      { action: 'hit.view' },
    ])
  })
})

describe('questions', () => {
  beforeEach(() => {
    writeEntries(chain, 20)
    chain.setting.at += 60_000
    chain.audit.write({ badge: '4712', name: 'Patrol two' }, 'list.import', 'stolen', {})
    chain.audit.write(
      { badge: '4712', name: 'Patrol two' },
      'procedure.refused',
      'search.reads',
      {},
      { outcome: 'refused' },
    )
  })
  const found = (query: Parameters<MadeChain['audit']['search']>[0]) =>
    chain.audit.search(query).rows.map(({ counter }) => counter)

  test('by name, badge, plate, action, words, outcome and time', () => {
    expect(found({ who: 'two', limit: 5 })).toEqual([24, 23])
    expect(found({ who: '4712', action: 'list.', limit: 5 })).toEqual([23])
    expect(found({ plate: 'ab 7', limit: 5 })).toEqual([10])
    expect(found({ plate: 'AB7X', limit: 5 })).toEqual([])
    expect(found({ words: 'VEHICLE 19', limit: 5 })).toEqual([22])
    expect(found({ words: '26-19', who: 'patrol one', limit: 5 })).toEqual([22])
    expect(found({ words: '%', limit: 5 })).toEqual([])
    expect(found({ outcome: 'refused', limit: 5 })).toEqual([24])
    expect(found({ from: CHAIN_START + 3000, to: CHAIN_START + 5000, limit: 5 })).toEqual([7, 6, 5])
    expect(found({ who: '', plate: '', words: '', action: '', limit: 1 })).toEqual([24])
  })

  test('page by page', () => {
    expect(chain.audit.search({ action: 'reads.', limit: 15 })).toMatchObject({ isMore: true })
    const before = chain.audit.search({ action: 'reads.', limit: 15 }).rows.at(-1)?.counter
    expect(chain.audit.search({ action: 'reads.', limit: 15, before })).toMatchObject({ isMore: false })
    expect(found({ action: 'reads.', limit: 15, before })).toEqual([7, 6, 5, 4, 3])
  })

  test('entries since an instant come in their order', () => {
    const counters = [...chain.audit.entriesSince(CHAIN_START + 19_000)].map(({ counter }) => counter)
    expect(counters).toEqual([21, 22, 23, 24])
    expect([...chain.audit.entriesSince(CHAIN_START + 1e9)]).toEqual([])
  })
})

describe('a head that comes back from the department', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const receiptFor = (
    head: { device: string; counter: number; hash: string },
    key: KeyObject = privateKey,
  ) => {
    const at = chain.setting.at + 5
    const { counter, hash } = head
    const signature = sign(null, Buffer.from(headText({ ...head, at })), key).toString('base64')
    return { counter, hash, at, signature }
  }
  const take = (receipt: ReturnType<typeof receiptFor>) =>
    chain.audit.countersign(receipt, (bytes) =>
      verify(null, bytes, publicKey, Buffer.from(receipt.signature, 'base64')),
    )
  const headNow = () => {
    const { device = '', counter = 0, hash = '' } = chain.audit.head() ?? {}
    return { device, counter, hash }
  }

  test('is kept once, with an entry; a second time changes nothing', () => {
    writeEntries(chain, 3)
    const receipt = receiptFor(headNow())
    writeEntries(chain, 2)
    take(receipt)
    take(receipt)
    expect(actions().filter((action) => action === 'audit.countersigned')).toHaveLength(1)
    expect(chain.audit.state().countersigned).toEqual({ counter: 5, at: receipt.at })
  })

  test('is refused, with an entry, where it is not of this chain or not of this department', () => {
    writeEntries(chain, 3)
    const head = headNow()
    const stranger = generateKeyPairSync('ed25519').privateKey
    const wrong = [
      receiptFor({ ...head, hash: 'f'.repeat(64) }),
      receiptFor({ ...head, counter: 4 }),
      receiptFor({ ...head, counter: 4000 }),
      receiptFor({ ...head, device: '0'.repeat(16) }),
      receiptFor(head, stranger),
    ]
    for (const receipt of wrong) expect(refusalOf(() => take(receipt)).next).toContain('differ')
    const kept = entries().filter(({ action }) => action === 'audit.head-differs')
    expect(kept.map(({ outcome }) => outcome)).toEqual(wrong.map(() => 'refused'))
    expect(chain.audit.state().countersigned).toBeUndefined()
  })
})

test('the check of a long chain lets others have their turn, and write', async () => {
  chain.db.transaction(() => writeEntries(chain, 2000))()
  let turns = 0
  let isOver = false
  const takeTurn = (): void => {
    turns += 1
    if (turns === 3) writeEntries(chain, 1)
    if (!isOver) setImmediate(takeTurn)
  }
  setImmediate(takeTurn)
  const verdict = await chain.audit.verify()
  isOver = true
  expect(verdict).toEqual({ isWhole: true, entries: 2002 })
  expect(turns).toBeGreaterThan(15)
  expect(chain.audit.state().entries).toBe(2003)
})

/** No new entry is taken, as on a full disk. */
function breakWriting(): void {
  chain.db.exec(`CREATE TEMP TRIGGER full_disk BEFORE INSERT ON main.audit_entries BEGIN
    SELECT RAISE(FAIL, 'no room'); END`)
}
