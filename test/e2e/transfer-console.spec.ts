// The transfer on the console: how many days, what waits, packages where there is no network, joining a department.
import { expect, type Page } from '@playwright/test'
import { screenFaults, shot, SIZES, test } from '../support/console/console-test.ts'
import { ADMINISTRATOR, openOffice, screenOf } from '../support/console/scripted-office-page.ts'

const DAY = 86_400_000
const waiting = { records: 18_231, images: 36_010, oldestAt: Date.now() - 21.4 * DAY }
const LATE = {
  link: 'unreachable' as const,
  lastContactAt: Date.now() - 20.9 * DAY,
  lastCompleteAt: Date.now() - 21.5 * DAY,
  waiting,
  due: { days: 21, level: 'warn' as const, mostDays: 30, clause: 'IV.B' },
}
const OVERDUE = {
  ...LATE,
  due: { days: 31, level: 'escalated' as const, mostDays: 30, clause: 'IV.B' },
  order: { by: { badge: '2001', name: 'Manager one' }, at: Date.now(), state: 'taken' as const },
  refusedRecords: [{ kind: 'read', why: 'It is dated more than a day ahead of the server.', count: 3 }],
}
const TICKET = `lookout-enrol:plates.example:8443:7K3M9XQ2TR4H0VWD7K3M9XQ2TR:${'a1'.repeat(32)}`

const notices = (page: Page) => page.locator('.notices')

test('where everything is transferred nothing warns', async ({ page, start }) => {
  await start()
  await expect(notices(page)).not.toContainText('transfer')
  await openOffice(page, 'Transfer')
  const screen = screenOf(page, 'Transfer')
  await expect(screen).toContainText('Days since the last complete transfer: 0 of 30')
  await expect(screen).toContainText('in time (IV.B)')
  await expect(screen).toContainText("the department's server at plates.example, as Car 12")
  await expect(screen).toContainText('nothing waits')
})

test('from the first day of warning on every screen says how many days are left', async ({ page, start }) => {
  const core = await start({ transfer: LATE })
  await expect(notices(page)).toContainText('Days since the last complete transfer: 21 of 30.')
  await expect(notices(page)).toContainText('Clause IV.B.')
  await expect(page.locator('.status-line')).toContainText('21 of 30 days')
  await shot(page, 'transfer notice warn')
  core.transfer.set(OVERDUE)
  await expect(notices(page)).toContainText('Transfer overdue: 31 of 30 days.')
  await expect(notices(page)).toContainText('Tell your supervisor.')
  await openOffice(page, 'Transfer')
  const screen = screenOf(page, 'Transfer')
  await expect(screen).toContainText('overdue (IV.B)')
  await expect(screen).toContainText('A transfer is ordered: by Manager one, badge 2001')
  await expect(screen.getByRole('list', { name: 'Refused records' })).toContainText('3 of kind read')
  core.transfer.set({ waiting: { records: 0, images: 0 }, due: { days: 0, level: 'fine', mostDays: 30 } })
  await expect(notices(page)).not.toContainText('overdue')
})

test('a transfer is started by Enter and tells how far it is', async ({ page, start }) => {
  await start({ transfer: LATE })
  await openOffice(page, 'Transfer')
  await page.keyboard.press('Enter')
  const screen = screenOf(page, 'Transfer')
  await expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2')
  await expect(screen).toContainText('Sending: 1,200 of 54,241')
  await page.keyboard.press('Escape')
  await expect(screen).toHaveCount(0)
})

test('without a network a package goes onto a registered medium, and its receipts come back', async ({
  page,
  start,
}) => {
  await start({ transfer: LATE })
  await openOffice(page, 'Transfer')
  const screen = screenOf(page, 'Transfer')
  await expect(screen.getByRole('button', { name: /STICK-2/ })).toBeDisabled()
  await screen.getByRole('button', { name: 'Write package on STICK-1' }).focus()
  await page.keyboard.press('Enter')
  await expect(screen).toContainText('18,231 records, 36,010 images, 82 MB. Nothing was deleted')
  await expect(screen.getByRole('list', { name: 'Receipts' }).getByRole('button').first()).toHaveText(
    'Package of 2026-11-21 22:05 UTC',
  )
  await screen.getByRole('button', { name: 'Take receipts' }).click()
  await expect(screen).toContainText('The department has signed for 54,241.')
  await expect(screen).toContainText('nothing waits')
})

