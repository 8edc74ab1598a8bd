// The serial ports of this machine. On Linux they are read from sysfs: SerialPort.list() spawns `udevadm`
// and, where that program is missing, the spawn's error event ends the whole process.
import { access, readFile, readdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SerialPort } from 'serialport'

export type SerialPortInfo = {
  /** What to write in a camera's or receiver's configuration. */
  readonly path: string
  /** Maker and product, where the adapter says. */
  readonly label?: string | undefined
}

/** Lists the ports that a device can be connected to, by path. Never throws for a port it cannot look at. */
export async function listSerialPorts(): Promise<SerialPortInfo[]> {
  if (process.platform === 'linux') return await listLinuxPorts('/sys/class/tty', '/dev')
  const ports = await SerialPort.list()
  return ports.map(({ path, manufacturer }) => ({ path, label: manufacturer }))
}

/** `listSerialPorts` on Linux, given the folders of the kernel's tty class and of the device files. */
export async function listLinuxPorts(classFolder: string, deviceFolder: string): Promise<SerialPortInfo[]> {
  const names = await readdir(classFolder).catch(() => [])
  const found = await Promise.all(
    names.map(async (name): Promise<SerialPortInfo | undefined> => {
      const path = join(deviceFolder, name)
      const device = await realpath(join(classFolder, name, 'device')).catch(() => undefined)
      // Consoles and pseudo-terminals have no device behind them; ports whose UART was never found have type 0.
      if (device === undefined || !(await exists(path))) return undefined
      if ((await readLine(join(classFolder, name, 'type'))) === '0') return undefined
      return { path, label: await readLabel(device) }
    }),
  )
  return found
    .filter((port) => port !== undefined)
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
}

/** The USB device stands one to three folders above its tty. */
async function readLabel(device: string): Promise<string | undefined> {
  let folder = device
  for (let up = 0; up < 4; up++) {
    const product = await readLine(join(folder, 'product'))
    if (product !== undefined) {
      const maker = await readLine(join(folder, 'manufacturer'))
      return maker === undefined ? product : `${maker} ${product}`
    }
    folder = dirname(folder)
  }
  return undefined
}

async function readLine(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trim() === '' ? undefined : text.trim()
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}
