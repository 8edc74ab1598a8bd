// The shift on the console: its start, its sounds, its end, and the menu of keys.
import { expect } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import { madeUpList } from '../support/console/made-up-status.ts'

const HOUR = 3_600_000

test('between shifts the console says what the officer starts with, and starts by keyboard', async ({
  page,
  start,
}) => {
  const now = Date.now()
  const old = madeUpList(now, { name: 'LEADS', entries: 18_231, writtenAt: now - 72 * HOUR })
  const core = await start({
    shift: null,
    cameras: [{ name: 'FRONT' }, { name: 'LEFT', mount: 'left', state: 'lost', framesPerSecond: 0 }],
    status: (status) => ({ ...status, hotLists: [...status.hotLists, old] }),
  })
  core.hits.raise()
  const screen = page.getByRole('region', { name: 'Start of shift' })
  await expect(screen).toContainText('Made-up Police Department, policy MUP-100')
  await expect(screen).toContainText('Possible match - not verified.')
  await expect(screen).toContainText('NCIC, 120,000 entries, 2 h old')
  await expect(screen.locator('.warning')).toContainText('3 days old, should be newer than 24 h')
  await expect(screen).toContainText('1 open hit from before, critical.')
  await expect(screen).toContainText('1 of 2 give pictures: LEFT lost')
  await expect(screen).toContainText('GPS: fix, 9 satellites')
  await expect(screen).toContainText('Patrol one, badge 4711')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(screen).toHaveCount(0)
  await expect(page.locator('.status-line')).toContainText('badge 4711')
  // The hit that waited is now before the officer.
  await expect(page.getByText(/possible match/i).first()).toBeVisible()
})

test('an unfinished start names what is missing, and without a list says so', async ({ page, start }) => {
  await start({ shift: null, status: (status) => ({ ...status, hotLists: [] }) })
  await expect(page.getByLabel(/Official use only/)).toBeFocused()
  await page.getByText('Investigation').click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Missing: the case number for investigation')
  await expect(page.getByRole('alert')).toContainText('that you acknowledge official use')
  await expect(page.getByRole('alert')).toContainText('Clause 100.4.')
  await expect(page.locator('.screen .warning')).toContainText('No hot list is loaded.')
  await page.keyboard.press('F4')
  await expect(page.getByRole('region', { name: 'Add a plate' })).toHaveCount(0)
})

test('signing off lists the open hits and leaves them only when told so', async ({ page, start }) => {
  const core = await start()
  const hit = core.hits.raise({ isDeferred: true })
  await expect(page.locator('.status-line')).toContainText('1 open')
  const screen = page.getByRole('region', { name: 'Shift', exact: true })
  await page.keyboard.press('F2')
  await expect(screen.getByRole('list', { name: 'Open hits' })).toContainText('Stolen vehicle')
  await expect(screen).not.toContainText(hit.read.plate)
  await page.keyboard.press('Enter')
  await expect(screen).toContainText('You leave this hit open.')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Notice' })).toBeVisible()
  await expect(page.locator('.status-line')).toContainText('nobody signed in')
})

test('a sound is muted only where the policy lets it', async ({ page, start }) => {
  await start()
  await page.keyboard.press('F2')
  await expect(page.getByLabel(/Mute high/)).toBeDisabled()
  await expect(page.getByText('this policy lets none of it be muted')).toBeVisible()
  const medium = page.getByLabel(/Mute medium/)
  await medium.focus()
  await page.keyboard.press('Space')
  await expect(medium).toBeChecked()
})

test('the menu leads to everything and back, and what is half filled in is still there', async ({
  page,
  start,
}) => {
  await start({ reads: 20 })
  const titles = {
    F2: 'Shift',
    F3: 'Search',
    F4: 'Add a plate',
    F5: 'Partial plates',
    F6: 'Start a canvass',
    F7: 'Hot lists',
    F9: 'Plate by hand',
  }
  for (const [key, title] of Object.entries(titles)) {
    await page.keyboard.press('F1')
    await expect(page.getByRole('region', { name: 'Menu' })).toBeVisible()
    await page.keyboard.press(key)
    await expect(page.getByRole('region', { name: title, exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.screen')).toHaveCount(0)
  }
  await page.keyboard.press('F4')
  await expect(page.locator('main')).toHaveAttribute('inert')
  await page.keyboard.type('ab12')
  await page.keyboard.press('Escape')
  await expect(page.locator('main')).not.toHaveAttribute('inert')
  await page.keyboard.press('F4')
  await expect(page.getByLabel('Plate', { exact: true })).toHaveValue('AB12')
})

test('a hit that comes while somebody types leaves the focus and the words where they are', async ({
  page,
  start,
}) => {
  const core = await start()
  await page.keyboard.press('F4')
  await page.keyboard.type('AB')
  core.hits.raise()
  await expect(page.getByText(/possible match/i).first()).toBeVisible()
  await page.keyboard.type('12')
  const plate = page.getByLabel('Plate', { exact: true })
  await expect(plate).toBeFocused()
  await expect(plate).toHaveValue('AB12')
})

test('the status line and a notice tell a list that is too old or was refused', async ({ page, start }) => {
  const core = await start()
  await expect(page.locator('.notices')).toHaveText('')
  core.setList(
    madeUpList(Date.now(), {
      writtenAt: Date.now() - 30 * HOUR,
      lastRefusal: { at: Date.now(), why: 'It has 40 % fewer entries than the loaded version.' },
    }),
  )
  await expect(page.locator('.notices')).toContainText('A hot list is too old.')
  await expect(page.locator('.notices')).toContainText('40 % fewer entries')
  await expect(page.locator('.status-line [data-warning=true]')).toContainText('30 h old')
})

for (const size of SIZES) {
  test(`start, menu and shift fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    const core = await start({ shift: null })
    core.hits.raise({ isDeferred: true })
    await expect(page.locator('.screen')).toContainText('1 open hit')
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(page.locator('.screen')).toHaveCount(0)
    for (const key of ['F1', 'F2']) {
      await page.keyboard.press(key)
      await expect(page.locator('.screen')).toBeVisible()
      expect(await screenFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
  })
}
