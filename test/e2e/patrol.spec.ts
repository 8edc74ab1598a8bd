// The whole path, as a person starts it: footage with known plates -> reads on screen -> a hot-list plate
// raises the prompt -> the officer answers -> it is in the database.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Truth } from '../../build/demo-footage/truth.ts'
import { openRecords } from '../support/core/open-records.ts'
import { startLookout } from '../support/core/lookout-process.ts'

test('footage becomes reads, a listed plate a prompt, and the answer is kept', async ({ page }) => {
  // Half a minute of footage in real time, on a machine that may be busy.
  test.setTimeout(240_000)
  const { vehicles } = Truth.parse(JSON.parse(readFileSync('assets/demo/truth.json', 'utf8')))
  const known = new Set(vehicles.map((vehicle) => vehicle.plate))
  const lookout = startLookout(['--demo', '--footage', 'assets/demo/front.mp4'])
  try {
    await page.goto(await lookout.address())

    await page.getByLabel(/Official use only/).check()
    await page.keyboard.press('Enter')

    // A prompt comes by itself, says what it is and what it is not, and is answered by two keys.
    const prompt = page.getByRole('button', { name: /Matches what I see/ })
    await expect(prompt).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText(/possible match - not verified/i).first()).toBeVisible()
    await page.keyboard.press('F2')
    await expect(page.getByText('Why is it not a match?')).toBeVisible()
    await page.keyboard.press('1')
    await expect(page.getByText('Why is it not a match?')).toHaveCount(0)

    // The footage ends by itself and with it, as nobody opened a window, Lookout.
    expect(await lookout.exited).toBe(0)
  } finally {
    await lookout.stop()
  }

  const { db, reads, hits } = openRecords(lookout.home, lookout.dataFolder)
  const kept = reads.page({ offset: 0, limit: 200 }).rows
  const right = new Set(kept.map((read) => read.plate).filter((plate) => known.has(plate)))
  const inFront = new Set(vehicles.filter((one) => one.clip === 'front').map((one) => one.plate))
  // The models of today read most of the drawn plates; the test is of the path, not of their accuracy.
  expect(right.size).toBeGreaterThanOrEqual(Math.ceil(inFront.size / 2))
  const closed = hits.recent(Number.MAX_SAFE_INTEGER, 50).filter(({ status }) => status === 'closed')
  expect(closed).toHaveLength(1)
  const [hit] = closed
  expect(hit?.shownAt).toBeGreaterThanOrEqual(hit?.raisedAt ?? Infinity)
  expect(hit?.steps).toMatchObject([
    { by: { badge: 'DEMO' }, input: { kind: 'rejected', reason: 'wrong-character' } },
  ])
  expect(hit?.steps[0]?.at).toBeGreaterThanOrEqual(hit?.shownAt ?? Infinity)
  expect(kept.map((read) => read.id)).toContain(hit?.read.id)
  db.close()
  lookout.remove()
})
