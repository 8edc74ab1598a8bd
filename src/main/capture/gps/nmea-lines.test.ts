import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNmeaLines } from './nmea-lines.ts'

const GOOD = '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47'

describe('nmea lines', () => {
  test('a sentence that arrives in pieces is one sentence', () => {
    const lines = createNmeaLines()
    expect(lines.push(Buffer.from(GOOD.slice(0, 20)))).toEqual({ sentences: [], broken: 0 })
    expect(lines.push(Buffer.from(`${GOOD.slice(20)}\r\n`))).toEqual({ sentences: [GOOD], broken: 0 })
  })

  test('a half sentence, a control character and a line without end each give up one sentence', () => {
    const lines = createNmeaLines()
    const text = `$GPRMC,1235${GOOD}\n$GP\u0007GGA,1\n$${'A'.repeat(5000)}${GOOD}\n`
    expect(lines.push(Buffer.from(text))).toEqual({ sentences: [GOOD, GOOD], broken: 3 })
  })

  test('a sentence is found whole after any noise, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        (noise, cuts) => {
          const lines = createNmeaLines()
          for (const bytes of noise) {
            for (const sentence of lines.push(bytes).sentences)
              expect(sentence.length).toBeLessThanOrEqual(160)
          }
          const found: string[] = []
          let rest = Buffer.from(`${GOOD}\r\n`)
          for (let i = 0; rest.length > 0; i++) {
            const size = cuts[i % cuts.length] ?? 1
            found.push(...lines.push(rest.subarray(0, size)).sentences)
            rest = rest.subarray(size)
          }
          expect(found).toEqual([GOOD])
        },
      ),
    )
  })
})
