// The same core as in the packaged application, in plain Node.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '#main/host.ts'
import { startRecogniserWorker } from '#main/recogniser-worker.ts'
import { openFileKeySealing } from './file-key-sealing.ts'

/** The folder where programs keep their data for this user. */
function userDataFolder(): string {
  const { APPDATA, XDG_DATA_HOME } = process.env
  if (process.platform === 'win32') return APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return XDG_DATA_HOME ?? join(homedir(), '.local', 'share')
}

function userConfigFolder(): string {
  const { XDG_CONFIG_HOME } = process.env
  if (process.platform === 'linux') return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'lookout')
  return join(userDataFolder(), 'lookout-keys')
}

/** `root` is the folder of the application: the parent of `src`, `assets` and `out`. */
export function browserHost(root: string, log: Host['log']): Host {
  return {
    dataFolder: join(userDataFolder(), 'lookout'),
    demonstrationFolder: join(userDataFolder(), 'lookout-demonstration'),
    assetsFolder: join(root, 'assets'),
    rendererFolder: join(root, 'out', 'renderer'),
    keySealing: openFileKeySealing(join(userConfigFolder(), 'sealing.key')),
    startRecogniser: () => startRecogniserWorker(new URL('../../../recognition/worker.ts', import.meta.url)),
    importWorkerEntry: new URL('../../hotlists/listed/import-worker.ts', import.meta.url),
    log,
    now: () => Date.now(),
  }
}
