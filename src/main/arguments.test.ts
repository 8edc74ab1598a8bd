import { describe, expect, test } from 'vitest'
import { parseArguments } from './arguments.ts'

describe('parseArguments', () => {
  test('nothing asked for: a window, no demonstration, any port', () => {
    expect(parseArguments([])).toMatchObject({
      isDemonstration: false,
      isWindowWanted: true,
      port: 0,
      cameras: [],
      footage: [],
      gps: undefined,
    })
  })

  test('options may be repeated and the GPS port may carry its rate', () => {
    const words = [
      '--footage',
      'a.mp4',
      '--footage',
      'b',
      '--fast',
      '--gps',
      '/dev/ttyUSB0@9600',
      '--no-window',
    ]
    expect(parseArguments(words)).toMatchObject({
      footage: ['a.mp4', 'b'],
      isFast: true,
      isWindowWanted: false,
      gps: { port: '/dev/ttyUSB0', baud: 9600 },
    })
  })

  test('a wrong value or an unknown option says what it may be', () => {
    expect(() => parseArguments(['--threads', 'two'])).toThrow('--threads two: must be a whole number')
    expect(() => parseArguments(['--provider', 'tpu'])).toThrow(/--provider tpu: must be cpu, webgpu/)
    expect(() => parseArguments(['--frob'])).toThrow(/--frob[^]*npm start -- \[options\]/)
    expect(() => parseArguments(['stray'])).toThrow(/stray/)
  })
})
