import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

/** The patrol console of a car, or the records console of the department. */
export type ConsoleName = 'patrol' | 'records'

const OUT: Readonly<Record<ConsoleName, string>> = { patrol: 'renderer', records: 'records' }

/** Builds one console into out/renderer or out/records, where its hosts serve it from. */
export function consoleConfig(name: ConsoleName): UserConfig {
  return {
    root: join(import.meta.dirname, 'src/renderer', name),
    base: './',
    plugins: [react()],
    build: {
      outDir: join(import.meta.dirname, 'out', OUT[name]),
      emptyOutDir: true,
      // The consoles run in Electron 45 and in current Chromium, Chrome or Edge only.
      target: 'chrome130',
      // The hosts' content policy allows no data: URLs and no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  }
}

/** `vite build` is the patrol console, `vite build --mode records` the records console. */
export default defineConfig(({ mode }) => consoleConfig(mode === 'records' ? 'records' : 'patrol'))
