// Two pseudo-terminals joined by socat: what a serial cable is to a test. One end is opened by the code
// under test, the other by a simulator; pulling the cable ends both.
import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type PtyPair = {
  /** The end for the code under test. */
  readonly port: string
  /** The end for the simulator. */
  readonly device: string
  /**
   * Baud rate that the code under test has set on its end; undefined while unplugged. Pseudo-terminals carry
   * bytes at any rate, so it is for the simulator to garble what does not match its own.
   */
  lineBaud(): number | undefined
  readonly unplug: () => Promise<void>
  /** Makes both ends again, under the same names. */
  readonly plugIn: () => Promise<void>
  readonly stop: () => Promise<void>
}

export async function openPtyPair(): Promise<PtyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-pty-'))
  const port = join(folder, 'port')
  const device = join(folder, 'device')
  let socat: ChildProcess | undefined

  const unplug = async () => {
    if (socat === undefined) return
    const ended = once(socat, 'exit')
    socat.kill()
    await ended
    socat = undefined
  }
  const plugIn = async () => {
    socat = await startSocat(port, device)
  }
  await plugIn()

  return {
    port,
    device,
    lineBaud: () => readBaud(port),
    unplug,
    plugIn,
    stop: async () => {
      await unplug()
      await rm(folder, { recursive: true })
    },
  }
}

function readBaud(port: string): number | undefined {
  try {
    return Number(execFileSync('stty', ['-F', port, 'speed'], { encoding: 'utf8', stdio: 'pipe' }).trim())
  } catch {
    return undefined
  }
}

async function startSocat(port: string, device: string): Promise<ChildProcess> {
  const ends = [port, device].map((link) => `pty,raw,echo=0,link=${link}`)
  const socat = spawn('socat', ['-d', '-d', ...ends], { stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    socat.on('error', reject)
    socat.on('exit', () => reject(new Error(`socat ended: ${said}`)))
    socat.stderr.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('starting data transfer loop')) resolve()
    })
  })
  return socat
}
