import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listLinuxPorts, listSerialPorts } from './list-serial-ports.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-ports-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('ports with a device behind them are listed with what the adapter says of itself', async () => {
  await makePort('ttyUSB10', { type: undefined, usb: { product: 'USB-Serial Controller' } })
  await makePort('ttyUSB2', { type: undefined, usb: { product: 'GPS', manufacturer: 'u-blox' } })
  await makePort('ttyS0', { type: '4' })
  await makePort('ttyS1', { type: '0' })
  await mkdir(join(folder, 'class/tty7'), { recursive: true })
  await writeFile(join(folder, 'dev/tty7'), '')
  expect(await listLinuxPorts(join(folder, 'class'), join(folder, 'dev'))).toEqual([
    { path: join(folder, 'dev/ttyS0'), label: undefined },
    { path: join(folder, 'dev/ttyUSB2'), label: 'u-blox GPS' },
    { path: join(folder, 'dev/ttyUSB10'), label: 'USB-Serial Controller' },
  ])
})

test('a machine without serial ports has an empty list', async () => {
  expect(await listLinuxPorts(join(folder, 'nowhere'), join(folder, 'dev'))).toEqual([])
})

test.runIf(process.platform === 'linux')('the list of this machine needs no udevadm', async () => {
  const path = process.env['PATH']
  process.env['PATH'] = folder
  try {
    for (const port of await listSerialPorts()) expect(port.path).toMatch(/^\/dev\/tty/)
  } finally {
    process.env['PATH'] = path
  }
})

/** A port as sysfs shows it: its tty under the interface of a USB device, or straight on the board. */
async function makePort(
  name: string,
  { type, usb }: { type: string | undefined; usb?: Readonly<Record<string, string>> },
): Promise<void> {
  const device = join(folder, 'devices', name, 'interface', name)
  const entry = join(folder, 'class', name)
  await mkdir(device, { recursive: true })
  await mkdir(entry, { recursive: true })
  await mkdir(join(folder, 'dev'), { recursive: true })
  await symlink(device, join(entry, 'device'))
  await writeFile(join(folder, 'dev', name), '')
  if (type !== undefined) await writeFile(join(entry, 'type'), `${type}\n`)
  for (const [file, text] of Object.entries(usb ?? {})) {
    await writeFile(join(folder, 'devices', name, file), `${text}\n`)
  }
}
