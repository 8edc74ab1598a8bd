// Builds the consoles into out/renderer, where a host serves them from.
import { build } from 'vite'

export async function buildRenderer(): Promise<void> {
  await build({ configFile: 'vite.config.ts', logLevel: 'warn' })
}
