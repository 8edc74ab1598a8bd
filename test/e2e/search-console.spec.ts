// Stored reads on the console: nothing opens without its purpose, and what is found is a table with pictures.
import { expect, type Page } from '@playwright/test'
import { screenFaults, shot, SIZES, test } from '../support/console/console-test.ts'

const form = (page: Page) => page.getByRole('region', { name: 'Search', exact: true })

async function state(page: Page, reason: string, facts = 'the burglar left in such a car'): Promise<void> {
  await page.getByLabel('Reason').fill(reason)
  await page.getByLabel('Case number').fill('26-1234')
  await page.getByLabel('Articulable facts').fill(facts)
}

test('a search says first why; what is missing is named with its clause before anything is sent', async ({
  page,
  start,
}) => {
  const core = await start({ reads: 60 })
  await page.keyboard.press('F3')
  await expect(form(page)).toContainText(
    'Clause 100.7 (b): stored reads open with a legitimate purpose, a reason, the case number, facts that tie the data to the case. It is kept in the audit with your name.',
  )
  await expect(page.getByLabel('Reason')).toBeFocused()
  await page.keyboard.press('Enter')
  const refused = page.getByRole('alert')
  await expect(refused).toContainText(
    'a reason of at least 10 characters; the case number; articulable facts',
  )
  await expect(refused).toContainText('Clause 100.7 (b).')
  await state(page, 'suspicious vehicle')
  await page.keyboard.press('Enter')
  await expect(refused).toContainText('these words fit every case')
  expect(core.search.asked).toEqual([])
})

test('a reason that names a forbidden use is refused with that clause', async ({ page, start }) => {
  const core = await start({ reads: 60 })
  await page.keyboard.press('F3')
  await state(page, 'where my ex-wife was last night')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the words name a personal use. Clause 100.6 (e).')
  expect(core.search.asked).toEqual([])
})

test('results are a table by keyboard, and the selected read shows its pictures', async ({ page, start }) => {
  const core = await start({ reads: 60 })
  await page.keyboard.press('F3')
  await state(page, 'burglary in Elm Street')
  await page.keyboard.press('Enter')
  const found = page.getByRole('region', { name: '60 reads found' })
  await expect(found).toContainText('60 looked at.')
  await expect(found.getByRole('columnheader')).toHaveText(['Time', 'Camera', 'Plate', 'State', 'Place'])
  const rows = found.locator('tbody tr')
  await expect(rows.first().locator('.plate-text')).toHaveText(core.readOf(60).plate)
  await expect(found.locator('.found-crop img')).toHaveJSProperty('naturalWidth', 150)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(found.locator('.found-crop img')).toHaveAttribute(
    'alt',
    `Plate as read, ${core.readOf(58).plate}`,
  )
  expect(core.search.asked.map(({ statement }) => statement)).toEqual([
    {
      purpose: 'criminal-case',
      reason: 'burglary in Elm Street',
      caseNumber: '26-1234',
      facts: 'the burglar left in such a car',
    },
  ])
  // Back in the form nothing that was filled in is lost.
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Reason')).toHaveValue('burglary in Elm Street')
})

test('a plate, a state and a time narrow the search; nothing found is said', async ({ page, start }) => {
  const core = await start({ reads: 60 })
  const { plate } = core.readOf(37)
  await page.keyboard.press('F3')
  await state(page, 'burglary in Elm Street')
  await page.getByLabel('Plate or pattern').fill('AB[')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a plate or pattern')
  await page.getByLabel('Plate or pattern').fill(plate)
  await page.keyboard.press('Enter')
  await expect(page.locator('.found tbody .plate-text').first()).toHaveText(plate)
  await page.keyboard.press('Escape')
  await page.getByLabel('From').fill('2020-01-01T10:00')
  await page.getByLabel('To', { exact: true }).fill('2020-01-01T12:00')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '0 reads found' })).toContainText('No read fits.')
  expect(core.search.asked.at(-1)?.query).toMatchObject({
    from: Date.parse('2020-01-01T10:00'),
    to: Date.parse('2020-01-01T12:00'),
  })
})

test('who may not search has no key to it', async ({ page, start }) => {
  await start({ officer: { roles: ['administrator'] } })
  await expect(page.getByRole('region', { name: 'Menu' })).toBeVisible()
  await page.keyboard.press('F3')
  await expect(form(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^F3/ })).toHaveCount(0)
})

for (const size of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`form and results fit ${size.width} x ${size.height}, ${colorScheme}`, async ({ page, start }) => {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      await start({ reads: 60 })
      await page.keyboard.press('F3')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toBeVisible()
      expect(await screenFaults(page)).toEqual([])
      await shot(page, `search-${size.width}-${colorScheme}`)
      await state(page, 'burglary in Elm Street')
      await page.keyboard.press('Enter')
      await expect(page.locator('.found-context img')).toHaveJSProperty('naturalWidth', 1280)
      expect(await screenFaults(page)).toEqual([])
      await shot(page, `found-${size.width}-${colorScheme}`)
      await start({ shift: null })
      await expect(page.getByRole('region', { name: 'Start of shift' })).toBeVisible()
      expect(await screenFaults(page)).toEqual([])
      await shot(page, `start-${size.width}-${colorScheme}`)
    })
  }
}
