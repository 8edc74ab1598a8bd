// The policy on the console: what binds and why, and the way of another one into force by two people; the
// department whose signed files the car takes.
import { expect, type Page } from '@playwright/test'
import { screenFaults, SIZES, test } from '../support/console/console-test.ts'
import { ADMINISTRATOR, MANAGER, openOffice, screenOf } from '../support/console/scripted-office-page.ts'

async function openProposals(page: Page): Promise<void> {
  await openOffice(page, 'Policy')
  await page.getByRole('button', { name: 'Proposed policies' }).click()
  await expect(screenOf(page, 'Proposed policies')).toBeVisible()
}

test('everybody sees what binds, where it stands, and what is to be confirmed', async ({ page, start }) => {
  await start()
  await openOffice(page, 'Policy')
  const policy = screenOf(page, 'Policy in force')
  await expect(policy).toContainText('Made-up Police Department')
  await expect(policy).toContainText('made-up 3, 41d09c27e5b3a860')
  await expect(policy).toContainText('not by two people yet')
  const open = policy.getByRole('region', { name: 'To be confirmed by the agency' })
  await expect(open.getByRole('listitem')).toHaveCount(2)
  await expect(open).toContainText('Is 30 days the least, the most, or both?')
  const rules = policy.getByRole('grid', { name: 'Rules' })
  const password = rules.getByRole('row', { name: /What a password must have/ })
  await expect(password).toContainText('least characters: 8; most age days: 365')
  await expect(password).toContainText('CJIS Security Policy 5.9.5')
  await expect(rules.getByRole('row', { name: /Words under every alert/ })).toContainText('our default')
  await expect(page.getByRole('button', { name: 'Proposed policies' })).toHaveCount(0)
  await rules.getByRole('row', { name: /What is checked/ }).click()
  await page.keyboard.press('Enter')
  const rule = screenOf(page, 'What is checked before anybody acts on a hit')
  await expect(rule).toContainText('modal: shall; scope: any enforcement')
  await expect(rule.getByRole('region', { name: 'Other texts' })).toContainText('modal: if practicable')
})

test('a text is proposed with what is wrong with it, and its proposer cannot approve it', async ({
  page,
  start,
}) => {
  await start({ officer: MANAGER })
  await openProposals(page)
  await page.getByRole('button', { name: 'Propose a text' }).click()
  await page.getByRole('button', { name: /made-up-draft.yaml/ }).click()
  await expect(screenOf(page, 'Propose a text')).toContainText('left open, line 14 (roles.manager)')
  await page
    .getByRole('button', { name: /made-up-4.yaml/ })
    .first()
    .click()
  await expect(screenOf(page, 'Propose a text')).toContainText('The check of the text found nothing.')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Propose made-up-4.yaml' }).click()
  const proposal = screenOf(page, 'Proposal: made-up 4')
  await expect(proposal.locator('.warning')).toContainText('You proposed it: another person approves it')
  await expect(page.getByRole('button', { name: /Approve it/ })).toBeDisabled()
  const differences = proposal.getByRole('region', { name: 'Differences' })
  await expect(differences.getByRole('row', { name: /plate by hand/ })).toContainText('▲ tighter')
  await expect(differences.getByRole('row', { name: /Canvass/ })).toContainText('▼ looser')
  await page.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(proposal).toContainText('withdrawn')
  await expect(page.getByRole('button', { name: /Approve it/ })).toHaveCount(0)
})

test('another person approves, unless a case of the trial failed', async ({ page, start }) => {
  await start({ officer: { ...ADMINISTRATOR, roles: ['administrator', 'approver'] } })
  await openProposals(page)
  await page
    .getByRole('row', { name: /Manager one/ })
    .filter({ hasText: '1 failed' })
    .click()
  await page.keyboard.press('Enter')
  await expect(page.locator('.screen .warning')).toContainText('A case of the trial failed.')
  await expect(screenOf(page, 'Proposal: made-up 4')).toContainText('a search without a reason is refused')
  await expect(page.getByRole('button', { name: /Approve it/ })).toBeDisabled()
  await page.keyboard.press('Escape')
  await page
    .getByRole('row', { name: /Manager one/ })
    .filter({ hasText: '41 passed' })
    .click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Approve it/ }).click()
  await expect(screenOf(page, 'Proposal: made-up 4')).toContainText('approved, from the next shift on')
  await expect(screenOf(page, 'Proposal: made-up 4')).toContainText('Administrator one')
})

test('a department is enrolled by key and fingerprint, and its files are taken or refused whole', async ({
  page,
  start,
}) => {
  await start({ officer: ADMINISTRATOR })
  await openOffice(page, 'Department')
  const department = screenOf(page, 'Department')
  await expect(department.locator('.warning')).toContainText('No department is enrolled.')
  await expect(page.getByRole('button', { name: /^Enter/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Enrol a department' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText("the department's public key; its fingerprint")
  await page.getByLabel('Public key').fill('not a key')
  await page.getByLabel('Fingerprint').fill('9f3a 0c55 d1e2 8b47')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a public key (PEM, Ed25519)')
  await page
    .getByLabel('Public key')
    .fill('-----BEGIN PUBLIC KEY----- MCowBQYDK2VwAyEA -----END PUBLIC KEY-----')
  await page.keyboard.press('Enter')
  await expect(department).toContainText('9f3a 0c55 d1e2 8b47')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('this one is older than what is here')
  await page.getByRole('button', { name: 'roster-42.json', exact: true }).click()
  await page.getByRole('button', { name: 'Take roster-42.json' }).click()
  await expect(department).toContainText('roster-42.json is taken.')
  await expect(department.locator('.warning')).toContainText('The roster is too old.')
  await expect(department).toContainText('9 days, too old')
})

for (const size of SIZES) {
  test(`the screens of policy and department fit ${size.width} x ${size.height}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ officer: { ...MANAGER, roles: ['manager', 'administrator'] } })
    await openOffice(page, 'Policy')
    await expect(page.getByRole('grid', { name: 'Rules' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: /Open the rule/ }).click()
    await expect(page.getByRole('region', { name: 'Other texts' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Proposed policies' }).click()
    await expect(page.getByRole('grid', { name: 'Proposals' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Propose a text' }).click()
    await expect(page.getByRole('list', { name: 'Texts' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Open the proposal/ }).click()
    await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    for (let back = 0; back < 3; back += 1) await page.keyboard.press('Escape')
    await openOffice(page, 'Department')
    await expect(page.getByRole('list', { name: 'Files that wait' })).toBeVisible()
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Enrol a department' }).click()
    expect(await screenFaults(page)).toEqual([])
  })
}
