// Entry of the browser host: starts the core, serves the console on 127.0.0.1 and opens it in a browser.
import { join } from 'node:path'
import type { LookoutArguments } from '#main/arguments.ts'
import { startCore } from '#main/core.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import { browserHost } from './browser-host.ts'
import { startConsoleServer } from './console-server.ts'
import { findBrowser, hasDisplay, openBrowser, type OpenedBrowser } from './open-browser.ts'

const NO_CAMERA = 'No camera found. Plug one in, name one with --camera, or play footage with --footage PATH.'

/**
 * Runs until the console's window is closed, the footage is over where nobody watches, or a signal ends
 * it. `say` prints one line; `why` is why it is this host and not the Electron application.
 */
export async function runBrowserHost(
  root: string,
  words: LookoutArguments,
  say: (line: string) => void,
  why: string,
): Promise<void> {
  const host = browserHost(root, (level, message) => {
    if (level !== 'info') say(`${level}: ${message}`)
  })
  const browser = findBrowser()
  const isWatched = words.isWindowWanted && browser !== undefined && hasDisplay()
  const core = await startCore(host, words, {
    onKept: (read, raised) => {
      if (!isWatched) say(describeRead(read, raised.length, words.isDemonstration))
    },
  })
  const server = await startConsoleServer(core, words.port)
  if (core.cameras().length === 0) say(NO_CAMERA)

  const ends: Promise<unknown>[] = [signalled()]
  let opened: OpenedBrowser | undefined
  if (isWatched) {
    say(`Opening the console in ${browser}, ${why}.`)
    opened = openBrowser(browser, server.address, join(core.dataFolder, 'browser'))
    ends.push(opened.closed)
  } else {
    say(`${whyNoWindow(words, browser)}; printing reads as they come (${why}). Console: ${server.address}`)
    // A loop never ends, so a run that only prints ends by itself only when footage is over.
    if (core.cameras().length > 0) ends.push(core.footageOver)
  }
  await Promise.race(ends)
  opened?.close()
  await server.stop()
  await core.stop()
}

function whyNoWindow(words: LookoutArguments, browser: string | undefined): string {
  if (!words.isWindowWanted) return 'No window was asked for'
  if (browser === undefined) {
    return 'There is no Chromium, Chrome or Edge here to open the console in'
  }
  return `There is no display: would have opened the console in ${browser}`
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

/**
 * One line for a terminal: what was made out, said as what it is. Nobody is signed in at a terminal, so the plate
 * itself is told in the demonstration only.
 */
function describeRead(read: Read, raised: number, isDemonstration: boolean): string {
  const answered = stateAnswered(read.state)
  const state = answered === undefined ? 'state ?' : `${answered} ${percent(read.state.probability)}`
  const when = new Date(read.capturedAt).toISOString()
  const refined = read.phase === 'final' ? 'final' : 'first'
  const hit = raised > 0 ? '  POSSIBLE MATCH - NOT VERIFIED' : ''
  const plate = isDemonstration ? read.plate : 'plate'
  return `${when}  ${read.cameraName}  ${plate} ${percent(read.plateProbability)}  ${isDemonstration ? state : ''}  ${refined}${hit}`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
