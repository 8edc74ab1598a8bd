// A GPS receiver on the far end of a pseudo-terminal. It speaks NMEA 0183 at its own rate, and does what
// receivers do: loses its fix, garbles, falls silent.
import { SerialPort } from 'serialport'
import type { PtyPair } from '../serial/pty-pair.ts'
import { gga, rmc } from './nmea.ts'
import type { Fix } from './nmea.ts'

export type GpsSimulator = {
  /** What it says from now on; undefined: it has no fix. */
  fix: Fix | undefined
  /** Sent before each pair of sentences. */
  noise: Uint8Array | undefined
  isSilent: boolean
  say(text: string): void
  readonly stop: () => Promise<void>
}

/** Sends RMC and GGA every `everyMs`, which real receivers do every second. */
export async function startGpsSimulator(
  pair: PtyPair,
  options: { baud: number; everyMs: number; fix: Fix | undefined; utcAt: () => number },
): Promise<GpsSimulator> {
  const port = new SerialPort({ path: pair.device, baudRate: 9600, autoOpen: false })
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()))
  })
  // The test pulls the cable now and then.
  port.on('error', () => undefined)
  // Nobody may hear it, and what is not read would be kept and read as new later.
  port.resume()

  const send = (bytes: Uint8Array) => {
    if (!port.isOpen) return
    // Bytes sent at another rate than the listener's arrive as something else.
    port.write(
      Buffer.from(pair.lineBaud() === options.baud ? bytes : bytes.map((byte) => (byte * 37) ^ 0xe5)),
    )
  }
  const timer = setInterval(() => {
    if (simulator.isSilent) return
    if (simulator.noise !== undefined) send(simulator.noise)
    const utcAt = options.utcAt()
    send(Buffer.from(`${rmc(utcAt, simulator.fix)}\r\n${gga(utcAt, simulator.fix)}\r\n`))
  }, options.everyMs)

  const simulator: GpsSimulator = {
    fix: options.fix,
    noise: undefined,
    isSilent: false,
    say: (text) => send(Buffer.from(text)),
    stop: async () => {
      clearInterval(timer)
      await new Promise<void>((resolve) => {
        port.close(() => resolve())
      })
    },
  }
  return simulator
}
