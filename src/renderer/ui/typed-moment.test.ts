import { describe, expect, test } from 'vitest'
import { dayText, exactText, momentText, typedDay, typedMoment } from './typed-moment.ts'

describe('a typed day', () => {
  test('is midnight of that day, here', () => {
    expect(typedDay(' 2026-11-22 ')).toBe(new Date(2026, 10, 22).getTime())
    expect(typedDay('2026-1-5')).toBe(new Date(2026, 0, 5).getTime())
  })

  test.each(['', '22.11.2026', '2026-02-30', '2026-13-01', '2026-00-10', 'today'])('is not "%s"', (text) => {
    expect(typedDay(text)).toBeUndefined()
  })
})

describe('a typed moment', () => {
  test('is to the minute, and ends with its last millisecond', () => {
    expect(typedMoment('2026-11-22 14:05')).toBe(new Date(2026, 10, 22, 14, 5).getTime())
    expect(typedMoment('2026-11-22 14:05', true)).toBe(new Date(2026, 10, 22, 14, 5, 59, 999).getTime())
  })

  test('of a day alone is its first or its last millisecond', () => {
    expect(typedMoment('2026-11-22')).toBe(new Date(2026, 10, 22).getTime())
    expect(typedMoment('2026-11-22', true)).toBe(new Date(2026, 10, 23).getTime() - 1)
  })

  test.each(['2026-11-22 24:00', '2026-11-22 14:60', '14:05', 'noon'])('is not "%s"', (text) => {
    expect(typedMoment(text)).toBeUndefined()
  })

  test('is shown as it is typed, and to the millisecond where it matters', () => {
    const at = new Date(2026, 10, 2, 4, 5, 6, 7).getTime()
    expect(dayText(at)).toBe('2026-11-02')
    expect(momentText(at)).toBe('2026-11-02 04:05')
    expect(exactText(at)).toBe('2026-11-02 04:05:06.007')
    expect(typedMoment(momentText(at))).toBe(new Date(2026, 10, 2, 4, 5).getTime())
  })
})
