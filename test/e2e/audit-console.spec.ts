// The audit on the console: who did what and why, the chain, the export, the reviews and the misuse radar.
import { expect, type Page } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import { AUDITOR, openOffice, screenOf } from '../support/console/scripted-office-page.ts'

const FOUND = 'All of it was looked at, and it fits'

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Look$/ }).click()
  await expect(page.getByRole('button', { name: /Look$/ })).toBeEnabled()
}

const entries = (page: Page) => page.getByRole('grid', { name: 'Entries, newest first' })

test('nothing is looked at before it is asked for, and each look is itself an entry', async ({
  page,
  start,
}) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Audit')
  const audit = screenOf(page, 'Audit')
  await expect(audit).toContainText('Each look here is itself an entry.')
  await expect(audit).toContainText('Nothing was looked for yet.')
  await expect(audit).toContainText('to number 288')
  await page.keyboard.press('Enter')
  await expect(entries(page)).toContainText('Failed sign-in')
  await page.keyboard.press('Enter')
  const newest = entries(page).getByRole('row').nth(1)
  await expect(newest).toContainText('Audit looked at')
  await expect(newest).toContainText('Auditor one')
  await expect(newest).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/)
})

test('entries are found by who, plate, time, action, words and outcome', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Audit')
  await page.getByLabel('Who').fill('4712')
  await page.getByLabel('Outcome').selectOption('refused')
  await look(page)
  const rows = entries(page).locator('tbody tr')
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('Stored reads searched')
  await expect(rows.first()).toContainText('asdf')
  await expect(rows.first()).toContainText('refused')
  await page.getByLabel('Who').fill('')
  await page.getByLabel('Outcome').selectOption('any')
  await page.getByLabel('Plate').fill('ab12345')
  await page.getByLabel('Reason or case').fill('26-00417')
  await look(page)
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('Vehicle of the burglary on Golf Road')
  await expect(rows.first()).toContainText('case 26-00417')
  await page.getByLabel('Reason or case').fill('no such case')
  await look(page)
  await expect(page.getByText('No entry fits.')).toBeVisible()
  await page.getByLabel('Reason or case').fill('')
  await page.getByLabel('From').fill('yesterday')
  await look(page)
  await expect(page.getByRole('alert')).toContainText('a moment such as 2026-11-22 14:05 in From')
})

test('earlier entries follow, and one entry tells all that stands in it', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Audit')
  await look(page)
  const rows = entries(page).locator('tbody tr')
  await expect(rows).toHaveCount(100)
  await page.getByRole('button', { name: 'Earlier entries' }).click()
  await expect(rows).toHaveCount(200)
  await page.getByLabel('What', { exact: true }).selectOption('reads.search')
  await look(page)
  await rows.filter({ hasText: 'Golf Road' }).first().click()
  await page.keyboard.press('Enter')
  const entry = screenOf(page, /^Entry \d+: Stored reads searched/)
  await expect(entry).toContainText('Vehicle of the burglary on Golf Road')
  await expect(entry).toContainText('pseudonym 0123456789abcdef')
  await expect(entry).toContainText('looked4120')
  await expect(entry).toContainText('made-up 3 41d09c27e5b3a860')
  await page.keyboard.press('Escape')
  await expect(entries(page)).toBeVisible()
})

test('the chain is checked, and the first entry that is not whole is named', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Audit')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(page.getByRole('status')).toContainText('The chain is whole: 301 entries')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(page.getByRole('status')).toContainText(
    'The first entry that is not is number 117: its signature does not fit what stands in it.',
  )
})

test('an export asks for a reason, and says the file and how anybody checks it', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Audit')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the reason, in at least 10 characters')
  await page.getByLabel('Reason').fill('Yearly audit of the village')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('audit-9f3a0c55-2026-11-22.jsonl')
  await expect(page.getByRole('status')).toContainText(
    'npx lookout-audit verify audit-9f3a0c55-2026-11-22.jsonl',
  )
})

