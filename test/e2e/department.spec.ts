// The whole way, with everything real: a car on patrol loses its network for 31 days, warns and escalates, comes back and
// transfers all; the records supervisor searches, holds, exports evidence, shares (and is refused without the written
// declaration), and the purge takes the rest. On PGlite and on PostgreSQL.
import { expect, test, type Page } from '@playwright/test'
import { call } from '@orpc/server'
import { startConsoleServer } from '#main/hosts/browser/console-server.ts'
import { signInAt } from '../support/core/officer-at-console.ts'
import { startStagedCar, type StagedCar } from '../support/core/staged-car.ts'
import { shot } from '../support/console/console-test.ts'
import { startCutProxy } from '../support/network/cut-proxy.ts'
import { startPostgres } from '../support/postgres/postgres.ts'
import { openScreen } from '../support/records-console/records-test.ts'
import { startStagedDepartment, type StagedDepartment } from '../support/server/staged-department.ts'

test.use({ actionTimeout: 20_000 })

const DAY_MS = 86_400_000
const RECORDS = '2001'
const APPROVER = '2003'

const stops: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

/** The car's clock and the department's are one. */
async function startBoth(databaseUrl: string | undefined) {
  const department = await startStagedDepartment({
    profile: 'schaumburg',
    databaseUrl,
    hasConsole: true,
    people: [
      { badge: RECORDS, name: 'Records one', roles: ['manager'] },
      { badge: APPROVER, name: 'Command three', roles: ['approver'] },
    ],
    // The number of the retention guidelines, which the policy's text leaves to the agency.
    settings: { retention: { readsMinutes: 30 * 24 * 60 } },
  })
  stops.push(() => department.stop())
  const line = await startCutProxy(() => department.server.carsPort)
  stops.push(() => line.stop())
  const car = await startStagedCar({ profile: 'schaumburg', officers: [{ badge: '4711', name: 'Unit 12' }] })
  stops.push(() => car.stop())
  await join(car, department, line.port)
  return { department, line, car }
}

/** By the ticket that the server shows, over the line that can be cut. */
async function join(car: StagedCar, { server, people }: StagedDepartment, port: number): Promise<void> {
  const office = await people.signIn(people.administrator)
  const { ticket } = await call(server.router.fleet.invite, { name: 'Car 12' }, office)
  const [word, host, , ...rest] = ticket.split(':')
  const there = await car.people.signIn(car.people.administrator)
  const given = { ticket: [word, host, port, ...rest].join(':') }
  const joined = await call(car.core.router.transfer.enrol, given, there)
  expect(joined).toMatchObject({ to: 'department', carName: 'Car 12' })
}

async function openRecords(page: Page, department: StagedDepartment, badge: string): Promise<void> {
  await page.goto(department.server.consoleAddress)
  await signInAt(page, department, badge)
  await expect(page.locator('.server-line')).toContainText(badge)
}

async function search(page: Page, plate: string): Promise<void> {
  await openScreen(page, '1')
  await expect(page.getByRole('heading', { name: /^(Search|[\d,]+ reads?)$/ })).toBeVisible()
  const reason = page.getByLabel('Reason')
  if (!(await reason.isVisible())) await page.getByRole('button', { name: /^Esc/ }).click()
  await reason.fill('burglary on Golf Road, red pickup')
  await page.getByLabel('Case number').fill('26-00417')
  await page.getByLabel('Plate', { exact: false }).first().fill(plate)
  await page.keyboard.press('Enter')
}

const waitingIn = (car: StagedCar) => async (): Promise<number> => {
  const { waiting } = await call(car.core.router.transfer.status, undefined, car.core.newSession())
  return waiting.records + waiting.images
}

