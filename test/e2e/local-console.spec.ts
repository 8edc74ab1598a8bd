// What officers of this car look for, as they enter it by keyboard alone: plates, partial plates, a canvass,
// plates by hand.
import { expect } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import { madeUpProfile } from '../support/console/made-up-profile.ts'

test('a plate is added by keyboard alone and shows the earlier reads that fit', async ({ page, start }) => {
  const core = await start({ reads: 300 })
  const earlier = core.readOf(280)
  await page.keyboard.press('F4')
  await page.keyboard.type(`${earlier.plate.slice(0, 2).toLowerCase()} ${earlier.plate.slice(2)}`)
  await page.keyboard.press('Tab')
  await page.keyboard.type('il')
  await expect(page.getByText('Illinois')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Miss')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Silver alert, left the home on Elm St')
  await page.keyboard.press('Tab')
  await page.keyboard.type('26-1001')
  await page.keyboard.press('Enter')
  const screen = page.getByRole('region', { name: 'Add a plate' })
  await expect(screen).toContainText(`${earlier.plate} is added and works at once in this car.`)
  await expect(screen).toContainText('Earlier reads that may be this plate')
  await expect(screen.getByRole('region', { name: /Earlier reads/ })).toContainText(earlier.plate)
  await expect(screen.getByRole('list', { name: /Plates this car/ })).toContainText('IL, Missing person')
  await expect(page.getByLabel('Plate', { exact: true })).toBeFocused()
  await expect(page.getByLabel('Plate', { exact: true })).toHaveValue('')
})

test('a refusal names what is missing and the clause, and loses nothing', async ({ page, start }) => {
  await start()
  await page.keyboard.press('F4')
  await page.keyboard.press('Enter')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('a plate of 1 to 10 letters and digits; the reason')
  await page.keyboard.type('AB12345')
  await page.getByLabel('Reason').fill('as requested')
  await page.keyboard.press('Enter')
  await expect(alert).toContainText('these words fit every case')
  await expect(alert).toContainText('the incident number')
  await expect(alert).toContainText('Clause 100.6.')
  await expect(page.getByLabel('Plate', { exact: true })).toHaveValue('AB12345')
  await expect(page.getByLabel('Reason')).toHaveValue('as requested')
})

test('an entry is changed and removed with a reason, and its history keeps every version', async ({
  page,
  start,
}) => {
  await start()
  await page.keyboard.press('F4')
  await page.keyboard.type('AB12345')
  await page.getByLabel('Reason').fill('Left the scene of a crash')
  await page.getByLabel('Incident number').fill('26-1001')
  await page.keyboard.press('Enter')
  const entry = page.getByRole('button', { name: /AB12345/ })
  await entry.click()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByLabel('Why it is changed').fill('The witness saw the colour')
  await page.getByLabel('Colour').fill('silver')
  await page.keyboard.press('Enter')
  await expect(page.getByText('AB12345 is changed.')).toBeVisible()
  await entry.click()
  await page.getByRole('button', { name: 'History' }).click()
  const history = page.getByRole('region', { name: 'Versions of this entry' })
  await expect(history).toContainText('added')
  await expect(history).toContainText('The witness saw the colour')
  await page.keyboard.press('Escape')
  await entry.click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.keyboard.type('Found, the driver was spoken to')
  await page.keyboard.press('Enter')
  await expect(page.getByText('AB12345 is removed. Its history stays.')).toBeVisible()
  await expect(page.getByText('None was added yet.')).toBeVisible()
})

test('a partial plate says what it means while it is typed, and how little it says', async ({
  page,
  start,
}) => {
  await start({ reads: 300 })
  await page.keyboard.press('F5')
  await page.keyboard.type('a?')
  await expect(page.getByText('at least 2 characters must be known')).toBeVisible()
  await page.keyboard.type('1 ?4*')
  await expect(page.getByText('A, any, 1, any, 4, any number of any')).toBeVisible()
  await page.getByLabel('Reason').fill('Hit and run on Elm St')
  await page.getByLabel('Incident number').fill('26-1001')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: /Partial plates/ })).toContainText('A?1 ?4*')
  await expect(page.getByText(/is added: fits/)).toBeVisible()
})