test('a medium that was pulled out is refused with words', async ({ page, start }) => {
  const core = await start({ transfer: LATE })
  await openOffice(page, 'Transfer')
  const screen = screenOf(page, 'Transfer')
  await expect(screen.getByRole('button', { name: 'Write package on STICK-1' })).toBeEnabled()
  core.transfer.setMedia([{ name: 'STICK-1', isThere: false, receipts: [] }])
  await screen.getByRole('button', { name: 'Write package on STICK-1' }).click()
  await expect(screen.getByRole('alert')).toContainText('it is not plugged in, or is another one')
  core.transfer.setMedia([])
  await expect(screen).toContainText('No medium is registered.')
})

test('an administrator joins the car by the code that the server shows', async ({ page, start }) => {
  await start({
    officer: ADMINISTRATOR,
    transfer: { to: 'none', link: 'off', due: { days: 0, level: 'fine' } },
  })
  await openOffice(page, 'Transfer')
  await expect(screenOf(page, 'Transfer')).toContainText('nobody: this car belongs to no department server')
  await page.getByRole('button', { name: 'Join a department' }).click()
  const screen = screenOf(page, 'Join a department')
  await page.keyboard.type('a code')
  await page.keyboard.press('Enter')
  await expect(screen.getByRole('alert')).toContainText('the one-time code, whole')
  await page.getByLabel('One-time code').fill(TICKET.replace('plates', 'old'))
  await page.keyboard.press('Enter')
  await expect(screen.getByRole('alert')).toContainText('this one is used up or over')
  await page.getByLabel('One-time code').fill(TICKET)
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Transfer')).toContainText('This car is joined to the department.')
  await expect(page.getByRole('button', { name: 'Join a department' })).toHaveCount(0)
})

test('an operator cannot join a car', async ({ page, start }) => {
  await start({ transfer: { to: 'none', link: 'off', due: { days: 0, level: 'fine' } } })
  await openOffice(page, 'Transfer')
  await expect(screenOf(page, 'Transfer')).toContainText('belongs to no department server')
  await expect(page.getByRole('button', { name: 'Join a department' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Transfer now' })).toHaveCount(0)
})

test('who signs off is told what stays in the car', async ({ page, start }) => {
  await start({ transfer: { ...LATE, waiting: { records: 12, images: 0 } } })
  await page.keyboard.press('F2')
  const screen = screenOf(page, 'Shift')
  await expect(screen).toContainText('12 records wait for transfer; they stay in this car.')
  await expect(screen).toContainText('transfer soon (IV.B)')
  await shot(page, 'transfer sign off')
})

for (const size of SIZES) {
  for (const theme of ['day', 'night'] as const) {
    test(`the screens of the transfer fit ${size.width} x ${size.height} by ${theme}`, async ({
      page,
      start,
    }) => {
      await page.setViewportSize(size)
      await page.addInitScript((name) => {
        localStorage.setItem('lookout.theme', name)
      }, theme)
      await start({
        officer: { roles: ['operator', 'administrator'] },
        transfer: { ...OVERDUE, running: { sent: 4200, of: 54_241 } },
      })
      await openOffice(page, 'Transfer')
      await expect(
        screenOf(page, 'Transfer')
          .getByRole('button', { name: /STICK-1/ })
          .first(),
      ).toBeVisible()
      expect(await screenFaults(page)).toEqual([])
      await shot(page, `transfer ${size.width} ${theme}`)
    })
  }

  test(`joining fits ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({
      officer: ADMINISTRATOR,
      transfer: { to: 'none', link: 'off', due: { days: 0, level: 'fine' } },
    })
    await openOffice(page, 'Transfer')
    expect(await screenFaults(page)).toEqual([])
    await shot(page, `transfer none ${size.width}`)
    await page.getByRole('button', { name: 'Join a department' }).click()
    await expect(screenOf(page, 'Join a department')).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await shot(page, `transfer join ${size.width}`)
  })
}
