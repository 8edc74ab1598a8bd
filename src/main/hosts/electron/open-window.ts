// The console's window: sandboxed, without Node, closed to every page and permission but its own.
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import { CONSOLE_ORIGIN, isConsoleAddress } from './console-address.ts'

/** `preload` is the path of the built preload file. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    backgroundColor: '#000000',
    show: false,
    title: 'Lookout',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // A prompt sounds whether or not the officer has touched the screen.
      autoplayPolicy: 'no-user-gesture-required',
    },
  }
}

/** Refuses every permission, navigation away and new window, then loads the console and shows it. */
export async function openConsole(
  window: Pick<BrowserWindow, 'loadURL' | 'show' | 'webContents'>,
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => {
    if (!isConsoleAddress(event.url)) event.preventDefault()
  })
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  await window.loadURL(`${CONSOLE_ORIGIN}/`)
  window.show()
}
