// The screens that are not of the road, over the real core: what an auditor finds and takes away, how a policy comes
// into force by two people, and the exercises of an untrained officer.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startConsoleServer } from '#main/hosts/browser/console-server.ts'
import { openOffice, screenOf } from '../support/console/scripted-office-page.ts'
import { signInAt } from '../support/core/officer-at-console.ts'
import { startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const stops: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

/** What the screen itself says, beside the notices over it. */
const said = (page: Page) => page.locator('.screen').getByRole('status')

async function sitDown(
  page: Page,
  badge: string,
  options: Parameters<typeof startStagedCar>[0],
  before: (car: StagedCar) => Promise<unknown> = () => Promise.resolve(),
): Promise<StagedCar> {
  const car = await startStagedCar(options)
  stops.push(() => car.stop())
  await before(car)
  const server = await startConsoleServer(car.core, 0)
  stops.push(() => server.stop())
  await page.goto(server.address)
  await signInAt(page, car, badge)
  return car
}

test('an auditor looks, checks the chain, takes the file away and closes the audit in its three parts', async ({
  page,
}) => {
  const car = await sitDown(page, '9001', {
    profile: 'oak-brook',
    officers: [{ badge: '9001', name: 'Auditor one', position: 'civilian', roles: ['auditor'] }],
  })
  await openOffice(page, 'Audit')
  await page.keyboard.press('Enter')
  const entries = page.getByRole('grid', { name: 'Entries, newest first' })
  await expect(entries).toContainText('Account made')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(said(page)).toContainText('The chain is whole')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByLabel('Reason').fill('Yearly audit of the village')
  await page.keyboard.press('Enter')
  await expect(said(page)).toContainText('npx lookout-audit verify')
  const folder = join(car.folder, 'data', 'export')
  const [file = ''] = readdirSync(folder)
  const checked = spawnSync('npx', ['lookout-audit', 'verify', join(folder, file)], { encoding: 'utf8' })
  expect(checked).toMatchObject({ status: 0, stdout: expect.stringMatching(/^WHOLE/) })

  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await openOffice(page, 'Reviews')
  await page.getByRole('list', { name: 'Regular audits' }).getByRole('button').click()
  const close = page.getByRole('button', { name: /Close the audit/ })
  await expect(page.locator('.screen .warning')).toContainText('131.5(d)')
  await expect(close).toBeDisabled()
  for (const part of ['Password security', 'System usage', 'Training']) {
    await page.getByRole('button', { name: `Finding: ${part}` }).click()
    await page.getByText('In order', { exact: true }).click()
    await page.getByLabel('What you found').fill('The figures fit what the department keeps')
    await page.keyboard.press('Enter')
  }
  await close.click()
  await expect(page.getByText('Closed by Auditor one')).toBeVisible()
})

test('a policy is proposed by one and approved by another, and binds from then on', async ({ page }) => {
  const car = await sitDown(
    page,
    '5001',
    { profile: 'standard', officers: [{ badge: '5001', name: 'Chief one', roles: ['approver'] }] },
    async (staged) => {
      const { context } = await staged.people.signIn(staged.people.manager)
      context.policy.propose('oak-brook.yaml', { badge: staged.people.manager, name: 'Records' })
    },
  )
  await openOffice(page, 'Policy')
  await expect(screenOf(page, 'Policy in force')).toContainText('standard 1')
  await page.getByRole('button', { name: 'Proposed policies' }).click()
  await page.getByRole('row', { name: /Records/ }).click()
  await page.keyboard.press('Enter')
  const differences = page.getByRole('region', { name: 'Differences' })
  await expect(differences).toContainText('131.6')
  await page.getByRole('button', { name: /Approve it/ }).click()
  await expect(page.getByText('Chief one').first()).toBeVisible()
  await expect
    .poll(() => car.core.newSession().context.policy.stampWords())
    .toMatch(/^oak-brook 1 [0-9a-f]{16}$/)
})

test('an untrained officer gets no shift, does the exercises, and the score stands in the record', async ({
  page,
}) => {
  const car = await sitDown(page, '0815', {
    profile: 'rantoul',
    officers: [{ badge: '0815', name: 'Recruit one', isUntrained: true }],
  })
  await expect(page.getByText('practical exercises').first()).toBeVisible()
  await expect(page.getByText(/override/).first()).toBeVisible()
  await expect(page.getByLabel(/Official use only/)).toHaveCount(0)
  await page
    .getByRole('button', { name: /raining/ })
    .first()
    .click()
  await page
    .getByRole('button', { name: /xercises/ })
    .first()
    .click()
  await page.getByRole('button', { name: /Begin$/ }).click()
  for (let at = 1; at <= 8; at += 1) {
    await expect(screenOf(page, new RegExp(`^Exercise ${at} of 8`))).toBeVisible()
    await expect(page.locator('.exercise-band')).toContainText('EXERCISE - made-up data')
    await page.getByRole('button', { name: /^F1 Accept/ }).click()
    await expect(page.getByText(/^(?:Right|Wrong)\./).first()).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await expect(screenOf(page, 'Result of the exercises')).toContainText(/\d of 8 right/)
  const { audit } = car.core.newSession().context
  expect(audit.search({ action: 'exercise.', who: '0815', limit: 20 }).rows.length).toBeGreaterThan(8)
})
