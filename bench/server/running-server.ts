// The department server as a process of its own, and cars that have joined it.
import { spawn } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { join as joinPath } from 'node:path'
import { createInterface } from 'node:readline'
import { openDeviceKey } from '#main/audit/device-key.ts'
import { join } from '#main/uploads/enrol.ts'
import { openCar, type Car } from './car.ts'
import type { CleanUp } from './clean-up.ts'

export type RunningServer = {
  readonly pid: number
  newCar(name: string): Promise<Car>
  stop(): Promise<void>
}

export async function runServer(
  folder: string,
  databaseUrl: string,
  cleanUp: CleanUp,
): Promise<RunningServer> {
  const script = joinPath(import.meta.dirname, '../transfer/server-process.ts')
  const child = spawn(process.execPath, [script, folder, '0'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  const exit = once(child, 'exit')
  async function stop(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exit
  }
  cleanUp.add(stop)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  /** The rest of the next line, which begins with the word. */
  async function heard(word: string): Promise<string> {
    const { value, done } = await lines.next()
    if (done !== true && value.startsWith(`${word} `)) return value.slice(word.length + 1)
    throw new Error(`The server says: ${done === true ? 'nothing more' : value}`)
  }

  await heard('ready')
  const deviceKey = devicePem()
  return {
    pid: child.pid ?? 0,
    async newCar(name) {
      child.stdin.write(`invite ${name}\n`)
      const { port, answer, privateKey } = await join(await heard('ticket'), { deviceKey, version: '0.1.0' })
      const { authority, certificate } = answer
      const car = openCar({ port, authority, certificate, privateKey })
      cleanUp.add(car.close)
      return car
    },
    stop,
  }
}

/** One for all cars: none of them sends its audit here. */
function devicePem(): string {
  const { publicKey } = openDeviceKey(new Uint8Array(32).fill(77))
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return String(key.export({ type: 'spki', format: 'pem' }))
}
