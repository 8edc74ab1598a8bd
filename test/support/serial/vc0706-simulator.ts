// A VC0706 camera on the far end of a pseudo-terminal: its own rate, memory and frame buffer, a real JPEG,
// and the misbehaviour a test asks for. Written from the manuals, not from the driver under test.
import { SerialPort } from 'serialport'
import type { PtyPair } from './pty-pair.ts'

/** What happens to one block of a picture. `drop` loses a byte in its middle, `reset` restarts the camera. */
export type BlockFault = 'drop' | 'noise' | 'late' | 'swallow' | 'reset'

export type Vc0706Simulator = {
  /** The picture it takes from now on. */
  jpeg: Buffer
  /** Its rate after a restart. */
  bootBaud: number
  /** Faults by the number of the block asked for, counted from 0 since the start. */
  readonly blockFaults: Map<number, BlockFault>
  /** Answers nothing while true, as with its power off. */
  isDead: boolean
  /** Sends a notice of motion before each answer while true and while they are not switched off. */
  sendsMotionNotices: boolean
  readonly seen: {
    blocks: number
    resets: number
    freezes: number
    resumes: number
    memoryWrites: number
    baud: number
    compression: number
    resolution: number
  }
  readonly stop: () => Promise<void>
}

const BAUD_BY_BYTES = new Map([
  [0xaec8, 9600],
  [0x56e4, 19_200],
  [0x2af2, 38_400],
  [0x1c4c, 57_600],
  [0x0da6, 115_200],
])

const BOOT_TEXT = 'VC0703 1.00\r\nCtrl infr exist\r\nUSER CMD\r\nInit end\r\n'

export async function startVc0706Simulator(
  pair: PtyPair,
  options: { jpeg: Buffer; baud?: number; resolution?: number },
): Promise<Vc0706Simulator> {
  const port = new SerialPort({ path: pair.device, baudRate: 115_200, autoOpen: false })
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()))
  })
  // The test pulls the cable now and then.
  port.on('error', () => undefined)

  let input = Buffer.alloc(0)
  let frozen: Buffer | undefined
  let motionNotices = true
  const timers = new Set<NodeJS.Timeout>()
  const seen = {
    blocks: 0,
    resets: 0,
    freezes: 0,
    resumes: 0,
    memoryWrites: 0,
    baud: options.baud ?? 38_400,
    compression: 0x36,
    resolution: options.resolution ?? 0x00,
  }

  const after = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  /** Bytes sent at another rate than the listener's arrive as something else. */
  const send = (bytes: Buffer) => {
    if (!port.isOpen) return
    port.write(pair.lineBaud() === seen.baud ? bytes : Buffer.from(bytes.map((byte) => (byte * 37) ^ 0xe5)))
  }
  const reply = (code: number, status: number, data: number[] = []) => {
    if (simulator.sendsMotionNotices && motionNotices) send(Buffer.from([0x76, 0, 0x39, 0, 0]))
    send(Buffer.from([0x76, 0, code, status, data.length, ...data]))
  }

  const restart = () => {
    seen.resets++
    seen.baud = simulator.bootBaud
    frozen = undefined
    motionNotices = true
    input = Buffer.alloc(0)
    after(50, () => send(Buffer.from(BOOT_TEXT)))
  }

  const sendBlock = (data: Buffer) => {
    const offset = data.readUInt32BE(2)
    const length = data.readUInt32BE(6)
    const fault = simulator.blockFaults.get(seen.blocks++)
    if (frozen === undefined || offset % 8 !== 0 || length % 8 !== 0) return reply(0x32, 4)
    const sign = Buffer.from([0x76, 0, 0x32, 0, 0])
    const padded = Buffer.concat([frozen, Buffer.alloc(8, 0xd9)])
    const block = Buffer.concat([sign, padded.subarray(offset, offset + length), sign])
    const middle = block.length >> 1
    switch (fault) {
      case undefined:
        return send(block)
      case 'drop':
        return send(Buffer.concat([block.subarray(0, middle), block.subarray(middle + 1)]))
      case 'noise':
        return send(
          Buffer.concat([
            Buffer.from([0x00, 0x76, 0x00, 0x32, 0x00, 0xff]),
            block.subarray(0, middle),
            Buffer.from([0x76, 0xff]),
            block.subarray(middle),
          ]),
        )
      case 'late':
        return after(1000, () => send(block))
      case 'swallow':
        return
      case 'reset':
        send(block.subarray(0, middle))
        return restart()
    }
  }

  const obey = (code: number, data: Buffer) => {
    switch (code) {
      case 0x11:
        return reply(code, 0, [...Buffer.from('VC0703 1.00')])
      case 0x24: {
        const baud = BAUD_BY_BYTES.get(data.readUInt16BE(1))
        if (baud === undefined) return reply(code, 3)
        reply(code, 0)
        seen.baud = baud
        return
      }
      case 0x26:
        reply(code, 0)
        return restart()
      case 0x30:
        return reply(code, 0, [seen.resolution])
      case 0x31:
        if (data[0] === 0x04) {
          seen.memoryWrites++
          seen.resolution = data[4] ?? 0
        } else seen.compression = data[4] ?? 0
        return reply(code, 0)
      case 0x32:
        return sendBlock(data)
      case 0x34: {
        const length = frozen?.length ?? 0
        return reply(code, 0, [0, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff])
      }
      case 0x36:
        if (data[0] === 0) {
          seen.freezes++
          frozen = simulator.jpeg
        } else {
          seen.resumes++
          frozen = undefined
        }
        return reply(code, 0)
      case 0x37:
        motionNotices = data[0] === 1
        return reply(code, 0)
      default:
        return reply(code, 1)
    }
  }

  port.on('data', (bytes: Buffer) => {
    // What it is told at another rate than its own is noise to it.
    if (simulator.isDead || pair.lineBaud() !== seen.baud) return
    input = Buffer.concat([input, bytes])
    for (;;) {
      const start = input.indexOf(0x56)
      if (start === -1) {
        input = Buffer.alloc(0)
        return
      }
      input = input.subarray(start)
      const length = input[3]
      if (length === undefined || input.length < 4 + length) return
      const [, , code = 0] = input
      const data = input.subarray(4, 4 + length)
      input = input.subarray(4 + length)
      obey(code, data)
    }
  })

  const simulator: Vc0706Simulator = {
    jpeg: options.jpeg,
    bootBaud: 38_400,
    blockFaults: new Map(),
    isDead: false,
    sendsMotionNotices: false,
    seen,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer)
      await new Promise<void>((resolve) => {
        port.close(() => resolve())
      })
    },
  }
  return simulator
}
