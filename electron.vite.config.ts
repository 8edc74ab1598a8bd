// Builds the Electron application: the core and its two workers as files of the main process, the
// sandboxed preload as one CommonJS file, and the console.
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import { consoleConfig } from './vite.config.ts'

const renderer = consoleConfig('patrol')

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: resolve('src/main/hosts/electron/index.ts'),
          recogniser: resolve('src/recognition/worker.ts'),
          'list-import': resolve('src/main/hotlists/listed/import-worker.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: resolve('src/main/hosts/electron/preload/preload.cts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    build: { ...renderer.build, rollupOptions: { input: resolve('src/renderer/patrol/index.html') } },
  },
})
