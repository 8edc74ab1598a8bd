import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import type { StorageGuard } from '#shared/domain/system.ts'
import { decideGuard, SpaceLimits, startSpaceGuard } from './space-guard.ts'

const LIMITS = SpaceLimits.parse({ contextsStopBelow: 1000, readsStopBelow: 400, resumeMargin: 100 })
const silent = () => undefined

test('context images stop first, then reads, and each comes back only past the margin', () => {
  const freeBytes = [5000, 1000, 999, 1050, 1099, 1100, 399, 450, 499, 500, 1099, 1100]
  const guards: StorageGuard[] = []
  for (const free of freeBytes) guards.push(decideGuard(guards.at(-1) ?? 'normal', free, LIMITS))
  expect(guards).toEqual([
    'normal',
    'normal',
    'no-context',
    'no-context',
    'no-context',
    'normal',
    'hits-only',
    'hits-only',
    'hits-only',
    'no-context',
    'no-context',
    'normal',
  ])
})

test('from nearly full to plenty the guard steps back at once', () => {
  expect(decideGuard('hits-only', 5000, LIMITS)).toBe('normal')
})

test('limits by which reads would stop before context images are refused', () => {
  expect(() => SpaceLimits.parse({ contextsStopBelow: 1, readsStopBelow: 2 })).toThrow(
    /context images stop first/,
  )
})

test('a hit is kept whole however full the disk is; what is dropped is counted', async () => {
  let free = 5000
  const limits = LIMITS
  const guard = await startSpaceGuard({ folder: 'any', limits, log: silent, readFreeBytes: async () => free })
  const seen = []
  for (free of [5000, 900, 300]) {
    await guard.check()
    seen.push([guard.admit({ hasHit: false }), guard.admit({ hasHit: true }), guard.status()])
  }
  guard.stop()
  const whole = { keepsRead: true, keepsContext: true }
  expect(seen).toEqual([
    [whole, whole, { guard: 'normal', freeBytes: 5000, dropped: 0 }],
    [{ keepsRead: true, keepsContext: false }, whole, { guard: 'no-context', freeBytes: 900, dropped: 0 }],
    [{ keepsRead: false, keepsContext: false }, whole, { guard: 'hits-only', freeBytes: 300, dropped: 1 }],
  ])
})

test('the free space is that of the disk on which the folder lies', async () => {
  const { bavail, bsize } = await statfs(tmpdir())
  const scarce = SpaceLimits.parse({ contextsStopBelow: bavail * bsize * 2, readsStopBelow: 0 })
  const guard = await startSpaceGuard({ folder: tmpdir(), limits: scarce, log: silent })
  guard.stop()
  expect(guard.status().guard).toBe('no-context')
  expect(guard.status().freeBytes).toBeGreaterThan(0)
})

test('a disk that cannot be asked changes nothing and is reported once', async () => {
  const lines: string[] = []
  let isGone = false
  const readFreeBytes = async () => {
    if (isGone) throw new Error('gone')
    return 900
  }
  const guard = await startSpaceGuard({
    folder: 'the-folder',
    limits: LIMITS,
    log: (level, line) => lines.push(`${level}: ${line}`),
    readFreeBytes,
  })
  isGone = true
  await guard.check()
  await guard.check()
  guard.stop()
  expect(guard.status()).toEqual({ guard: 'no-context', freeBytes: 900, dropped: 0 })
  expect(lines).toEqual([
    'warn: The disk is filling up: reads are kept without context images. 900 bytes are free.',
    'error: The free space of the-folder cannot be told: Error: gone',
  ])
})
