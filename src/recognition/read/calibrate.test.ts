import { expect, test } from 'vitest'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { calibrate, tempered, temperatureFor } from './calibrate.ts'

const NONE = {
  logTemperature: { base: 0, width: 0, sharpness: 0, contrast: 0 },
  letterOTemperature: 1,
  floor: 0,
  fittedOn: 'nothing',
}
const index = (character: string): number => PLATE_CHARACTERS.indexOf(character)

function position(shares: Record<string, number>) {
  const characters = new Float64Array(PLATE_CHARACTERS.length)
  for (const [character, share] of Object.entries(shares)) characters[index(character)] = share
  return { presence: 0.9, characters }
}

test('temperatures of one change nothing', () => {
  const { presence, characters } = calibrate(position({ O: 0.5, '0': 0.3, D: 0.2 }), NONE, 1)
  expect(presence).toBeCloseTo(0.9)
  expect(characters[index('O')]).toBeCloseTo(0.5, 3)
  expect(characters[index('D')]).toBeCloseTo(0.2, 3)
})

test('the letter O and the digit 0 are drawn together and keep what they have together', () => {
  const shares = position({ O: 0.72, '0': 0.08, D: 0.2 })
  const { characters } = calibrate(shares, { ...NONE, letterOTemperature: 4 }, 1)
  const [letter = 0, digit = 0] = [characters[index('O')], characters[index('0')]]
  expect(letter + digit).toBeCloseTo(0.8, 3)
  expect(letter / digit).toBeCloseTo(9 ** 0.25, 2)
})

test('a temperature above one makes the sure less sure', () => {
  const { presence, characters } = calibrate(position({ A: 0.99, '4': 0.01 }), NONE, 2)
  expect(characters[index('A')]).toBeLessThan(0.92)
  expect(presence).toBeCloseTo(0.75)
  expect(tempered(0.5, 3)).toBeCloseTo(0.5)
})

test('the temperature follows the conditions of the look, within bounds', () => {
  const calibration = { ...NONE, logTemperature: { base: 0.1, width: -0.2, sharpness: -0.5, contrast: 0 } }
  const usual = { width: 0, sharpness: 0, contrast: 0 }
  expect(temperatureFor(calibration, usual)).toBeCloseTo(Math.exp(0.1))
  expect(temperatureFor(calibration, { ...usual, sharpness: -1 })).toBeCloseTo(Math.exp(0.6))
  const wild = { ...NONE, logTemperature: { ...NONE.logTemperature, base: 9 } }
  expect(temperatureFor(wild, usual)).toBe(4)
})
