// Entry of the packaged application. It opens no socket: pages and pictures come by the app: protocol,
// calls and events by a message port.
import '#main/io-threads.ts'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
} from 'electron'
import { parseArguments, USAGE } from '#main/arguments.ts'
import { startCore, type Core } from '#main/core.ts'
import type { Host } from '#main/host.ts'
import { startRecogniserWorker } from '#main/recogniser-worker.ts'
import { connectConsoles } from './connect-console.ts'
import { openSystemKeySealing } from './key-sealing.ts'
import { openConsole, windowOptions } from './open-window.ts'
import { wordsOf } from './words-of.ts'

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const unpacked = (path: string): string => path.replace('app.asar', 'app.asar.unpacked')

function electronHost(): Host {
  const root = app.getAppPath()
  return {
    dataFolder: join(app.getPath('userData'), 'data'),
    demonstrationFolder: join(app.getPath('userData'), 'demonstration'),
    assetsFolder: unpacked(join(root, 'assets')),
    rendererFolder: join(root, 'out', 'renderer'),
    keySealing: openSystemKeySealing(safeStorage),
    startRecogniser: () => startRecogniserWorker(new URL('recogniser.js', import.meta.url)),
    importWorkerEntry: new URL('list-import.js', import.meta.url),
    log: (level, message) => console[level](message),
    now: () => Date.now(),
  }
}

let core: Core | undefined

async function main(): Promise<void> {
  const words = parseArguments(wordsOf(process.argv, app.getAppPath(), app.isPackaged))
  if (words.isHelpWanted) {
    console.info(USAGE)
    app.quit()
    return
  }
  await app.whenReady()
  const started = await startCore(electronHost(), words)
  core = started
  protocol.handle('app', (request) => started.serve(request))
  connectConsoles(started, ipcMain, () => new MessageChannelMain())
  const window = new BrowserWindow(windowOptions(join(import.meta.dirname, '../preload/preload.cjs')))
  await openConsole(window, session.defaultSession)
}

// One Lookout on one machine: a second start brings nothing but its end.
if (!app.requestSingleInstanceLock()) app.quit()
app.on('window-all-closed', () => app.quit())
app.on('will-quit', (event) => {
  const running = core
  if (running === undefined) return
  // Reads under way are kept before the process ends.
  event.preventDefault()
  core = undefined
  void running.stop().finally(() => app.quit())
})

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  console.error(message)
  // Whoever starts it from an icon sees no terminal.
  dialog.showErrorBox('Lookout cannot start', message)
  app.exit(1)
})
