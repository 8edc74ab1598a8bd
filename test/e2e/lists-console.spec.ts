// Hot lists on the console: ages, preview, import, report, settings, categories, and a template of one's own.
import { expect, type Page } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import { madeUpList } from '../support/console/made-up-status.ts'

async function openImport(page: Page): Promise<void> {
  await page.keyboard.press('F7')
  await expect(page.getByRole('region', { name: 'Hot lists' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Import a hot list' })).toBeVisible()
}

test('a list tells its age, its refusal and how far an import is', async ({ page, start }) => {
  const core = await start()
  await page.keyboard.press('F7')
  const screen = page.getByRole('region', { name: 'Hot lists' })
  await expect(screen).toContainText('120,000 entries')
  core.setList(
    madeUpList(Date.now(), {
      importing: { lines: 4_200_000, share: 0.42 },
      lastRefusal: { at: Date.now(), why: 'It is older than the loaded version.' },
    }),
  )
  await expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42')
  await expect(screen).toContainText('Reading NCIC: 42 %, 4,200,000 lines')
  await expect(screen).toContainText('It is older than the loaded version.')
})

test('a file is seen before it is taken, and the report names each refused line', async ({ page, start }) => {
  await start()
  await openImport(page)
  await page.getByRole('button', { name: /VEHEXTRT.txt/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Template', { exact: true })).toHaveValue('ncic-fixed')
  await expect(page.getByLabel('Name of the list')).toHaveValue('NCIC')
  const preview = page.getByRole('region', { name: 'First lines of the file' })
  await expect(preview).toContainText('V223456789IL016000020250101CWW2245   IL2026PC2014TOYTCAM4DSIL')
  await expect(preview).toContainText('plate CWW2245')
  await expect(preview.locator('tr[data-marked=true]').first()).toContainText('the column is empty')
  await expect(preview).toContainText('self-test')
  await page.getByLabel('Name of the list').fill('NCIC vehicles')
  await page.keyboard.press('Enter')
  const report = page.getByRole('region', { name: 'The list is imported' })
  await expect(report).toContainText('3 entries of 7 lines')
  await expect(report).toContainText('3 added, 1 removed, 2 changed')
  await expect(report).toContainText('1 calibration record')
  await expect(report.getByRole('region', { name: 'Refused lines' })).toContainText('5')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Lists' })).toContainText('NCIC vehicles')
})

test('a template that does not understand the file takes nothing', async ({ page, start }) => {
  await start()
  await openImport(page)
  await page.getByRole('button', { name: /parking.csv/ }).click()
  await expect(page.getByLabel('Template', { exact: true })).toHaveValue('generic-csv')
  await expect(page.getByText('plate AB12345, state IL, category local-interest')).toBeVisible()
  await page.getByLabel('Template', { exact: true }).selectOption('ncic-fixed')
  await expect(page.getByText('Nothing of this file would be taken.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Import as/ })).toBeDisabled()
})

test('an empty folder says where files are to be put', async ({ page, start }) => {
  await start({ files: {} })
  await openImport(page)
  await expect(page.getByText('There is no file to import.')).toBeVisible()
  await expect(page.getByText('Copy the list into /var/lookout/hot-lists and come back.')).toBeVisible()
})

test('a template of one’s own is a copy that is tried on the file while it is changed', async ({
  page,
  start,
}) => {
  await start()
  await openImport(page)
  await page.getByRole('button', { name: 'Template of your own' }).click()
  await page.getByRole('button', { name: /CSV: plate, state, category/ }).click()
  await page.getByLabel('Try it on').selectOption('parking.csv')
  const preview = page.getByRole('region', { name: 'First lines of the file' })
  await expect(preview).toContainText('plate AB12345')
  await page.getByRole('group', { name: 'Column 2' }).getByLabel('Number').fill('')
  await expect(page.getByText('column 2: a number from 1 where it begins')).toBeVisible()
  await page.getByRole('group', { name: 'Column 2' }).getByLabel('Number').fill('3')
  await expect(preview).toContainText('state INTEREST')
  await page.getByRole('group', { name: 'Column 2' }).getByLabel('Number').fill('2')
  await expect(preview).toContainText('state IL')
  await page.getByLabel('Name', { exact: true }).fill('Parking of our own')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Parking of our own is saved')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /parking.csv/ }).click()
  await page.getByLabel('Template', { exact: true }).selectOption('parking-of-our-own')
  await expect(page.getByText('plate AB12345, state IL')).toBeVisible()
})

test('a list has its own contract and its own looks for a category', async ({ page, start }) => {
  const core = await start({ shift: { roles: ['operator', 'manager'] } })
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Settings of NCIC' }).click()
  await expect(page.getByText('Stolen vehicle: as the policy profile says')).toBeVisible()
  await page.getByLabel('Too old after (hours)').fill('1')
  await page.getByLabel('Alerts of category').selectOption('stolen-plate')
  await page.getByRole('group', { name: 'Severity' }).getByLabel('critical').check()
  await expect(page.getByText('Stolen plate: set for this list')).toBeVisible()
  await page.getByRole('button', { name: /Save settings/ }).click()
  await expect(page.getByRole('region', { name: 'Hot lists' })).toContainText('should be newer than 1 h')
  await page.getByRole('button', { name: 'Settings of NCIC' }).click()
  await expect(page.getByLabel('Too old after (hours)')).toHaveValue('1')
  await page.getByLabel('Too old after (hours)').fill('soon')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('an age of 1 to 8,760 hours')
  expect(core.state.isRefusing).toBe(false)
})

test('immigration records are off, say why, and only an administrator turns them on with a reason', async ({
  page,
  start,
}) => {
  await start()
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Categories' }).click()
  await page.getByRole('button', { name: /Immigration record/ }).click()
  await expect(page.getByText('625 ILCS 5/2-130')).toBeVisible()
  await expect(page.getByText('Only an administrator changes this.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Turn Immigration/ })).toHaveCount(0)
})

test('an administrator turns a category on with a reason, and off again', async ({ page, start }) => {
  await start({ shift: { roles: ['operator', 'administrator'] } })
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Categories' }).click()
  const gang = page.getByRole('button', { name: /Gang file/ }).first()
  await gang.click()
  await page.getByLabel('Reason').fill('short')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a reason of at least 10 characters')
  await page.getByLabel('Reason').fill('Order 26-14 of the chief')
  await page.keyboard.press('Enter')
  await expect(gang).toContainText('on, by an administrator')
  await expect(page.getByRole('button', { name: 'Turn Gang file off' })).toBeVisible()
})

for (const size of SIZES) {
  test(`the screens of hot lists fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ shift: { roles: ['operator', 'administrator'] } })
    await page.keyboard.press('F7')
    await expect(page.getByRole('list', { name: 'Lists' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Settings of NCIC' }).click()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Categories' }).click()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Import a list/ }).click()
    await page.getByRole('button', { name: /VEHEXTRT.txt/ }).click()
    await expect(page.getByRole('region', { name: 'First lines of the file' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Template of your own' }).click()
    await page.getByRole('button', { name: /NCIC, fixed width/ }).click()
    await expect(page.getByRole('region', { name: 'First lines of the file' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
  })
}