test('a week is signed off with words', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Reviews')
  const weeks = page.getByRole('list', { name: 'Weekly reviews' })
  await expect(weeks.getByRole('button').nth(1)).toContainText('signed off by Auditor one')
  await weeks.getByRole('button').first().click()
  await expect(page.getByRole('region', { name: 'Entries of the week' })).toContainText('9 refused')
  await page.keyboard.type('fine')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('what you looked at and found')
  await page.getByLabel('What you looked at and found').fill(FOUND)
  await page.keyboard.press('Enter')
  await expect(weeks.getByRole('button').first()).toContainText('signed off by Auditor one')
})

test('the regular audit cannot be closed while a part has no finding', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Reviews')
  await page.getByRole('list', { name: 'Regular audits' }).getByRole('button').click()
  const close = page.getByRole('button', { name: /Close the audit/ })
  const warning = page.locator('.screen .warning')
  await expect(warning).toContainText('Password security, System usage, Training (clause 100.5 (d))')
  await expect(close).toBeDisabled()
  for (const part of ['Password security', 'System usage', 'Training']) {
    await expect(close).toBeDisabled()
    await page.getByRole('button', { name: `Finding: ${part}` }).click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('whether it is in order')
    await page.getByText(part === 'Training' ? 'Deficient' : 'In order', { exact: true }).click()
    await page.getByLabel('What you found').fill(FOUND)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: part, exact: true })).toContainText(FOUND)
  }
  await expect(page.getByRole('region', { name: 'Training', exact: true })).toContainText('deficient')
  await expect(warning).toHaveCount(0)
  await close.click()
  await expect(page.getByText('Closed by Auditor one')).toBeVisible()
  await expect(close).toHaveCount(0)
})

test('the radar tells a pattern and no proof, and a verdict is kept with its words', async ({
  page,
  start,
}) => {
  await start({ officer: AUDITOR })
  await openOffice(page, 'Misuse radar')
  await expect(screenOf(page, 'Misuse radar')).toContainText('A pattern, not a proof.')
  const plate = page.getByRole('row', { name: /One plate again and again/ })
  await expect(plate).toContainText('6 times on 5 days')
  await expect(plate).toContainText('6 entries')
  await expect(page.getByRole('row').last()).toContainText('explained')
  await plate.click()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'One plate again and again')).toContainText('4, 10, 16, 22, 28, 34')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a verdict')
  await page.getByText('Followed up', { exact: true }).click()
  await page.getByLabel('What you found out').fill(FOUND)
  await page.keyboard.press('Enter')
  await expect(plate).toContainText('followed up')
})

test('nobody judges a finding about himself', async ({ page, start }) => {
  await start({ officer: { roles: ['supervisor'] } })
  await openOffice(page, 'Misuse radar')
  await page.getByRole('row', { name: /One plate again and again/ }).click()
  await page.keyboard.press('Enter')
  await expect(page.locator('.screen .warning')).toContainText('Nobody judges a finding about himself')
  await expect(page.getByRole('button', { name: /Keep the verdict/ })).toHaveCount(0)
})

for (const size of SIZES) {
  test(`the screens of the audit fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ officer: AUDITOR })
    await openOffice(page, 'Audit')
    expect(await screenFaults(page)).toEqual([])
    await look(page)
    await expect(entries(page)).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    for (const whole of ['is whole', 'is not whole']) {
      await page.getByRole('button', { name: 'Check the chain' }).click()
      await expect(page.getByRole('status')).toContainText(whole)
    }
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Open the entry' }).click()
    await expect(screenOf(page, /^Entry/)).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export' }).click()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await openOffice(page, 'Reviews')
    await page.getByRole('list', { name: 'Weekly reviews' }).getByRole('button').first().click()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('list', { name: 'Regular audits' }).getByRole('button').click()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Finding: Training' }).click()
    expect(await screenFaults(page)).toEqual([])
    for (let back = 0; back < 3; back += 1) await page.keyboard.press('Escape')
    await openOffice(page, 'Misuse radar')
    await expect(page.getByRole('grid', { name: 'Findings' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('What you found out')).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
  })
}
