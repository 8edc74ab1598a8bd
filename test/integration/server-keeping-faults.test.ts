// A purge that is cut off at any of its steps goes on at the next run: nothing held is lost, nothing purged can be read.
import { afterEach, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { openBody } from '#server/vault/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
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

onBothDatabases('keeping through faults', (open, kind) => {
  let db: RecordsDb
  const opened: Department[] = []
  beforeAll(async () => {
    db = await open()
  })
  afterEach(async () => {
    for (const department of opened.splice(0)) department.close()
    await emptyRecords(db)
  })

  async function bodies({ vault }: Department): Promise<string[]> {
    const rows = [
      ...(await db.kysely.selectFrom('reads').selectAll().execute()),
      ...(await db.kysely.selectFrom('kept_reads').selectAll().execute()),
    ]
    return rows.map((row) => openBody(vault, 'read', row)).toSorted()
  }

  async function heldPictures({ objects, vault }: Department, day: number): Promise<number> {
    const rows = await db.kysely.selectFrom('images').selectAll().where('is_kept', '=', true).execute()
    for (const { hash } of rows) {
      const sealed = (await objects.get(`kept/${CAR}/${day}/${hash}`)) ?? Buffer.alloc(0)
      expect(sha256(vault.openKept(`image/${CAR}/${day}/${hash}`, sealed))).toBe(hash)
    }
    return rows.length
  }

  test('cut off before every write into the object store and the vault, one after another', async () => {
    let calls = 0
    let most = 0
    const fuse = () => {
      calls += 1
      if (calls >= most) throw new Error('cut off')
    }
    const first = await openDepartment(db, { fuse })
    const held = await first.addRead(START)
    await first.addHit(held, START)
    const gone = await first.addRead(START + 1)
    await first.place([held])
    const lifted = await first.addRead(START + 2)
    const hold = await first.place([lifted])
    first.clock.at = START + 40 * DAY_MS
    let department = first
    let isDone = false
    for (most = 1; !isDone && most < 60; most += 1) {
      calls = 0
      isDone = await department.retention.run().then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ message: 'cut off' })
          return false
        },
      )
      // As after a restart: nothing is left of what was in memory.
      department.office.close()
      department.vault.close()
      department = await openDepartment(db, { fuse }, first.folder)
      department.clock.at = START + 40 * DAY_MS
      const found = await bodies(department)
      expect(found).toEqual(expect.arrayContaining([held.text, lifted.text]))
    }
    expect(isDone).toBe(true)
    expect(await bodies(department)).toEqual([held.text, lifted.text].toSorted())
    expect(await bodies(department)).not.toContain(gone.text)
    expect(await heldPictures(department, held.day)).toBe(4)
    expect(await days(db)).toEqual([])
    const ofReads = (await department.retention.certificates(WHO)).filter((one) => one.class === 'reads')
    expect(ofReads).toMatchObject([{ rows: 1, images: 2, kept: 2 }])
    expect(await department.objectNames()).toHaveLength(4)

    // The same for what was kept and is not held any more.
    await department.holds.lift({ id: hold.id, why: 'No longer needed in the case' }, WHO)
    isDone = false
    for (most = 1; !isDone && most < 60; most += 1) {
      calls = 0
      isDone = await department.retention.run().then(
        () => true,
        () => false,
      )
    }
    expect(await bodies(department)).toEqual([held.text])
    expect(await department.objectNames()).toHaveLength(2)
    expect(department.vault.keys().some((key) => 'context' in key && key.context.includes(lifted.id))).toBe(
      false,
    )
    opened.push(department)
  })

  test('random holds, hits, canvasses and clocks: what is held stays, floors hold, the rest goes', async () => {
    const Age = fc.integer({ min: 0, max: 60 * 24 * 40 }).map((minutes) => minutes * 60_000)
    const Read = fc.record({
      age: Age,
      hold: fc.constantFrom('none', 'none', 'standing', 'lifted', 'scheduled', 'schedule over'),
      hitAge: fc.option(Age, { nil: undefined }),
    })
    const Clock = fc.constantFrom(
      { leastDays: 30, mostDays: 30 },
      { leastDays: 10, mostDays: 20 },
      { mostDays: 5 },
      { leastDays: 25 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(Read, { minLength: 3, maxLength: 6 }), Clock, async (reads, clock) => {
        await emptyRecords(db)
        const rules = {
          ...RULES,
          retention: { value: { ...clock, purge: 'automatic' as const, schedule: 'it' } },
        }
        const department = await openDepartment(db, { rules })
        const now = START + 100 * DAY_MS + 12 * 3_600_000
        try {
          const made = []
          for (const { age, hold, hitAge } of reads) {
            const read = await department.addRead(now - age, { hasImages: false })
            if (hitAge !== undefined) await department.addHit(read, now - hitAge)
            if (hold !== 'none') {
              department.clock.at = now - 2 * DAY_MS
              const { id } = await department.place([read])
              const why = 'No longer needed in the case'
              const at = department.clock.at
              if (hold === 'lifted') await department.holds.lift({ id, why }, WHO)
              const until = { scheduled: now + DAY_MS, 'schedule over': at + DAY_MS }
              if (hold === 'scheduled' || hold === 'schedule over') {
                await department.holds.lift({ id, why, scheduleUntil: until[hold] }, WHO)
              }
            }
            made.push({ id: read.id, age, hitAge, isHeld: hold === 'standing' || hold === 'scheduled' })
          }
          department.clock.at = now
          await department.retention.run()
          const left = await department.readIds()
          const least = (clock.leastDays ?? 0) * DAY_MS
          // A floor without a ceiling lets whole days go, the last of them within a day.
          const most = clock.mostDays === undefined ? least + DAY_MS : clock.mostDays * DAY_MS
          for (const { id, age, hitAge, isHeld } of made) {
            if (isHeld || age < least) expect(left.has(id)).toBe(true)
            else if (age > most && (hitAge === undefined || hitAge > most)) expect(left.has(id)).toBe(false)
          }
          expect((await department.retention.proofs(WHO)).filter(({ isMet }) => !isMet)).toEqual([])
        } finally {
          department.close()
        }
      }),
      { numRuns: kind === 'pglite' ? 4 : 8 },
    )
  })

  test('a proof that is not met raises a notice, and says so', async () => {
    const department = await openDepartment(db)
    opened.push(department)
    await department.addRead(START)
    department.clock.at = START + 40 * DAY_MS
    await department.retention.run()
    // As if a purge had been cut off for good: old rows come in after it, and it is a new day.
    department.clock.at += DAY_MS
    await department.addRead(START)
    const broken = await openDepartment(db, {
      fuse: () => {
        throw new Error('cut off')
      },
    })
    opened.push(broken)
    broken.clock.at = department.clock.at
    expect((await department.retention.proofs(WHO)).every(({ isMet }) => isMet)).toBe(true)
    await broken.retention.prove()
    expect(broken.raised.get('retention reads')).toMatch(/older than 30 days/)
    await department.retention.run()
  })
})
