// Signing in over the real core, as people do it: the first run of an installation with both kinds of second factor,
// and a console that goes idle, alerts all the same, and is taken over by the next officer.
import { expect, test, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { startConsoleServer } from '#main/hosts/browser/console-server.ts'
import { signInAt } from '../support/core/officer-at-console.ts'
import { startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const MINUTE = 60_000
const stops: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

async function open(page: Page, options: Parameters<typeof startStagedCar>[0]): Promise<StagedCar> {
  const car = await startStagedCar(options)
  stops.push(() => car.stop())
  const server = await startConsoleServer(car.core, 0)
  stops.push(() => server.stop())
  await page.goto(server.address)
  return car
}

const screen = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('first run: policy, administrator, password, authenticator, security key; then lock and open again', async ({
  page,
}) => {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: false,
      automaticPresenceSimulation: true,
    },
  })
  const car = await open(page, { isBare: true })

  await page.getByRole('radio', { name: /Alsip/ }).check()
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is no default password')).toBeVisible()
  await page.getByLabel('Badge number').fill('100')
  await page.getByLabel('Name').fill('Administration')
  await page.keyboard.press('Enter')
  await page.getByLabel('New password', { exact: true }).fill('password1')
  await page.getByLabel('New password again').fill('password1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  const password = 'three lamps over the river'
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByLabel('New password again').fill(password)
  await page.keyboard.press('Enter')
  const factor = screen(page, 'Set up your second factor')
  await expect(factor.getByRole('list', { name: 'Recovery codes' }).locator('li')).toHaveCount(10)
  const secret =
    /\b(?:[A-Z2-7]{4} ){3,}[A-Z2-7]{1,4}\b/.exec(await factor.innerText())?.[0].replaceAll(' ', '') ?? ''
  const codeNow = (): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + car.clock.ahead })
  await page.getByLabel(/six digits/i).fill(codeNow())
  await expect(screen(page, 'Menu')).toContainText('The policy approved by a second person')
  expect(car.core.systemStatus().version).toMatch(/\d/)

  await page.getByRole('button', { name: /My sign-in/ }).click()
  await page.getByLabel('Name of the key').fill('blue key')
  await page.keyboard.press('Enter')
  await expect(page.getByText('blue key is registered.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Lock now/ }).click()
  // The status line says "alert only", too, and may say it first.
  await page.getByRole('button', { name: /Security key/ }).click()
  await expect(screen(page, 'Menu')).toBeVisible()
  const { audit } = car.core.newSession().context
  expect(audit.search({ action: 'session.unlock', limit: 1 }).rows).toMatchObject([
    {
      badge: '100',
      detail: { how: 'security-key' },
      policy: expect.stringMatching(/^alsip \d+ [0-9a-f]{16}$/),
    },
  ])
  expect(await audit.verify()).toMatchObject({ isWhole: true })
})

test('an idle console alerts with picture and category, and the next officer takes it over', async ({
  page,
}) => {
  const car = await open(page, {
    officers: [
      { badge: '4711', name: 'Unit 12' },
      { badge: '4712', name: 'Unit 14' },
    ],
    lists: { NCIC: ['AB12345,IL,Stolen vehicle,"2014 Toyota Camry, silver"'] },
  })
  await signInAt(page, car, '4711')
  await page.getByLabel(/Official use only/).check()
  await page.keyboard.press('Enter')
  await car.pass({ plate: 'QD55555', state: 'IL' })
  await expect(page.getByText('QD55555').first()).toBeVisible()

  car.clock.ahead += 31 * MINUTE
  await expect(page.getByText('Alert only').first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('QD55555')).toHaveCount(0)
  await car.pass({ plate: 'AB12345', state: 'IL' })
  await expect(page.getByText(/stolen vehicle/i).first()).toBeVisible()
  await expect(page.getByText(/possible match - not verified/i).first()).toBeVisible()
  await expect(page.locator('img[src^="/media/"]').first()).toHaveJSProperty('complete', true)
  expect(await page.locator('body').innerText()).not.toContain('Camry')

  await page.getByRole('button', { name: /Another officer/ }).click()
  await page.getByLabel('Badge number').fill('4712')
  await page.getByLabel('Password').fill(car.people.passwordOf('4712'))
  await page.keyboard.press('Enter')
  car.clock.ahead += MINUTE
  await page.getByLabel('Code of six digits').fill(car.people.codeOf('4712'))
  await page.getByLabel(/Official use only/).check()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Matches what I see/ })).toBeVisible()
  await expect(page.locator('.status-line')).toContainText('4712')
})
