// The Electron host's parts with look-alikes in Electron's place: its binary cannot be had everywhere, and
// what matters here is whom the host refuses.
import { EventEmitter, once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { BrowserWindow, IpcMain, MessageChannelMain } from 'electron'
import { describe, expect, test } from 'vitest'
import { isConsoleAddress } from '#main/hosts/electron/console-address.ts'
import { connectConsoles } from '#main/hosts/electron/connect-console.ts'
import { openSystemKeySealing } from '#main/hosts/electron/key-sealing.ts'
import { openConsole, windowOptions } from '#main/hosts/electron/open-window.ts'
import { wordsOf } from '#main/hosts/electron/words-of.ts'
import type { Contract } from '#shared/contract/index.ts'
import { scriptedCore, STATUS } from '../support/core/scripted-core.ts'

type Frame = {
  url: string
  parent: unknown
  postMessage(name: string, data: unknown, ports: MessagePort[]): void
}

function connectFrom(frame: Omit<Frame, 'postMessage'> | null) {
  const core = scriptedCore()
  const ipcMain = new EventEmitter()
  const handed: MessagePort[] = []
  connectConsoles(core, ipcMain as unknown as IpcMain, () => {
    const { port1, port2 } = new MessageChannel()
    // MessagePortMain has `start`, which Node's port does by itself with the first listener.
    return { port1, port2 } as unknown as MessageChannelMain
  })
  const senderFrame = frame && {
    ...frame,
    postMessage: (_name: string, _data: unknown, ports: MessagePort[]) => handed.push(...ports),
  }
  ipcMain.emit('lookout:connect', { senderFrame })
  return { core, handed }
}

describe('handing a page its port', () => {
  test('our own page gets a port over which calls and events go', async () => {
    const { core, handed } = connectFrom({ url: 'app://lookout/', parent: null })
    const [port] = handed
    if (port === undefined) throw new Error('no port was handed over')
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port }))
    port.start()
    expect(await client.system.status()).toEqual(STATUS)
    const events = await client.events.subscribe()
    expect((await events.next()).value).toEqual({ kind: 'hello', number: 0 })
    core.events.hitsChanged()
    expect((await events.next()).value).toMatchObject({ hitsChanged: true })
    expect(core.openSessions()).toBe(1)
    port.close()
    await once(port, 'close')
    await expect.poll(() => core.openSessions()).toBe(0)
  })

  test.each([
    ['another site', { url: 'https://evil.example/', parent: null }],
    ['a look-alike host', { url: 'app://lookout.evil/', parent: null }],
    ['a frame inside our page', { url: 'app://lookout/', parent: {} }],
    ['a frame that is gone', null],
  ])('%s gets none', (_who, frame) => {
    const { core, handed } = connectFrom(frame)
    expect(handed).toEqual([])
    expect(core.openSessions()).toBe(0)
  })
})

describe('the window', () => {
  test('is sandboxed, isolated and without Node', () => {
    expect(windowOptions('/preload.cjs').webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    })
  })

  test('refuses permissions, new windows and other pages, and shows the console', async () => {
    const contents = Object.assign(new EventEmitter(), {
      openHandler: undefined as (() => { action: string }) | undefined,
      setWindowOpenHandler(handler: () => { action: string }) {
        this.openHandler = handler
      },
    })
    const log: string[] = []
    const window = {
      webContents: contents,
      loadURL: (url: string) => Promise.resolve(log.push(`load ${url}`)),
      show: () => log.push('show'),
    }
    const granted: boolean[] = []
    const session = {
      setPermissionRequestHandler: (
        handler: (contents: unknown, what: string, answer: (ok: boolean) => void) => void,
      ) => handler(undefined, 'geolocation', (ok) => granted.push(ok)),
      setPermissionCheckHandler: (handler: () => boolean) => granted.push(handler()),
    }
    await openConsole(window as unknown as BrowserWindow, session)
    expect(granted).toEqual([false, false])
    expect(log).toEqual(['load app://lookout/', 'show'])
    expect(contents.openHandler?.()).toEqual({ action: 'deny' })
    const navigate = (url: string): boolean => {
      let isPrevented = false
      contents.emit('will-navigate', { url, preventDefault: () => (isPrevented = true) })
      return isPrevented
    }
    expect(navigate('https://evil.example/')).toBe(true)
    expect(navigate('app://lookout/')).toBe(false)
  })

  test('only the console has a console address', () => {
    expect(isConsoleAddress('app://lookout/index.html')).toBe(true)
    for (const address of ['app://lookout.evil/', 'app://other/', 'file:///etc', 'nonsense', '']) {
      expect(isConsoleAddress(address)).toBe(false)
    }
  })
})

describe('the words of the command line', () => {
  test("are those behind the application's folder, whatever Electron was given before it", () => {
    const folder = process.cwd()
    expect(wordsOf(['electron', '.', '--demo'], folder, false)).toEqual(['--demo'])
    expect(wordsOf(['electron', '--inspect=0', '-r', 'x.js', folder, '--fast'], folder, false)).toEqual([
      '--fast',
    ])
    expect(wordsOf(['/opt/Lookout/lookout', '--demo'], '/opt/Lookout/app.asar', true)).toEqual(['--demo'])
    expect(wordsOf(['electron', '--inspect=0'], folder, false)).toEqual([])
  })
})

describe('key sealing by the system', () => {
  const store = {
    isEncryptionAvailable: () => true,
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (sealed: Buffer) => sealed.toString().slice('sealed:'.length),
  }

  test('gives back any bytes it sealed', () => {
    const sealing = openSystemKeySealing(store)
    const key = Buffer.from([0, 255, 128, 10, 13])
    expect(Buffer.from(sealing.unseal(sealing.seal(key)))).toEqual(key)
  })

  test('refuses to work where the system has no store', () => {
    expect(() => openSystemKeySealing({ ...store, isEncryptionAvailable: () => false })).toThrow(
      /no store for keys/,
    )
  })
})
