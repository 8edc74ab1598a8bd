import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TrainingKind, trainingItems, type TrainingChange, type TrainingRecord } from './training.ts'

const DAY = 86_400_000
const YEAR = 365
const id = '3f0f2c0a-5a39-4b0a-8f4e-0d2c6c0d9a11'
const by = { badge: '900', name: 'Deputy' }

const day = fc.integer({ min: 0, max: 3 * YEAR })
const kind = fc.constantFrom(...TrainingKind.options)
const toRecord = (kind: TrainingKind, completed: number, expires: number | undefined): TrainingRecord => ({
  id,
  accountId: id,
  kind,
  completedAt: completed * DAY,
  ...(expires === undefined ? {} : { expiresAt: expires * DAY }),
  certificate: 'C-1',
  recordedBy: by,
  recordedAt: completed * DAY,
})
const record: fc.Arbitrary<TrainingRecord> = fc
  .record({ kind, completed: day, expires: fc.option(day, { nil: undefined }) })
  .map(({ kind, completed, expires }) => toRecord(kind, completed, expires))
const change: fc.Arbitrary<TrainingChange> = fc
  .record({ kind, at: day })
  .map(({ kind, at }) => ({ id, kind, words: 'a new act', by, at: at * DAY }))

const profile = {
  trainingAlpr: {
    value: { isRequired: true, maxAgeDays: YEAR, modules: ['legal' as const, 'policy' as const] },
    clause: '438.5',
  },
  trainingLeads: { value: { isRequired: true, modules: [] } },
  trainingAwareness: { value: { isRequired: false, modules: [] } },
}

test('whatever is recorded: valid only with a record that has come, is young enough and newer than each change', () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 12 }),
      fc.array(change, { maxLength: 4 }),
      day,
      (records, changes, today) => {
        const at = today * DAY
        const items = trainingItems(records, changes, profile, at)
        expect(items.map((item) => item.kind)).toEqual(['legal', 'policy', 'leads'])
        for (const { kind, state } of items) {
          const came = records.filter((one) => one.kind === kind && one.completedAt <= at)
          if (state === 'missing') expect(came).toEqual([])
          if (state !== 'valid') continue
          const newest = Math.max(...came.map(({ completedAt }) => completedAt))
          expect(came.length).toBeGreaterThan(0)
          if (kind !== 'leads') expect(at - newest).toBeLessThan(YEAR * DAY)
          expect(changes.some((one) => one.kind === kind && one.at <= at && one.at > newest)).toBe(false)
          const last = came.filter(({ completedAt }) => completedAt === newest)
          expect(last.some(({ expiresAt = Infinity }) => expiresAt > at)).toBe(true)
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('with time alone nothing becomes valid again that has expired', () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 6 }),
      day,
      fc.integer({ min: 0, max: YEAR }),
      (records, first, more) => {
        const come = records.filter(({ completedAt }) => completedAt <= first * DAY)
        const before = trainingItems(come, [], profile, first * DAY)
        const after = trainingItems(come, [], profile, (first + more) * DAY)
        for (const [place, { state }] of before.entries()) {
          if (state === 'expired' || state === 'missing') expect(after[place]?.state).toBe(state)
        }
      },
    ),
    { numRuns: 1000 },
  )
})
