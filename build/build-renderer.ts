// Builds both consoles into out/renderer and out/records, where hosts serve them from; only when their sources changed.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const STAMP = join(root, 'out', 'renderer.stamp')

/** A fingerprint of all that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const folder of ['src/renderer', 'src/shared']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (/\.(tsx?|css|html|svg|json)$/.test(name))
        hash.update(name).update(readFileSync(join(root, folder, name)))
    }
  }
  for (const file of ['vite.config.ts', 'package-lock.json']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

export async function buildRenderer(): Promise<void> {
  const wanted = fingerprint()
  const built = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  const isThere = ['renderer', 'records'].every((name) => existsSync(join(root, 'out', name, 'index.html')))
  if (built === wanted && isThere) return
  // vite is only loaded when there is something to build: it takes a third of a second.
  const { build } = await import('vite')
  for (const mode of ['patrol', 'records'])
    await build({ configFile: join(root, 'vite.config.ts'), mode, logLevel: 'warn' })
  writeFileSync(STAMP, wanted)
}
