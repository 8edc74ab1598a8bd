// A serial port that goes away, over a real pseudo-terminal.
import { SerialPort } from 'serialport'
import { afterEach, expect, test } from 'vitest'
import { openPort } from '#main/capture/serial/open-port.ts'
import { openSerialLink } from '#main/capture/serial/serial-link.ts'
import { openPtyPair } from '../support/serial/pty-pair.ts'

let cleanUp: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const clean of cleanUp.toReversed()) await clean()
  cleanUp = []
})

// Whether the binding itself notices depends on what it was doing: several times, so that both happen.
test.each([1, 2, 3, 4, 5, 6])(
  'a port that is unplugged while its device talks is lost, time %i',
  async () => {
    const pair = await openPtyPair()
    cleanUp.push(pair.stop)
    const lost = Promise.withResolvers<Error>()
    const talked = Promise.withResolvers<void>()
    const port = await openPort(pair.port, 9600, { onData: () => talked.resolve(), onLost: lost.resolve })
    cleanUp.push(port.close)
    await talk(pair.device)
    await talked.promise
    await pair.unplug()
    expect((await lost.promise).message).toMatch(`${pair.port}: the port is gone (`)
    await expect(port.write(Buffer.from('?'))).rejects.toThrow(pair.port)
  },
)

test('a port that its owner closes is not lost, and can be opened again at once', async () => {
  const pair = await openPtyPair()
  cleanUp.push(pair.stop)
  const losses: Error[] = []
  const listener = { onData: () => undefined, onLost: (error: Error) => losses.push(error) }
  for (let time = 0; time < 3; time++) {
    const port = await openPort(pair.port, 9600, listener)
    await port.write(Buffer.from('!'))
    await port.close()
    await port.close()
  }
  expect(losses).toEqual([])
})

test('a device that takes no more bytes does not hold up whoever is told to stop', async () => {
  const pair = await openPtyPair()
  cleanUp.push(pair.stop)
  const stopper = new AbortController()
  const link = await openSerialLink(pair.port, 9600, stopper.signal)
  cleanUp.push(link.close)
  const sent = link.send(Buffer.alloc(1024 * 1024))
  setTimeout(() => stopper.abort(), 50)
  await expect(sent).rejects.toThrow(`${pair.port}: stopped`)
  await expect(link.send(Buffer.from('?'))).rejects.toThrow(`${pair.port}: stopped`)
})

/** Sends without pause until the port goes away. */
async function talk(device: string): Promise<void> {
  const port = new SerialPort({ path: device, baudRate: 9600, autoOpen: false })
  port.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()))
  })
  const timer = setInterval(() => {
    if (port.isOpen) port.write(Buffer.alloc(300, 'A'))
  }, 1)
  cleanUp.push(async () => {
    clearInterval(timer)
    await new Promise<void>((resolve) => {
      port.close(() => resolve())
    })
  })
}
