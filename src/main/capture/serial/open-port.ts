// One open serial port: bytes in and out, one word when it is gone, and errors that say what to do.
import { stat } from 'node:fs/promises'
import { SerialPort } from 'serialport'
import { listSerialPorts } from './list-serial-ports.ts'

export type OpenPort = {
  write(bytes: Uint8Array): Promise<void>
  /** Changes the rate and forgets what was heard but not yet given out. */
  setBaud(baud: number): Promise<void>
  /** Closes the port; `onLost` is not called for it. Safe to call again. */
  readonly close: () => Promise<void>
}

export type PortListener = {
  onData(bytes: Uint8Array): void
  /** The port vanished or failed; called once, and the port is closed. */
  onLost(error: Error): void
}

/** How often an open port is looked for among the device files. */
const WATCH_MS = 500

/** Opens `path` with 8 data bits, no parity, 1 stop bit. Throws an Error that says what to do about it. */
export async function openPort(path: string, baud: number, listener: PortListener): Promise<OpenPort> {
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false })
  let isOver = false
  let watch: NodeJS.Timeout | undefined

  const finish = async () => {
    isOver = true
    clearInterval(watch)
    if (!port.isOpen) return
    // Unsent bytes would keep close() waiting for a device that no longer takes any.
    await settled((done) => port.flush(done))
    await settled((done) => port.close(done))
  }
  const lose = (reason: string) => {
    if (isOver) return
    void finish()
    listener.onLost(new Error(`${path}: the port is gone (${reason}); plug the device in again`))
  }

  port.on('data', (bytes: Buffer) => {
    if (!isOver) listener.onData(bytes)
  })
  port.on('error', (error) => lose(error.message))
  port.on('close', (error: Error | null) => lose(error?.message ?? 'closed'))

  const openError = await settled((done) => port.open(done))
  if (openError !== undefined) {
    isOver = true
    throw new Error(await explainOpenError(path, openError.message))
  }

  // On Linux an unplugged adapter makes read() return 0 for ever, and the binding then asks again without
  // end (https://github.com/serialport/bindings-cpp/pull/164): only the device file tells. Windows has none.
  if (process.platform !== 'win32') {
    const identity = await identify(path)
    const look = async () => {
      const there = await identify(path)
      if (there === undefined || there !== identity) lose('its device file is gone')
    }
    watch = setInterval(() => void look(), WATCH_MS)
  }

  return {
    write: async (bytes) => {
      // serialport itself would keep the bytes, and the caller, until the port is opened again.
      if (isOver) throw new Error(`${path}: the port is closed`)
      const error = await settled((done) => port.write(bytes, done))
      if (error !== undefined) throw new Error(`${path}: cannot be written: ${error.message}`)
    },
    setBaud: async (rate) => {
      const error =
        (await settled((done) => port.update({ baudRate: rate }, done))) ??
        (await settled((done) => port.flush(done)))
      if (error !== undefined) throw new Error(`${path}: cannot be set to ${rate} baud: ${error.message}`)
    },
    close: finish,
  }
}

/** Which device stands behind a path; undefined when there is none. */
async function identify(path: string): Promise<string | undefined> {
  return await stat(path).then(
    ({ dev, ino, rdev }) => `${dev}:${ino}:${rdev}`,
    () => undefined,
  )
}

/** The messages are those of serialport's bindings for Linux, macOS and Windows. */
async function explainOpenError(path: string, message: string): Promise<string> {
  if (/permission denied/i.test(message)) {
    return `${path}: permission denied; add the user to the dialout group (sudo usermod -aG dialout "$USER") and sign in again`
  }
  if (/access denied|lock port|busy/i.test(message)) {
    return `${path}: in use by another program; close that program`
  }
  if (/no such (file|device)|file not found/i.test(message)) {
    const ports = await listSerialPorts().catch(() => [])
    const there = ports.map((port) => (port.label === undefined ? port.path : `${port.path} (${port.label})`))
    return `${path}: there is no such port; ${
      there.length === 0
        ? 'this machine has no serial port: plug the adapter in'
        : `the ports of this machine are: ${there.join(', ')}`
    }`
  }
  if (/inappropriate ioctl|not a (tty|typewriter)/i.test(message)) {
    return `${path}: not a serial port; name another`
  }
  return `${path}: cannot be opened: ${message}`
}

/** Waits for one of serialport's callbacks; gives its error rather than throwing it. */
async function settled(start: (done: (error?: Error | null) => void) => void): Promise<Error | undefined> {
  return await new Promise((resolve) => {
    start((error) => resolve(error ?? undefined))
  })
}
