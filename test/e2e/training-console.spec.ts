// Training on the console: one's own standing, the exercises by keyboard, and the records of everybody.
import { expect, type Page } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import { MANAGER, openOffice, screenOf } from '../support/console/scripted-office-page.ts'

async function beginExercises(page: Page): Promise<void> {
  await openOffice(page, 'Training')
  await expect(page.getByRole('region', { name: 'My training' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Exercises')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, /^Exercise 1 of 5/)).toBeVisible()
}

/** Answers one case by its keys, reads the mark, and goes on. */
async function answer(page: Page, keys: readonly string[], mark: string): Promise<void> {
  const line = page.locator('.exercise-mark')
  const reasons = page.getByRole('group', { name: 'Why it is rejected' })
  // The keys follow the screen by a moment: what was pressed too early is pressed again.
  for (const key of keys) {
    await expect(async () => {
      await page.keyboard.press(key)
      await expect(key === 'F2' ? reasons : line).toBeVisible({ timeout: 2000 })
    }).toPass()
  }
  await expect(line).toContainText(mark)
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(line).toHaveCount(0, { timeout: 2000 })
  }).toPass()
}

test('my training tells what is valid, until when, by which clause, and what to plan', async ({
  page,
  start,
}) => {
  await start()
  await openOffice(page, 'Training')
  const table = page.getByRole('region', { name: 'My training' })
  await expect(table.getByRole('row', { name: /security measures/ })).toContainText('12 days left')
  await expect(table.getByRole('row', { name: /LEADS training/ })).toContainText('100.5 (b)')
  await expect(table.getByRole('row', { name: /LEADS training/ })).toContainText('no end')
  await expect(page.getByRole('button', { name: "Everybody's training" })).toHaveCount(0)
})

test('what has run out is named with its clause, and that there is no override', async ({ page, start }) => {
  await start({ officer: { badge: '4712', name: 'Patrol two' } })
  await openOffice(page, 'Training')
  const warning = page.locator('.screen .warning')
  await expect(warning).toContainText('CJIS security awareness (expired, clause CJIS AT-2)')
  await expect(warning).toContainText('There is no override.')
})

test('the exercises are answered by keyboard, marked at once, and stand in the record when passed', async ({
  page,
  start,
}) => {
  await start()
  await beginExercises(page)
  await expect(page.locator('.exercise-band')).toContainText('EXERCISE - made-up data')
  await expect(page.getByRole('group', { name: 'Plate on it' })).toContainText('Illinois')
  await expect(page.getByRole('img', { name: 'Before you: silver Toyota Camry, from behind' })).toBeVisible()
  await answer(page, ['F1'], 'Right.')
  await expect(screenOf(page, /^Exercise 2 of 5/)).toBeVisible()
  await expect(page.getByRole('group', { name: 'Plate on it' })).toContainText('Wisconsin')
  await answer(page, ['F1'], 'Wrong. The plate on the car is from Wisconsin')
  await answer(page, ['F2', '1'], 'Right. The last character is a 6')
  await answer(page, ['F2', '3'], 'Right.')
  await expect(screenOf(page, /^Exercise 5 of 5/)).toContainText('Not active: recovered two hours ago.')
  await answer(page, ['F2', '4'], 'Right.')
  const result = screenOf(page, 'Result of the exercises')
  await expect(result).toContainText('4 of 5 right: passed')
  await expect(result.getByRole('listitem').filter({ hasText: 'wrong' })).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Training')).toContainText('4 of 5 right.')
})

test('a run that is not passed is begun anew, and a reason may be taken back', async ({ page, start }) => {
  await start()
  await beginExercises(page)
  for (let at = 0; at < 5; at += 1) await answer(page, ['F2', '5'], 'Wrong.')
  await expect(screenOf(page, 'Result of the exercises')).toContainText('0 of 5 right: not passed')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, /^Exercise 1 of 5/)).toBeVisible()
  await page.keyboard.press('F2')
  await expect(page.getByRole('group', { name: 'Why it is rejected' })).toBeVisible()
  await page.keyboard.press('F2')
  await expect(page.getByRole('group', { name: 'Why it is rejected' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'My training' })).toBeVisible()
})

test('a real hit comes over an exercise and has its keys', async ({ page, start }) => {
  const core = await start()
  await beginExercises(page)
  core.hits.raise()
  await expect(page.locator('.prompt')).toBeVisible()
  await page.keyboard.press('F3')
  await expect(page.locator('.prompt')).toHaveCount(0)
  await expect(screenOf(page, /^Exercise 1 of 5/)).toBeVisible()
  await answer(page, ['F1'], 'Right.')
})

test('a keeper of records sees everybody, and records a training that is never his own', async ({
  page,
  start,
}) => {
  await start({ officer: MANAGER })
  await openOffice(page, 'Training')
  await page.getByRole('button', { name: "Everybody's training" }).click()
  const late = page.getByRole('row', { name: /Patrol two/ })
  await expect(late).toContainText('may not operate')
  await expect(late).toContainText('CJIS security awareness (expired)')
  await late.click()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Training of Patrol two, 4712')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the day on which it was taken; the certificate')
  await page.getByLabel('Training', { exact: true }).selectOption('awareness')
  await page.getByLabel('Taken on').fill('2026-02-30')
  await page.getByLabel('Certificate', { exact: true }).fill('MUP-2026-104')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the day on which it was taken')
  await page.getByLabel('Taken on').fill(await today(page))
  await page.keyboard.press('Enter')
  await expect(page.getByText('CJIS security awareness is recorded.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Records' })).toContainText('MUP-2026-104')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /Patrol two/ })).toContainText('all valid')
  await page.getByRole('row', { name: /Manager one/ }).click()
  await page.keyboard.press('Enter')
  await expect(page.locator('.screen .warning')).toContainText('Nobody records his own training.')
  await expect(page.getByRole('button', { name: /Record the training/ })).toHaveCount(0)
})

test('a change makes a training due again, with its words beside it', async ({ page, start }) => {
  await start({ officer: MANAGER })
  await openOffice(page, 'Training')
  await page.getByRole('button', { name: 'Make a training due again' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('what has changed, in at least 10 characters')
  await page.getByLabel('What has changed').fill('New law on sharing, in force now')
  await page.keyboard.press('Enter')
  await expect(page.locator('.screen .warning')).toContainText('current policy (due again, clause 100.5)')
  await expect(screenOf(page, 'Training')).toContainText('New law on sharing, in force now (Manager one)')
})

/** The day on the console's own calendar. */
function today(page: Page): Promise<string> {
  return page.evaluate(() => new Date().toLocaleDateString('sv-SE'))
}

for (const size of SIZES) {
  test(`the screens of training fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ officer: { ...MANAGER, roles: ['manager', 'operator'] } })
    await openOffice(page, 'Training')
    await expect(page.getByRole('region', { name: 'My training' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: "Everybody's training" }).click()
    await expect(page.getByRole('grid', { name: 'People' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('row', { name: /Patrol one/ }).click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Records' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Make a training due again' }).click()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Start the exercises/ }).click()
    await page.keyboard.press('Enter')
    for (let number = 1; number <= 5; number += 1) {
      await expect(screenOf(page, new RegExp(`^Exercise ${number} of 5`))).toBeVisible()
      expect(await screenFaults(page)).toEqual([])
      await page.keyboard.press('F2')
      expect(await screenFaults(page)).toEqual([])
      await answer(page, ['5'], 'Wrong.')
    }
    await expect(screenOf(page, 'Result of the exercises')).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
  })
}
