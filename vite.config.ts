import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the patrol console into out/renderer, where both hosts serve it from. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/renderer/patrol'),
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../../out/renderer',
    emptyOutDir: true,
    // The console runs in Electron 45 and in current Chromium, Chrome or Edge only.
    target: 'chrome130',
    // The hosts' content policy allows no data: URLs and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
