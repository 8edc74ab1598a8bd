// Holds, purges and their proof, over both databases, with real keys, objects and audit.
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { openBody } from '#server/vault/index.ts'
import { days } from '#server/storage/partitions.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import {
  CAR,
  DAY_MS,
  emptyRecords,
  openDepartment,
  RULES,
  sha256,
  START,
  WHO,
  type Department,
} from '../support/keeping/open-department.ts'

const WORDS = 'No longer needed in the case'

onBothDatabases('keeping', (open) => {
  let db: RecordsDb
  let department: Department | undefined
  beforeAll(async () => {
    db = await open()
  })
  afterEach(async () => {
    department?.close()
    await emptyRecords(db)
  })

  async function start(options: Parameters<typeof openDepartment>[1] = {}) {
    department = await openDepartment(db, options)
    return department
  }

  test('thirty days as floor and ceiling: a read goes at the thirtieth day, to the minute, and not before', async () => {
    const { addRead, retention, clock, readIds } = await start()
    const early = await addRead(START + 3_600_000)
    const late = await addRead(START + 20 * 3_600_000)
    clock.at = START + 30 * DAY_MS + 3_600_000 - 1
    await retention.run()
    expect(await readIds()).toEqual(new Set([early.id, late.id]))
    clock.at = START + 30 * DAY_MS + 3_600_001
    await retention.run()
    expect(await readIds()).toEqual(new Set([late.id]))
  })

  test('a purge takes rows, images, keys and the partition, and leaves a certificate in the audit', async () => {
    const { addRead, addHit, addOther, retention, clock, vault, objectNames, audit } = await start()
    const read = await addRead(START + 1000)
    await addRead(START + 2000)
    await addHit(read, START + 1500)
    await addOther('entered', START + 1000)
    clock.at = START + 31 * DAY_MS
    await retention.run()
    expect(await days(db)).toEqual([])
    expect(await objectNames()).toEqual([])
    expect(vault.keys()).toEqual([])
    const certificates = await retention.certificates(WHO)
    expect(certificates.map(({ class: name, rows, images, how }) => [name, rows, images, how])).toEqual(
      expect.arrayContaining([
        ['hits', 1, 0, 'automatic'],
        ['entered', 1, 0, 'automatic'],
        ['reads', 2, 4, 'automatic'],
      ]),
    )
    const [entry] = audit.search({ action: 'retention.purge', limit: 1 }).rows
    const ofReads = certificates.find((one) => one.class === 'reads')
    expect(entry?.detail).toMatchObject({
      detail: { digest: ofReads?.digest, rows: 2, policy: 'test 1 abc' },
    })
    expect(JSON.stringify(entry)).not.toContain('AB12345')
    const proofs = await retention.proofs(WHO)
    expect(proofs.find((one) => one.class === 'reads')).toMatchObject({ olderWithoutHold: 0, isMet: true })
  })

  test('the digest of a certificate is that of the ids and hashes which went', async () => {
    const { addRead, retention, clock } = await start()
    const reads = [await addRead(START), await addRead(START + 1)]
    clock.at = START + 31 * DAY_MS
    await retention.run()
    const lines = (all: readonly { id: string; sha: string }[]) => {
      const buckets = new Map<string, string[]>()
      for (const { id, sha } of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        buckets.set(sha.slice(-2), [...(buckets.get(sha.slice(-2)) ?? []), `${CAR}${id}${sha}`])
      }
      return sha256(
        [...buckets]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([, texts]) => sha256(texts.join('')))
          .join(''),
      )
    }
    const hashes = reads.flatMap(({ id }) => [sha256(`crop ${id}`), sha256(`context ${id}`)])
    const expected = sha256(
      lines(reads.map(({ id, text }) => ({ id, sha: sha256(text) }))) +
        lines(hashes.map((sha) => ({ id: sha, sha }))),
    )
    expect((await retention.certificates(WHO)).find((one) => one.class === 'reads')?.digest).toBe(expected)
  })

  test('a held read outlives its day with its pictures and its hit, byte for byte; the rest of the day is gone', async () => {
    const { addRead, addHit, place, retention, clock, vault, objects, objectNames } = await start()
    const held = await addRead(START)
    const other = await addRead(START + 1)
    const hit = await addHit(held, START + 2)
    await place([held])
    clock.at = START + 40 * DAY_MS
    await retention.run()
    expect(await days(db)).toEqual([])
    expect(vault.keys().filter((one) => 'cls' in one)).toEqual([])
    const kept = await db.kysely.selectFrom('kept_reads').selectAll().execute()
    expect(kept.map((row) => openBody(vault, 'read', row))).toEqual([held.text])
    const hits = await db.kysely.selectFrom('hits').selectAll().execute()
    expect(hits.map((row) => openBody(vault, 'hit', row))).toEqual([hit.text])
    const names = await objectNames()
    expect(names).toHaveLength(2)
    for (const name of names) {
      const [hash = ''] = name.split('/').slice(-1)
      const sealed = await objects.get(name)
      const bytes = vault.openKept(`image/${CAR}/${held.day}/${hash}`, sealed ?? Buffer.alloc(0))
      expect(sha256(bytes)).toBe(hash)
    }
    expect((await retention.proofs(WHO)).every(({ isMet }) => isMet)).toBe(true)
    expect(kept[0]?.id).not.toBe(other.id)
  })

  test('what was held goes once its hold is lifted, with its pictures and its own keys', async () => {
    const { addRead, place, holds, retention, clock, vault, objectNames, readIds } = await start()
    const read = await addRead(START)
    const first = await place([read])
    const second = await place([read], 'discovery')
    clock.at = START + 40 * DAY_MS
    await retention.run()
    await holds.lift({ id: first.id, why: WORDS }, WHO)
    await retention.run()
    expect(await readIds()).toEqual(new Set([read.id]))
    await holds.lift({ id: second.id, why: WORDS }, WHO)
    await retention.run()
    expect(await readIds()).toEqual(new Set())
    expect(await objectNames()).toEqual([])
    expect(vault.keys()).toEqual([])
  })

  test('the second clock: a lifted hold follows the schedule until its end', async () => {
    const { addRead, place, holds, retention, clock, readIds, why } = await start()
    const read = await addRead(START)
    const hold = await place([read])
    clock.at = START + 40 * DAY_MS
    const until = START + 400 * DAY_MS
    expect(await holds.lift({ id: hold.id, why: WORDS, scheduleUntil: until }, WHO)).toMatchObject({
      scheduleUntil: until,
      schedule: 'the records schedule',
    })
    await retention.run()
    expect(await readIds()).toEqual(new Set([read.id]))
    expect(await why(read)).toMatchObject({ holds: [], goesAt: until })
    clock.at = until + 1
    await retention.run()
    expect(await readIds()).toEqual(new Set())
  })

  test('a hold past its review is urged and still holds', async () => {
    const { addRead, place, holds, retention, clock, readIds, raised } = await start()
    const read = await addRead(START)
    const hold = await place([read])
    clock.at = START + 400 * DAY_MS
    await retention.run()
    expect(await readIds()).toEqual(new Set([read.id]))
    expect(raised.get(`hold-review ${hold.id}`)).toContain('26-0001')
    expect((await holds.list({ isLiftedToo: false }, WHO))[0]).toMatchObject({ isReviewDue: true, items: 1 })
    const reviewed = await holds.review({ id: hold.id, words: WORDS, nextReviewAt: clock.at + DAY_MS }, WHO)
    expect(reviewed).toMatchObject({ isReviewDue: false, reviews: [{ words: WORDS }] })
    expect(await db.kysely.selectFrom('hold_reviews').selectAll().execute()).toHaveLength(1)
  })

  test('kinds the policy does not have, reviews beyond a year and lifted holds are refused', async () => {
    const { addRead, place, holds, shown, clock } = await start({
      rules: { ...RULES, holds: { value: ['evidence'], clause: 'IV.C s1c' } },
    })
    const read = await addRead(START)
    await expect(place([read], 'discovery')).rejects.toMatchObject({ refusal: { clause: 'IV.C s1c' } })
    shown.add(read.id)
    const input = {
      search: 'shown',
      records: [read],
      kind: 'evidence' as const,
      ground: WORDS,
      caseNumber: '1',
    }
    await expect(holds.place({ ...input, reviewAt: clock.at + 400 * DAY_MS }, WHO)).rejects.toThrow(
      /within a year/,
    )
    await expect(holds.place({ ...input, reviewAt: clock.at }, WHO)).rejects.toThrow(/within a year/)
    const hold = await place([read])
    await holds.lift({ id: hold.id, why: WORDS }, WHO)
    await expect(holds.lift({ id: hold.id, why: WORDS }, WHO)).rejects.toThrow(/lifted/)
    await expect(holds.add({ id: hold.id, search: 'shown', records: [read] }, WHO)).rejects.toThrow(/lifted/)
  })

  test('a record that was purged before the hold is refused, and nothing of the hold is there', async () => {
    const { addRead, place, holds, retention, clock } = await start()
    const read = await addRead(START)
    clock.at = START + 40 * DAY_MS
    await retention.run()
    await expect(place([read])).rejects.toThrow(/purged before the hold/)
    expect(await holds.list({ isLiftedToo: true }, WHO)).toEqual([])
  })

  test('holds and a purge at the same moment: each read is held, or its hold is refused', async () => {
    const { addRead, place, retention, clock, readIds, vault } = await start()
    const reads = await Promise.all(Array.from({ length: 6 }, (_, index) => addRead(START + index)))
    clock.at = START + 40 * DAY_MS
    const [, ...placed] = await Promise.allSettled([retention.run(), ...reads.map((read) => place([read]))])
    const held = reads.filter((_, index) => placed[index]?.status === 'fulfilled').map(({ id }) => id)
    expect(await readIds()).toEqual(new Set(held))
    await retention.run()
    expect(await readIds()).toEqual(new Set(held))
    for (const row of await db.kysely.selectFrom('kept_reads').selectAll().execute()) {
      expect(reads.map(({ text }) => text)).toContain(openBody(vault, 'read', row))
    }
  })

  test('hits acted on are held by themselves where the policy has it; others are not', async () => {
    const { addRead, addHit, retention, holds, clock, readIds } = await start()
    const acted = await addRead(START)
    const idle = await addRead(START)
    await addHit(acted, START, { decision: 'stop', incident: '26-777' })
    await addHit(idle, START, { decision: 'no-action' })
    clock.at = START + 40 * DAY_MS
    await retention.run()
    await retention.run()
    expect(await readIds()).toEqual(new Set([acted.id]))
    expect(await holds.list({ isLiftedToo: true }, WHO)).toMatchObject([
      { kind: 'acted-on', caseNumber: '26-777', items: 1 },
    ])
  })

  test('a canvass keeps its reads while it is to be kept or undecided; one that is not kept does not', async () => {
    const { addRead, addOther, retention, clock, readIds } = await start({
      rules: { ...RULES, retention: { value: { purge: 'automatic', mostDays: 30 } } },
      settings: { readsMinutes: 3 },
    })
    const kept = await addOther('canvass', START, { decision: { isKept: true } })
    const open = await addOther('canvass', START)
    const dropped = await addOther('canvass', START, { decision: { isKept: false } })
    const reads = [await addRead(START, { canvass: kept }), await addRead(START, { canvass: open })]
    await addRead(START, { canvass: dropped })
    clock.at = START + 10 * 60_000
    await retention.run()
    expect(await readIds()).toEqual(new Set(reads.map(({ id }) => id)))
    clock.at = START + 31 * DAY_MS
    await retention.run()
    expect(await readIds()).toEqual(new Set())
  })

  test('a clock of three minutes purges inside of the day', async () => {
    const { addRead, place, retention, clock, readIds, objectNames } = await start({
      rules: { ...RULES, retention: { value: { purge: 'automatic', mostDays: 30 } } },
      settings: { readsMinutes: 3 },
    })
    await addRead(START)
    const held = await addRead(START + 1)
    await place([held])
    clock.at = START + 4 * 60_000
    const fresh = await addRead(START + 3 * 60_000)
    await retention.run()
    expect(await readIds()).toEqual(new Set([held.id, fresh.id]))
    expect(await objectNames()).toHaveLength(4)
  })

  test('context images with a shorter clock go before their reads, but for those that are held', async () => {
    const { addRead, place, retention, clock, readIds, objectNames } = await start({
      rules: { ...RULES, retention: { value: { purge: 'automatic', mostDays: 30 } } },
      settings: { contextImagesDays: 5 },
    })
    const plain = await addRead(START)
    const held = await addRead(START + 1)
    await place([held])
    clock.at = START + 10 * DAY_MS
    await retention.run()
    expect(await readIds()).toEqual(new Set([plain.id, held.id]))
    expect(await objectNames()).toHaveLength(3)
  })

  test('where somebody has to approve, nothing goes by itself, and only what was shown goes then', async () => {
    const { addRead, retention, clock, readIds } = await start({
      rules: { ...RULES, retention: { value: { purge: 'approved', leastDays: 30 }, clause: 'IV.C s1b' } },
    })
    await addRead(START)
    clock.at = START + 32 * DAY_MS
    await retention.run()
    await retention.run()
    const [proposal, ...more] = await retention.proposals(WHO)
    expect(more).toEqual([])
    expect(proposal).toMatchObject({ class: 'reads', rows: 1, images: 2, state: 'waiting' })
    expect((await retention.proofs(WHO)).find((one) => one.class === 'reads')).toMatchObject({
      olderWithoutHold: 3,
      isMet: true,
    })
    const later = await addRead(START + 5 * DAY_MS)
    clock.at = START + 40 * DAY_MS
    const id = proposal?.id ?? ''
    const decided = await retention.decide({ id, isApproved: true, words: WORDS }, WHO)
    expect(decided.find((one) => one.id === id)).toMatchObject({ state: 'done', decided: { by: WHO.by } })
    expect(await readIds()).toEqual(new Set([later.id]))
    expect(await retention.certificates(WHO)).toMatchObject([{ how: 'approved', by: WHO.by, rows: 1 }])
    await expect(retention.decide({ id, isApproved: true, words: WORDS }, WHO)).rejects.toThrow(/waits/)
  })

  test('a refused purge does not run and is proposed again after a week', async () => {
    const { addRead, retention, clock, readIds } = await start({
      rules: { ...RULES, retention: { value: { purge: 'reviewed', leastDays: 30 } } },
    })
    const read = await addRead(START)
    clock.at = START + 32 * DAY_MS
    await retention.run()
    const [proposal] = await retention.proposals(WHO)
    await retention.decide({ id: proposal?.id ?? '', isApproved: false, words: WORDS }, WHO)
    clock.at += 6 * DAY_MS
    await retention.run()
    expect((await retention.proposals(WHO)).map(({ state }) => state)).toEqual(['refused'])
    clock.at += 2 * DAY_MS
    await retention.run()
    expect((await retention.proposals(WHO)).map(({ state }) => state)).toEqual(['waiting', 'refused'])
    expect(await readIds()).toEqual(new Set([read.id]))
  })

  test('without a number of days nothing goes and nothing is proposed', async () => {
    const { addRead, retention, clock, readIds, why } = await start({
      rules: { ...RULES, retention: { value: { purge: 'approved' }, clause: 'IV.C s1b' } },
    })
    const read = await addRead(START)
    clock.at = START + 4000 * DAY_MS
    await retention.run()
    expect(await readIds()).toEqual(new Set([read.id]))
    expect(await retention.proposals(WHO)).toEqual([])
    expect((await why(read)).words).toMatch(/until a number of days is entered/)
  })

  test('a dry run says day by day what would go, what stays and why, and takes nothing', async () => {
    const { addRead, addHit, place, retention, clock, readIds } = await start({
      rules: { ...RULES, retention: { value: { purge: 'automatic', mostDays: 30 }, clause: '427.5' } },
      settings: { readsMinutes: 60 * 24 * 10 },
    })
    const reads = [await addRead(START), await addRead(START + 1), await addRead(START + DAY_MS)]
    const [first] = reads
    if (first === undefined) throw new Error('no read')
    await place([first])
    const hit = await addRead(START + 5)
    await addHit(hit, START + 5)
    clock.at = START + 20 * DAY_MS
    const { days: found } = await retention.dryRun({ class: 'reads' }, WHO)
    expect(found).toEqual([
      {
        day: first.day,
        rows: 1,
        images: 2,
        kept: 2,
        why: [
          'past 10 days (427.5): goes by itself',
          '1 held: evidence, case 26-0001',
          '1 kept with their hit or their canvass',
        ],
      },
      { day: first.day + 1, rows: 1, images: 2, kept: 0, why: ['past 10 days (427.5): goes by itself'] },
    ])
    expect((await readIds()).size).toBe(4)
  })

  test('why a record is still here, and when it will go', async () => {
    const { addRead, addHit, place, why, clock } = await start()
    const read = await addRead(START)
    expect(await why(read)).toMatchObject({
      recordedAt: START,
      clocks: [{ clause: '438.4 ¶2 s1', endsAt: START + 30 * DAY_MS }],
      goesAt: START + 30 * DAY_MS,
    })
    await addHit(read, START + 2 * DAY_MS)
    expect((await why(read)).goesAt).toBe(START + 32 * DAY_MS)
    await place([read])
    const held = await why(read)
    expect(held.goesAt).toBeUndefined()
    expect(held).toMatchObject({ holds: [{ kind: 'evidence', caseNumber: '26-0001' }] })
    expect(held.words).toContain('stays until every hold is lifted')
    await expect(why({ ...read, day: 1 })).rejects.toThrow(/not here any more/)
    clock.at += 1
  })

  test('while the audit cannot be written nothing is purged; it goes on when it can', async () => {
    const { addRead, retention, clock, readIds, office, audit } = await start()
    const read = await addRead(START)
    clock.at = START + 40 * DAY_MS
    office.exec(
      `CREATE TRIGGER broken BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    )
    expect(() => audit.write(WHO.by, 'test.entry', 'one', {})).toThrow()
    await expect(retention.run()).rejects.toThrow(/audit/)
    expect(await readIds()).toEqual(new Set([read.id]))
    office.exec('DROP TRIGGER broken')
    audit.write(WHO.by, 'test.entry', 'two', {})
    await retention.run()
    expect(await readIds()).toEqual(new Set())
    expect(audit.search({ action: 'retention.purge', limit: 5 }).rows).toHaveLength(1)
  })
})
