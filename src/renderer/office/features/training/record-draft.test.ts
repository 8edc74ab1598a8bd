import { expect, test } from 'vitest'
import { FRESH_RECORD, toRecord } from './record-draft.ts'

const NOW = new Date(2026, 10, 22, 12).getTime()
const filled = { ...FRESH_RECORD, taken: '2026-11-20', certificate: 'MUP-7' }

test('a filled form is a record that begins with its day', () => {
  expect(toRecord(filled, NOW)).toEqual({
    record: { kind: 'alpr-basic', completedAt: new Date(2026, 10, 20).getTime(), certificate: 'MUP-7' },
  })
})

test('a certificate holds to the end of its last day', () => {
  const ready = toRecord({ ...filled, ends: '2027-11-20' }, NOW)
  expect(ready).toMatchObject({ record: { expiresAt: new Date(2027, 10, 21).getTime() - 1 } })
})

test.each([
  [{ taken: '' }, 'the day on which it was taken'],
  [{ taken: '2026-11-23' }, 'a day that is not in the future'],
  [{ ends: 'soon' }, "a day for the certificate's end"],
  [{ ends: '2026-11-01' }, 'an end after the day on which it was taken'],
  [{ certificate: ' ' }, 'the certificate, or who held the training'],
])('%o lacks something', (part, missing) => {
  expect(toRecord({ ...filled, ...part }, NOW)).toEqual({ missing: [missing] })
})
