// The packaged host itself, wherever Electron's binary exists; elsewhere its parts are tested with
// look-alikes in test/integration/electron-host.test.ts.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const binary = join(folder, 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron')

test.skip(!existsSync(binary), "Electron's binary is not here: its host is tested with look-alikes only")

test('the application opens the demonstration and reads plates', async () => {
  const data = mkdtempSync(join(tmpdir(), 'lookout-electron-'))
  const application = await _electron.launch({
    executablePath: binary,
    args: ['.', '--demo', '--data', data],
  })
  const window = await application.firstWindow()
  await expect(window.getByText(/DEMONSTRATION/)).toBeVisible()
  await expect(window.getByText(/not verified/i).first()).toBeVisible({ timeout: 60_000 })
  await application.close()
  rmSync(data, { recursive: true, force: true })
})