for (const database of ['PGlite', 'PostgreSQL'] as const) {
  test(`a car away for 31 days transfers all; what is held stays and the rest goes: on ${database}`, async ({
    browser,
  }) => {
    test.setTimeout(300_000)
    const postgres = database === 'PostgreSQL' ? await startPostgres() : undefined
    if (postgres !== undefined) stops.push(() => postgres.stop())
    const { department, line, car } = await startBoth(postgres?.url)
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    context.setDefaultTimeout(20_000)
    stops.push(() => context.close())

    // On patrol, while there is a network.
    await car.pass({ plate: 'GONE123', state: 'IL' })
    await expect.poll(waitingIn(car), { timeout: 60_000 }).toBe(0)

    // Into the tunnel.
    line.cut()
    await car.pass({ plate: 'KEEP123', state: 'IL' })
    await car.pass({ plate: 'REST456', state: 'IL' })
    const console = await startConsoleServer(car.core, 0)
    stops.push(() => console.stop())
    const officer = await context.newPage()
    await ahead(car, department, 21)
    await officer.goto(console.address)
    await signInAt(officer, car, '4711')
    await expect(officer.getByText(/20|21/).and(officer.getByText(/days/)).first()).toBeVisible({
      timeout: 30_000,
    })
    await shot(officer, `department-warned-${database}`)
    await ahead(car, department, 10)

    // Both sides say so at 31 days.
    const records = await context.newPage()
    await records.clock.setSystemTime(Date.now() + department.clock.ahead)
    await openRecords(records, department, RECORDS)
    await department.server.watch()
    await openScreen(records, '6')
    await expect(records.getByText('Car 12').first()).toBeVisible()
    await shot(records, `department-cars-${database}`)
    await expect(records.getByText(/31/).first()).toBeVisible()
    await shot(records, `department-escalated-${database}`)
    await officer.reload()
    await expect(officer.getByText(/IV\.B s2/).first()).toBeVisible({ timeout: 30_000 })

    // Out of it: the supervisor has it transfer, and everything comes.
    const order = await department.people.signIn(RECORDS)
    await call(department.server.router.fleet.order, {}, order)
    line.mend()
    await expect.poll(waitingIn(car), { timeout: 90_000 }).toBe(0)
    await expect
      .poll(async () => (await call(department.server.router.fleet.cars, undefined, order))[0]?.transfer.days)
      .toBe(0)

    // The supervisor searches, holds and makes evidence.
    await search(records, 'KEEP123')
    await expect(records.getByText('KEEP123').first()).toBeVisible()
    await shot(records, `department-found-${database}`)
    await records.bringToFront()
    await records.getByRole('button', { name: /^F2 Hold/ }).click()
    await expect(records.getByRole('heading', { name: 'Hold 1 record' })).toBeVisible()
    await shot(records, `department-hold-${database}`)
    await records.getByText('Evidence', { exact: true }).last().click()
    await records.getByLabel('Ground').fill('named in the file of the case')
    await records.keyboard.press('Enter')
    await expect(records.getByText(/Held/i).first()).toBeVisible()
    await records.getByRole('button', { name: /^F3 Evidence/ }).click()
    await records.getByLabel('What it is evidence of').fill('the pickup at the house')
    await records.getByText('A passphrase', { exact: true }).click()
    await records.getByLabel('Passphrase', { exact: true }).fill('four words told by telephone')
    await records.keyboard.press('Enter')
    await expect(records.getByText(/The package is made/)).toBeVisible({ timeout: 30_000 })
    await shot(records, `department-evidence-${database}`)

    // Out of the state nothing goes without the declaration.
    const desk = await department.people.signIn(RECORDS)
    const { sharing } = department.server.router
    const agency = await call(
      sharing.addAgency,
      { name: 'Town over the border', state: 'WI', kind: 'law-enforcement', contacts: 'by telephone' },
      desk,
    )
    await call(sharing.verifyAgency, { id: agency.id, how: 'call-back', words: 'called the directory' }, desk)
    await call(
      sharing.request,
      {
        agency: agency.id,
        person: 'Detective there',
        purpose: 'burglary series in both towns',
        legalBasis: 'criminal investigation',
        caseNumber: '26-00417',
        query: { plate: 'KEEP123' },
      },
      desk,
    )
    await openScreen(records, '5')
    await records.getByText('Town over the border').first().click()
    await records.keyboard.press('Enter')
    await expect(records.getByText(/2-130/).first()).toBeVisible()
    await shot(records, `department-refused-${database}`)

    // The purge takes the rest once another person has approved it.
    await department.server.parts.retention.run()
    const [proposal] = await call(department.server.router.retention.proposals, undefined, desk)
    expect(proposal).toMatchObject({ class: 'reads', state: 'waiting' })
    const approver = await department.people.signIn(APPROVER)
    await call(
      department.server.router.retention.decide,
      { id: proposal?.id ?? '', isApproved: true, words: 'looked over day by day' },
      approver,
    )
    await department.server.parts.retention.run()
    await search(records, 'REST456')
    await expect(records.getByText('No read fits.')).toBeVisible()
    await search(records, 'KEEP123')
    await expect(records.getByText('KEEP123').first()).toBeVisible()
    await openScreen(records, '3')
    await expect(records.getByText(/Reads/).first()).toBeVisible()
    await shot(records, `department-kept-${database}`)
  })
}

async function ahead(car: StagedCar, department: StagedDepartment, days: number): Promise<void> {
  car.clock.ahead += days * DAY_MS
  department.clock.ahead = car.clock.ahead
  await new Promise((resolve) => setTimeout(resolve, 1500))
}
