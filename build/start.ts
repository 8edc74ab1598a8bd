// `npm start` and `npm run demo`: the Electron application where its binary is there or can be fetched,
// else the same console from the browser host. One line says which, and why.
import '#main/io-threads.ts'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArguments, USAGE, type LookoutArguments } from '#main/arguments.ts'
import { listDevices } from '#main/capture/index.ts'
import { runBrowserHost } from '#main/hosts/browser/index.ts'
import { hasDisplay } from '#main/hosts/browser/open-browser.ts'
import { buildRenderer } from './build-renderer.ts'

const root = join(import.meta.dirname, '..')
const FETCH_LIMIT_MS = 120_000

/** Path of Electron's binary, or why it cannot be had. */
function findElectron(words: LookoutArguments): { binary: string } | { why: string } {
  if (words.host === 'browser') return { why: 'as --host browser asks' }
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  const binary =
    process.platform === 'darwin'
      ? join(folder, 'dist/Electron.app/Contents/MacOS/Electron')
      : join(folder, 'dist', name)
  if (existsSync(binary)) return { binary }
  if (!words.isWindowWanted || (!hasDisplay() && words.host !== 'electron')) {
    return { why: 'Electron is not installed and not needed without a window' }
  }
  console.log('Fetching Electron (once)...')
  const fetched = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: FETCH_LIMIT_MS,
  })
  if (fetched.status === 0 && existsSync(binary)) return { binary }
  return { why: 'since Electron could not be fetched' }
}

function runElectron(binary: string, words: readonly string[]): number {
  console.log('Opening the Electron application.')
  const built = spawnSync(
    process.execPath,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (built.status !== 0) throw new Error('The application could not be built; see the lines above.')
  return spawnSync(binary, [root, ...words], { stdio: 'inherit' }).status ?? 1
}

async function main(): Promise<void> {
  const given = process.argv.slice(2)
  const words = parseArguments(given)
  if (words.isHelpWanted) {
    console.log(USAGE)
    return
  }
  if (words.isDeviceListWanted) {
    for (const line of await listDevices()) console.log(line)
    return
  }
  const electron = findElectron(words)
  if ('binary' in electron) {
    process.exitCode = runElectron(electron.binary, given)
    return
  }
  if (words.host === 'electron') throw new Error(`--host electron: ${electron.why}.`)
  await buildRenderer()
  await runBrowserHost(root, words, console.log, electron.why)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
// node-av and onnxruntime may hold native threads open; everything of ours has been stopped by now.
process.exit()
