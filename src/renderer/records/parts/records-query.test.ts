import { expect, test } from 'vitest'
import { areaOf, areaText } from './area.ts'
import { FRESH_QUERY, queryOf } from './records-query.ts'

test('an empty query asks for everything, and what is typed narrows it', () => {
  expect(queryOf(FRESH_QUERY)).toEqual({ query: {} })
  const car = '00000000-0000-4000-8000-000000000014'
  const typed = {
    plate: ' AB1* ',
    state: 'il',
    from: '2026-11-22T10:00',
    to: '2026-11-22T12:00',
    car,
    camera: 'front',
    hit: 'no' as const,
    area: '41.85 -87.69 41.9 -87.62',
  }
  expect(queryOf(typed)).toEqual({
    query: {
      plate: 'AB1*',
      state: 'IL',
      from: Date.parse('2026-11-22T10:00'),
      to: Date.parse('2026-11-22T12:00'),
      car,
      cameraId: 'front',
      hasHit: false,
      area: { south: 41.85, west: -87.69, north: 41.9, east: -87.62 },
    },
  })
})

test('what cannot be understood is named before anything is sent', () => {
  const typed = {
    ...FRESH_QUERY,
    plate: 'AB[',
    state: 'QQ',
    from: '2026-11-22T12:00',
    to: '2026-11-22T10:00',
    area: '41.9, -87.6, 41.8, -87.7',
  }
  const answer = queryOf(typed)
  expect('missing' in answer && answer.missing).toHaveLength(4)
})

test('an area reads back as it is shown, and what lies off the earth is none', () => {
  const area = { south: 41.85, west: -87.69, north: 41.9, east: -87.62 }
  expect(areaOf(areaText(area))).toEqual(area)
  expect([areaOf(''), areaOf('1, 2, 3'), areaOf('91, 0, 92, 1'), areaOf('a, b, c, d')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
