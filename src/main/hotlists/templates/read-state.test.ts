import { describe, expect, test } from 'vitest'
import { compileStates } from './read-state.ts'

const readState = compileStates({ Illinois: 'IL', 'New York': 'NY', MX: 'MEX' })

function read(text: string) {
  const bytes = Buffer.from(text)
  return readState(bytes, 0, bytes.length)
}

describe('compileStates', () => {
  test.each([
    ['IL', 'IL', ''],
    ['il', 'IL', ''],
    ['0H', 'OH', 'state 0H to OH'],
    ['C0', 'CO', 'state C0 to CO'],
    ['M0', 'MO', 'state M0 to MO'],
    ['0R', 'OR', 'state 0R to OR'],
    ['0K', 'OK', 'state 0K to OK'],
    ['N0', 'NO', 'state N0 to NO'],
    ['0N', 'ON', 'state 0N to ON'],
    ['ON', 'ON', ''],
    ['QC', 'QC', ''],
    ['MX', 'MEX', ''],
    ['ILLINOIS', 'IL', ''],
    ['new  york', 'NY', ''],
    ['', '', ''],
  ])('"%s" is "%s"', (text, state, mended) => expect(read(text)).toEqual({ state, mended, fault: '' }))

  test.each(['1L', '00', 'I', '?', 'NORTHWESTTERRITORIES', 'Ö1'])('"%s" is no code', (text) =>
    expect(read(text).fault).toBe('it is not a code of two to ten letters'),
  )

  test('keeps its answers when a hostile file has a new code on every line', () => {
    for (let round = 0; round < 20_000; round += 1) read(`X${round}`)
    expect(read('0H').state).toBe('OH')
    expect(read('Illinois').state).toBe('IL')
  })
})
