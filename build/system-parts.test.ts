import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('where a part is missing and apt may not be used, it stops with the one line to type', () => {
  const script = `import('./build/system-parts.ts').then(({ ensureSystemParts }) => ensureSystemParts(console.log))`
  const isRoot = process.getuid?.() === 0
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    // A machine on which nothing is found, and a user who is not root there.
    env: { PATH: '/nowhere' },
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  })
  expect(status).not.toBe(0)
  expect(stderr).toContain('chromium (the browser of the end-to-end tests)')
  expect(stderr).toContain('Type: sudo apt-get install --no-install-recommends -y chromium ffmpeg socat')
})

test('a part that its package puts into a folder of its own is found there', () => {
  const script = `import('./build/system-parts.ts').then(({ missingParts }) => console.log(missingParts().map(({ program }) => program).join()))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    // Nothing is found by its name alone.
    env: { PATH: '/nowhere' },
  })
  expect(stdout.trim()).toBe('chromium,ffmpeg,socat')
})
