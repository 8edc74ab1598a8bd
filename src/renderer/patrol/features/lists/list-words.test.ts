import { expect, test } from 'vitest'
import { counted, fileName, fileSize, progressWords, reportFacts, understoodWords } from './list-words.ts'

const report = {
  file: 'VEHEXTRT.txt',
  template: 'ncic-fixed',
  lines: 1200,
  taken: 1190,
  refusedCount: 1,
  refused: [{ line: 7, field: 'plate', reason: 'is empty' }],
  junk: { UNKNOWN: 4 },
  mended: { 'state 0H to OH': 12 },
  calibration: 1,
  expired: 0,
  bothForms: 2,
  repeated: 0,
  categories: { 'stolen-plate': 190, 'stolen-vehicle': 1000 },
  writtenAt: 0,
  changes: { added: 12, removed: 3, changed: 1 },
  ms: 5,
}

test('a report says what was taken, what changed, and only what occurred', () => {
  expect(reportFacts(report)).toEqual([
    ['Taken', '1,190 entries of 1,200 lines'],
    ['Compared', '12 added, 3 removed, 1 changed'],
    ['Refused', '1 line'],
    ['Self-test', '1 calibration record'],
    ['Both forms', '2 entries listed with O and with 0: low trust'],
    ['No plate', 'UNKNOWN (4)'],
    ['Mended', 'state 0H to OH (12)'],
    ['Categories', 'Stolen vehicle (1,000), Stolen plate (190)'],
  ])
})

test('progress is told in per cent and lines, never rounded up', () => {
  expect(progressWords('NCIC', { lines: 4_200_000, share: 0.429 })).toBe(
    'Reading NCIC: 42 %, 4,200,000 lines',
  )
})

test('one is one and more are many', () => {
  expect(counted(1, 'entry', 'entries')).toBe('1 entry')
  expect(counted(1204, 'line')).toBe('1,204 lines')
})

test('file sizes are told in the unit that fits', () => {
  expect([0, 999, 1400, 12_000, 1_400_000_000].map(fileSize)).toEqual([
    '0 B',
    '999 B',
    '1.4 KB',
    '12 KB',
    '1.4 GB',
  ])
})

test('fields that a line leaves empty are not told', () => {
  expect(understoodWords({ plate: 'AB12345', state: '', make: 'YAMA' })).toBe('plate AB12345, make YAMA')
})

test('of a path its last part is the name of the file', () => {
  expect(['list.txt', '/data/import/list.txt', 'C:\\data\\list.txt'].map(fileName)).toEqual([
    'list.txt',
    'list.txt',
    'list.txt',
  ])
})
