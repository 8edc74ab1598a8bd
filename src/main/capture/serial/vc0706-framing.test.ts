import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  COMMAND,
  encodeCommand,
  encodeReadPicture,
  findBlock,
  findBootText,
  findReply,
  readBigEndian32,
  trimJpeg,
} from './vc0706-framing.ts'

const VERSION = Buffer.from('VC0703 1.00')
const VERSION_REPLY = Buffer.from([0x76, 0, 0x11, 0, VERSION.length, ...VERSION])
const BLOCK_SIGN = [0x76, 0, 0x32, 0, 0]
const MOTION_NOTICE = [0x76, 0, 0x39, 0, 0]

/** Noise in which no reply begins; that one begun in noise is told apart is tested by itself. */
const noise = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => bytes.map((byte) => (byte === 0x76 ? 0x77 : byte)))

describe('commands', () => {
  test('are written as the manuals print them', () => {
    const written = [
      encodeCommand(COMMAND.reset),
      encodeCommand(COMMAND.setPort, [0x01, 0x0d, 0xa6]),
      encodeReadPicture(0x00012340, 0x0800),
    ]
    expect(written.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual([
      '56002600',
      '56002403010da6',
      '5600320c000a0001234000000800000a',
    ])
  })
})

describe('replies', () => {
  test('are found after notices of motion and answers to other commands', () => {
    const heard = Buffer.from([...MOTION_NOTICE, 0x76, 0, 0x36, 0, 0, ...VERSION_REPLY, 0x76])
    expect(findReply(heard, COMMAND.version, undefined)).toEqual({
      value: { kind: 'reply', status: 0, data: new Uint8Array(VERSION) },
      end: heard.length - 1,
    })
  })

  test('a false beginning that claims more bytes than there are does not hide the answer', () => {
    const heard = Buffer.from([0x76, 0, 0x11, 0, 0xff, ...VERSION_REPLY])
    expect(findReply(heard, COMMAND.version, undefined)?.end).toBe(heard.length)
  })

  test('a length other than the one that belongs to the command is no answer', () => {
    const heard = Buffer.from([0x76, 0, 0x34, 0, 2, 1, 2, 0x76, 0, 0x34, 0, 4, 0, 1, 0xe2, 0x40])
    const found = findReply(heard, COMMAND.pictureLength, 4)
    expect(found?.value.kind === 'reply' && readBigEndian32(found.value.data)).toBe(123_456)
  })

  test('a refusal is an answer, with its status', () => {
    const heard = Buffer.from([0x76, 0, 0x34, 4, 0])
    expect(findReply(heard, COMMAND.pictureLength, 4)?.value).toMatchObject({ status: 4 })
    expect(findBlock(Buffer.from([0x76, 0, 0x32, 4, 0]), 64)?.value).toMatchObject({ status: 4 })
  })

  test('the text of a started camera is found where an answer was awaited', () => {
    const heard = Buffer.from('VC0703 1.00\r\nCtrl infr exist\r\nInit end\r\n')
    const restarted = { value: { kind: 'restarted' }, end: heard.length - 2 }
    expect(findReply(heard, COMMAND.frameControl, 0)).toEqual(restarted)
    expect(findBlock(heard, 64)).toEqual(restarted)
    expect(findBootText(heard.subarray(0, -3))).toBeUndefined()
  })

  test('a valid answer after any noise is found, and not before its last byte', () => {
    fc.assert(
      fc.property(noise, (before) => {
        const heard = Buffer.concat([before, VERSION_REPLY])
        expect(findReply(heard.subarray(0, -1), COMMAND.version, undefined)).toBeUndefined()
        expect(findReply(heard, COMMAND.version, undefined)?.end).toBe(heard.length)
      }),
    )
  })

  test('no bytes make the search throw', () => {
    const bytes = fc.array(fc.constantFrom(0x76, 0x00, 0x32, 0x11, 0x01, 0xff, 0x49), { maxLength: 60 })
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 64 }), (heard, length) => {
        const found = [
          findReply(Uint8Array.from(heard), 0x11, undefined),
          findBlock(Uint8Array.from(heard), length),
        ]
        for (const one of found) expect(one?.end ?? 0).toBeLessThanOrEqual(heard.length)
      }),
    )
  })
})

describe('blocks of a picture', () => {
  test('a whole block is found after any noise, whatever the picture holds', () => {
    fc.assert(
      fc.property(noise, fc.uint8Array({ minLength: 8, maxLength: 256 }), (before, data) => {
        const heard = Uint8Array.from([...before, ...BLOCK_SIGN, ...data, ...BLOCK_SIGN])
        expect(findBlock(heard, data.length)).toEqual({
          value: { kind: 'reply', status: 0, data },
          end: heard.length,
        })
      }),
    )
  })

  test('a block that lost or gained a byte is not taken, wherever that was', () => {
    const data = Uint8Array.from({ length: 64 }, (_, i) => i)
    const whole = [...BLOCK_SIGN, ...data, ...BLOCK_SIGN]
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.boolean(), (at, isLost) => {
        const heard = Uint8Array.from(isLost ? whole.toSpliced(at, 1) : whole.toSpliced(at, 0, 0x55))
        const found = findBlock(heard, data.length)
        const isOutside = !isLost && at === 0
        expect(found === undefined).toBe(!isOutside)
      }),
    )
  })

  test('the late answer to a larger request is not taken for the answer to a smaller one', () => {
    const late = [...BLOCK_SIGN, ...Array.from({ length: 128 }, () => 0x11), ...BLOCK_SIGN]
    const data = Uint8Array.from({ length: 64 }, () => 0x22)
    const heard = Uint8Array.from([...late, ...BLOCK_SIGN, ...data, ...BLOCK_SIGN])
    expect(findBlock(heard, 64)?.value).toEqual({ kind: 'reply', status: 0, data })
  })
})

describe('a picture', () => {
  test('ends at its last end marker; without beginning or end it is none', () => {
    const jpeg = Uint8Array.from([0xff, 0xd8, 1, 0xff, 0xd9, 2, 0xff, 0xd9])
    expect(trimJpeg(Uint8Array.from([...jpeg, 0, 0, 0]))).toEqual(jpeg)
    expect(trimJpeg(jpeg.subarray(1))).toBeUndefined()
    expect(trimJpeg(Uint8Array.from([0xff, 0xd8, 0xff]))).toBeUndefined()
  })
})