test('a policy without partial plates and canvass says so and offers neither', async ({ page, start }) => {
  await start({
    profile: madeUpProfile({
      partialPlates: { value: { isAllowed: false, isIncidentRequired: false, mostDays: 7 } },
      canvass: { value: { isAllowed: false } },
    }),
  })
  await page.keyboard.press('F5')
  await expect(page.getByText('This policy does not provide for partial plates.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Add partial plate/ })).toBeDisabled()
  await page.keyboard.press('F6')
  await expect(page.getByText('This policy does not provide for a canvass.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Start the canvass/ })).toHaveCount(0)
})

test('a canvass starts, runs over the live screen, ends, and its reads are decided on', async ({
  page,
  start,
}) => {
  const core = await start({ reads: 20 })
  await page.keyboard.press('F6')
  await expect(page.getByLabel('Incident number')).toBeFocused()
  await page.keyboard.type('26-1001')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Golf Rd and Busse Rd')
  await page.keyboard.press('Tab')
  await page.keyboard.press('2')
  await expect(page.getByLabel('Shooting')).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Canvass runs' })).toContainText('No track yet.')
  await page.keyboard.press('Escape')
  const banner = page.locator('.canvass-banner')
  await expect(banner).toContainText('26-1001, shooting')
  core.local.drive({
    reads: 1204,
    track: [
      { at: 1, latitude: 42.03, longitude: -87.94 },
      { at: 2, latitude: 42.04, longitude: -87.94 },
    ],
  })
  await expect(banner).toContainText('1,204 reads tagged')
  await page.keyboard.press('F6')
  await expect(page.getByRole('img', { name: /1.1 km driven/ })).toBeVisible()
  await page.getByRole('button', { name: /End the canvass/ }).click()
  await expect(banner).toContainText('F6: decide what is kept')
  await expect(page.getByRole('region', { name: 'Canvass has ended' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('whether the reads are kept; the ground')
  await page.getByText('Keep them for the incident').click()
  await page.getByLabel('Ground').fill('Asked for by the detectives')
  await page.keyboard.press('Enter')
  await expect(banner).toHaveCount(0)
})

test('a plate that the cameras missed becomes a read that says it was typed', async ({ page, start }) => {
  const core = await start({ reads: 20 })
  await page.keyboard.press('F9')
  await page.keyboard.type('xyz 123')
  await page.keyboard.press('Enter')
  await expect(page.locator('.screen')).toHaveCount(0)
  const row = page.locator('.reel-row').first()
  await expect(row).toContainText('typed by hand')
  await expect(row.locator('.plate-text')).toHaveText('XYZ123')
  await expect(page.locator('.selected-read')).toContainText('Typed by hand. Badge 4711')
  expect(core.readOf(21).entered?.corrects).toBeUndefined()
})

test('a correction is a new read, and the read that was wrong stays', async ({ page, start }) => {
  const core = await start({ reads: 20 })
  await expect(page.locator('.reel-row').first()).toBeVisible()
  const wrong = core.readOf(20)
  await page.keyboard.press('F9')
  await page.getByText('The selected read is wrong').click()
  await expect(page.locator('.by-hand-original .plate-text')).toHaveText(wrong.plate)
  await page.getByLabel('What is on the car').fill('XYZ123')
  await page.keyboard.press('Enter')
  const rows = page.locator('.reel-row')
  await expect(rows.nth(0)).toContainText('corrected')
  await expect(rows.nth(1).locator('.plate-text')).toHaveText(wrong.plate)
  expect(core.readOf(21).entered?.corrects).toBe(wrong.id)
})

for (const size of SIZES) {
  test(`the forms fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ reads: 20 })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    for (const key of ['F4', 'F5', 'F6', 'F9']) {
      await page.keyboard.press(key)
      await expect(page.locator('.screen')).toBeVisible()
      expect([key, ...(await screenFaults(page))]).toEqual([key])
    }
  })
}
