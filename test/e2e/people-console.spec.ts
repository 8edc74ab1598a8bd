// Accounts on the console: who has one, what each may do, and every change with its reason.
import { expect, type Page } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import {
  ADMINISTRATOR,
  AUDITOR,
  MANAGER,
  openOffice,
  screenOf,
} from '../support/console/scripted-office-page.ts'

const WHY = 'As the order of today says'

async function openAccount(page: Page, name: string): Promise<void> {
  await openOffice(page, 'People')
  await page.getByRole('row', { name: new RegExp(name) }).click()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, new RegExp(`^${name}`))).toBeVisible()
}

async function openTask(page: Page, name: string, task: RegExp): Promise<void> {
  await openAccount(page, name)
  await page.getByRole('list', { name: 'Changes' }).getByRole('button', { name: task }).click()
}

test('accounts tell who may do what and how each stands, by keyboard', async ({ page, start }) => {
  await start({ officer: ADMINISTRATOR })
  await openOffice(page, 'People')
  const accounts = page.getByRole('grid', { name: 'Accounts' })
  await expect(accounts.getByRole('row', { name: /Patrol two/ })).toContainText('locked')
  await expect(accounts.getByRole('row', { name: /Patrol two/ })).toContainText('five failed sign-ins')
  await expect(accounts.getByRole('row', { name: /Patrol three/ })).toContainText('waits for its holder')
  await expect(accounts.getByRole('row', { name: /Patrol four/ })).toContainText('90 days without a sign-in')
  await page.keyboard.press('Tab')
  for (let down = 0; down < 3; down += 1) await page.keyboard.press('ArrowDown')
  await expect(accounts.getByRole('row', { name: /Patrol one/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  const account = screenOf(page, 'Patrol one, 4711')
  await expect(account).toContainText('2, as keyed hashes: they cannot be read back')
  await expect(account).toContainText('22:00 to 06:00')
  await expect(account).toContainText('LEADS until')
  await page.keyboard.press('Escape')
  await expect(accounts.getByRole('row', { name: /Patrol one/ })).toHaveAttribute('aria-selected', 'true')
})

test('somebody is invited by keyboard, and the code is shown once', async ({ page, start }) => {
  await start({ officer: ADMINISTRATOR })
  await openOffice(page, 'People')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText(
    'a badge number of 1 to 12 letters and digits; the name',
  )
  await page.getByLabel('Badge number').focus()
  await page.keyboard.type('4715')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Patrol six')
  await page.getByLabel(/^supervisor/).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  const code = screenOf(page, 'Enrolment code of Patrol six, 4715')
  await expect(code.getByRole('group', { name: 'Enrolment code' })).toHaveText('7K3M9XQ2TR4H0VWD')
  await expect(code).toContainText('Shown once.')
  await page.keyboard.press('Enter')
  const row = page.getByRole('row', { name: /Patrol six/ })
  await expect(row).toContainText('waits for its holder')
  await expect(row).toContainText('supervisor')
  await expect(page.locator('body')).not.toContainText('7K3M')
})

test('a badge number that somebody has is refused, and what is filled in stays', async ({ page, start }) => {
  await start({ officer: ADMINISTRATOR })
  await openOffice(page, 'People')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByLabel('Badge number').fill('4711')
  await page.getByLabel('Name').fill('Patrol six')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Clause CJIS IA-4.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await expect(page.getByLabel('Name')).toHaveValue('Patrol six')
})

test('a locked account is released, and no change goes without its words', async ({ page, start }) => {
  await start({ officer: ADMINISTRATOR })
  await openTask(page, 'Patrol two', /^Release/)
  await page.keyboard.type('because')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('why, in at least 10 characters')
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Patrol two, 4712')).toContainText('active')
  await page.getByRole('button', { name: /^Disable/ }).click()
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Patrol two, 4712')).toContainText(WHY)
  await page.getByRole('button', { name: /^Enable/ }).click()
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Enable/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^Reset/ }).click()
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Enrolment code of Patrol two, 4712')).toBeVisible()
})

test('nobody changes himself, a roster is not changed here, and who only sees changes nothing', async ({
  page,
  start,
}) => {
  await start({ officer: ADMINISTRATOR })
  await openAccount(page, 'Administrator one')
  await expect(page.locator('.screen .warning')).toContainText('Nobody changes himself.')
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('button')
  for (const change of await changes.all()) await expect(change).toBeDisabled()
  await page.keyboard.press('Escape')
  await page.getByRole('row', { name: /Patrol five/ }).click()
  await page.keyboard.press('Enter')
  await expect(page.locator('.screen .warning')).toContainText("the department's signed roster")
  for (const change of await changes.all()) await expect(change).toBeDisabled()
})

test('roles that one person may not hold together are named before they are sent', async ({
  page,
  start,
}) => {
  await start({ officer: ADMINISTRATOR })
  await openTask(page, 'Patrol one', /^Roles/)
  await expect(page.getByLabel(/^operator/)).toBeDisabled()
  await expect(page.getByText(/Operators are made by the assigner/)).toBeVisible()
  await page.getByLabel(/^auditor/).check()
  await expect(page.locator('.screen .warning')).toContainText('auditor and operator are never one person')
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('roles that one person may hold')
})

test('who assigns makes operators, and gives no other role', async ({ page, start }) => {
  await start({ officer: MANAGER })
  await openTask(page, 'Patrol three', /^Roles/)
  await expect(page.getByLabel(/^administrator/)).toBeDisabled()
  await page.getByLabel(/^operator/).uncheck()
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Patrol three, 4713')).toContainText('none')
  await expect(page.getByRole('button', { name: /^Disable/ })).toBeDisabled()
  await expect(page.getByRole('button', { name: /^Disable/ })).toContainText('an administrator does this')
})

test('authorisations, duty hours and own plates are set', async ({ page, start }) => {
  await start({ officer: ADMINISTRATOR })
  await openTask(page, 'Patrol one', /^Authorisations/)
  await page.getByLabel('NCIC', { exact: true }).check()
  await page.getByLabel('NCIC until').fill('soon')
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('for NCIC')
  await page.getByLabel('NCIC until').fill('2030-01-31')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Patrol one, 4711')).toContainText('NCIC until Jan 31')
  await page.getByRole('button', { name: /^Duty hours/ }).click()
  await page.getByLabel('From').fill('6')
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('both times, such as 06:00')
  await page.getByLabel('From').fill('08:00')
  await page.getByLabel('To').fill('16:30')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Patrol one, 4711')).toContainText('08:00 to 16:30')
  await page.getByRole('button', { name: /^Own plates/ }).click()
  await expect(page.locator('.screen .warning')).toContainText('nobody can read them back')
  await page.getByRole('textbox', { name: 'Plates' }).fill('ab 12345, zz9, ab12345')
  await page.getByLabel('Why').fill(WHY)
  await expect(page.getByRole('button', { name: /Keep 2/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Patrol one, 4711')).toContainText('2, as keyed hashes')
  await expect(page.locator('body')).not.toContainText('ZZ9')
})

test('a locked account of another car is released over the radio', async ({ page, start }) => {
  await start({ officer: ADMINISTRATOR })
  await openOffice(page, 'People')
  await page.getByRole('button', { name: 'Release another car' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText("that car's release key")
  await page.getByLabel('Release key of that car').fill('too short')
  await page.getByLabel('Locked badge number').fill('4712')
  await page.getByLabel('Challenge').fill('4711-83F2')
  await page.getByLabel('Why').fill(WHY)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the whole release key of that car')
  await page.getByLabel('Release key of that car').fill('Q7RM-2X9K-TD40-HV83-MW5Z-0CPN')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Release code' })).toHaveText('482190375516')
  await expect(page.getByLabel('Release key of that car')).toHaveValue('')
  await page.getByRole('button', { name: "This car's release key" }).click()
  await expect(page.getByRole('group', { name: 'Release key of this car' })).toContainText('Q7RM')
})

test('without the core the screen waits under a notice, and has its rows when the core is back', async ({
  page,
  start,
}) => {
  const core = await start({ officer: ADMINISTRATOR })
  await expect(screenOf(page, 'Menu')).toBeVisible()
  core.state.isRefusing = true
  core.dropConnections()
  await openOffice(page, 'People')
  await expect(screenOf(page, 'People')).toContainText("Asking the car's core.")
  await expect(page.locator('.notice').first()).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Accounts' })).toHaveCount(0)
  core.state.isRefusing = false
  await expect(page.getByRole('grid', { name: 'Accounts' })).toBeVisible()
})

test('people are not on the menu of who may not see them', async ({ page, start }) => {
  await start({ officer: AUDITOR })
  await expect(screenOf(page, 'Menu')).toContainText('Audit')
  await expect(page.getByRole('button', { name: /People/ })).toHaveCount(0)
})

for (const size of SIZES) {
  test(`the screens of people fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ officer: { ...ADMINISTRATOR, roles: ['administrator', 'assigner'] } })
    await openOffice(page, 'People')
    await expect(page.getByRole('grid', { name: 'Accounts' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    for (const name of ['Invite somebody', 'Release another car']) {
      await page.getByRole('button', { name }).click()
      expect(await screenFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.getByRole('row', { name: /Patrol one/ }).click()
    await page.keyboard.press('Enter')
    expect(await screenFaults(page)).toEqual([])
    for (const task of [/^Roles/, /^Authorisations/, /^Duty hours/, /^Own plates/, /^Disable/]) {
      await page.getByRole('list', { name: 'Changes' }).getByRole('button', { name: task }).click()
      await expect(page.getByLabel('Why')).toBeVisible()
      expect(await screenFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: /^Reset/ }).click()
    await page.getByLabel('Why').fill(WHY)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('group', { name: 'Enrolment code' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
  })
}
