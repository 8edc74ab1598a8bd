import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, isoDay, parseDay } from './list-date.ts'

describe('parseDay', () => {
  test('reads every form that lists write', () => {
    expect(parseDay('20190509', 'yyyymmdd')).toBe(20190509)
    expect(parseDay('05092019', 'mmddyyyy')).toBe(20190509)
    expect(parseDay('050919', 'mmddyy')).toBe(20190509)
    expect(parseDay('2019-05-09', 'yyyy-mm-dd')).toBe(20190509)
    expect(parseDay('5/9/2019', 'mm/dd/yyyy')).toBe(20190509)
    expect(parseDay('5/9/2019 0:00', 'written')).toBe(20190509)
    expect(parseDay('2019-05-09T06:00:00', 'written')).toBe(20190509)
  })

  test('a month alone lasts to its last day', () => {
    expect(parseDay('0224', 'mmyy')).toBe(20240229)
    expect(parseDay('0721', 'mmyy')).toBe(20210731)
  })

  test('years of two digits turn at 69', () => {
    expect(parseDay('010168', 'mmddyy')).toBe(20680101)
    expect(parseDay('010169', 'mmddyy')).toBe(19690101)
  })

  test('blank, all zeros and all nines are no date, which is no fault', () => {
    for (const text of ['', '00000000', '99999999']) expect(parseDay(text, 'yyyymmdd')).toBe(0)
  })

  test.each(['20190229', '20190431', '20191301', '20190500', '2019059', '2019-5-9', 'yesterday'])(
    '%s is no day',
    (text) => expect(parseDay(text, 'yyyymmdd')).toBe(-1),
  )

  test('every day of a calendar comes back as itself', () => {
    const days = fc.date({ min: new Date(1970, 0, 1), max: new Date(2068, 11, 31), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const day = dayOf(date.getTime())
        expect(parseDay(String(day), 'yyyymmdd')).toBe(day)
        expect(parseDay(isoDay(day), 'yyyy-mm-dd')).toBe(day)
      }),
    )
  })
})
