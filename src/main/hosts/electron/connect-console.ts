// Hands a page of the console one end of a message port and the core the other. Only the main frame of our
// own page gets one (Electron security checklist, 17: validate the sender of all messages).
import type { IpcMain, MessageChannelMain } from 'electron'
import { RPCHandler } from '@orpc/server/message-port'
import type { Core } from '#main/core.ts'
import { isConsoleAddress } from './console-address.ts'

/** Names shared with preload.cts, which cannot import. */
const CONNECT = 'lookout:connect'
const PORT = 'lookout:port'

export function connectConsoles(
  core: Pick<Core, 'router' | 'newSession'>,
  ipcMain: Pick<IpcMain, 'on'>,
  newChannel: () => MessageChannelMain,
): void {
  const rpc = new RPCHandler(core.router)
  ipcMain.on(CONNECT, (event) => {
    const frame = event.senderFrame
    if (frame === null || frame.parent !== null || !isConsoleAddress(frame.url)) return
    const { port1, port2 } = newChannel()
    const session = core.newSession()
    port1.on('close', () => session.close())
    rpc.upgrade(port1, { context: session.context })
    port1.start()
    frame.postMessage(PORT, undefined, [port2])
  })
}
