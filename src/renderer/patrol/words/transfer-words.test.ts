import { expect, test } from 'vitest'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import { daysWords, dueMark, leftWords, toWords, waitingWords } from './transfer-words.ts'

const status = (change: Partial<TransferStatus> = {}): TransferStatus => ({
  to: 'department',
  carName: 'Car 12',
  host: 'plates.example',
  link: 'reached',
  waiting: { records: 12, images: 24 },
  due: { days: 21, level: 'warn', mostDays: 30, clause: 'IV.B' },
  refusedRecords: [],
  ...change,
})

test('what waits is counted, one of them too', () => {
  expect(waitingWords({ records: 12, images: 2400 })).toBe('12 records and 2,400 images wait')
  expect(waitingWords({ records: 1, images: 0 })).toBe('1 record waits')
  expect(waitingWords({ records: 0, images: 0 })).toBe('nothing waits')
})

test('days are told against the interval, where the policy sets one', () => {
  expect(daysWords({ days: 21, level: 'warn', mostDays: 30 })).toBe('21 of 30')
  expect(daysWords({ days: 3, level: 'fine' })).toBe('3')
})

test('each level has a shape and a word of its own', () => {
  const marks = (['fine', 'warn', 'escalated'] as const).map((level) =>
    dueMark({ days: 1, level, mostDays: 30 }),
  )
  expect(new Set(marks.map(({ standing }) => standing)).size).toBe(3)
  expect(marks.map(({ word }) => word)).toEqual(['in time', 'transfer soon', 'overdue'])
})

test('at the end of a shift it is said what stays', () => {
  expect(leftWords(status())).toBe(
    '12 records and 24 images wait for transfer; they stay in this car. Days since the last complete transfer: 21 of 30.',
  )
  expect(leftWords(status({ waiting: { records: 1, images: 0 }, due: { days: 0, level: 'fine' } }))).toBe(
    '1 record waits for transfer; it stays in this car.',
  )
  expect(leftWords(status({ waiting: { records: 0, images: 0 } }))).toBe('Everything is transferred.')
})

test('to whom it goes is said by name', () => {
  expect(toWords(status())).toBe("the department's server at plates.example, as Car 12")
  expect(toWords(status({ to: 'none' }))).toContain('belongs to no department server')
})
