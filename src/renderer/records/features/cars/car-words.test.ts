import { expect, test } from 'vitest'
import { ContactReport } from '#shared/transfer/wire.ts'
import { cameraWords, listWords } from './car-words.ts'

const HOUR = 3_600_000

function report(change: Partial<ContactReport>): ContactReport {
  return ContactReport.parse({
    at: 0,
    version: '0.1.0',
    policy: 'made-up 1',
    waiting: { records: 0, images: 0 },
    freeBytes: 0,
    guard: 'normal',
    recogniser: 'reading',
    gps: 'fix',
    cameras: [],
    lists: [],
    taken: {},
    orders: [],
    ...change,
  })
}

test('a camera that does not read is named with what it does', () => {
  const front = { id: 'front', name: 'FRONT', state: 'live' } as const
  expect(cameraWords(report({ cameras: [front] }))).toBe('1 live')
  expect(cameraWords(report({ cameras: [front, { id: 'left', name: 'LEFT', state: 'lost' }] }))).toBe(
    '1 of 2 live: LEFT lost',
  )
  expect(cameraWords(undefined)).toBe('not known')
})

test('of several lists the oldest counts', () => {
  const lists = [
    { name: 'NCIC', version: 2, loadedAt: 47 * HOUR },
    { name: 'SOS', version: 1, loadedAt: 10 * HOUR },
  ]
  expect(listWords(report({ lists }), 50 * HOUR)).toBe('2 lists, oldest 40 h')
  expect(listWords(report({ lists: [{ name: 'NCIC', version: 1 }] }), 0)).toBe('1 list')
})
