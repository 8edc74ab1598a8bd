// Each agency's way through a hit, and each refusal, in Chromium over the real core: only the recogniser is staged.
import { expect, test } from '@playwright/test'
import { seatOfficer } from '../support/core/officer-at-console.ts'

type Seat = Awaited<ReturnType<typeof seatOfficer>>
const seats: Seat[] = []
test.afterEach(async () => {
  for (const seat of seats.splice(0)) await seat.stop()
})

const CAMRY = 'AB12345,IL,Stolen vehicle,"2014 Toyota Camry, silver"'
const LEADS = [{ badge: '4711', name: 'Unit 12', authorisations: ['leads' as const] }]

async function seat(page: Parameters<typeof seatOfficer>[0], options: Parameters<typeof seatOfficer>[1]) {
  const seated = await seatOfficer(page, { lists: { NCIC: [CAMRY] }, ...options })
  seats.push(seated)
  return seated
}

const SEEN = { plate: 'AB12345', state: 'Illinois', vehicle: 'Match' } as const

test('Oak Brook: characters, state and status are verified, the stop has its event number', async ({
  page,
}) => {
  const officer = await seat(page, { profile: 'oak-brook', officers: LEADS })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await officer.question(/Is the record active now\? Run it by LEADS/)
  await expect(page.getByText('131.6').first()).toBeVisible()
  await officer.press(/^F1 Active/)
  await officer.press(/^F1 Stop/)
  await officer.isRefused(/Close the hit/, /incident or event number/)
  await page.getByLabel('Incident or event number').fill('26-1234')
  await officer.press(/Close the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  const { steps, status } = officer.lastHit()
  expect(status).toBe('closed')
  expect(steps.map(({ input }) => input.kind)).toEqual([
    'acknowledged',
    'compared',
    'checked',
    'decided',
    'closed',
  ])
  expect(new Set(steps.map(({ by }) => by.badge))).toEqual(new Set(['4711']))
})

test('Rantoul: no skipping, but enforcement that has other grounds says which', async ({ page }) => {
  const officer = await seat(page, { profile: 'rantoul' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await expect(page.getByRole('button', { name: /Skip/ })).toBeDisabled()
  await officer.press(/^\d Decision/)
  await officer.isRefused(/^F1 Stop/, /438\.3\(e\)/)
  await officer.press(/other grounds/)
  await page.getByLabel('Grounds').fill('ran a red light before the officer')
  await officer.press(/Record the grounds/)
  await officer.press(/^F1 Stop/)
  await page.getByLabel('Incident or event number').fill('26-2')
  await officer.press(/Close the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  expect(officer.lastHit().steps.map(({ input }) => input.kind)).toContain('other-grounds')
})

test('Schaumburg: the status is skipped with a reason that is kept', async ({ page }) => {
  const officer = await seat(page, { profile: 'schaumburg' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await officer.question(/Is the record active now\? Run it by Communications Center/)
  await officer.press(/Skip/)
  await page.getByLabel(/reason/i).fill('no answer on the radio for five minutes')
  await officer.press(/^F1 .*skip/i)
  await officer.press(/^F1 Stop/)
  await page.getByLabel('Incident or event number').fill('26-3')
  await officer.press(/Close the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  expect(officer.lastHit().steps.find(({ input }) => input.kind === 'skipped')?.input).toMatchObject({
    item: 'status',
    reason: 'no answer on the radio for five minutes',
  })
})

test('Alsip: a state that cannot be told is left out with a reason before enforcement', async ({ page }) => {
  const officer = await seat(page, { profile: 'alsip' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare({ plate: 'AB12345', state: 'Cannot tell', vehicle: 'Match' })
  await page.getByLabel('Run by').fill('dispatch')
  await officer.press(/^F1 Active/)
  await officer.isRefused(/^F1 Stop/, /the state you see/)
  await officer.press(/Leave out what cannot be told/)
  await page.getByLabel('Reason').fill('the frame covers the name of the state')
  await officer.press(/Skip it/)
  await officer.press(/^F1 Stop/)
  await page.getByLabel('Incident or event number').fill('26-5')
  await officer.press(/Close the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  expect(officer.lastHit().steps.find(({ input }) => input.kind === 'skipped')?.input).toMatchObject({
    item: 'state',
  })
})

test('a stop that turns out wrong is rejected with its event number and remembered', async ({ page }) => {
  const officer = await seat(page, { profile: 'oak-brook', officers: LEADS })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await officer.press(/^F1 Active/)
  await officer.press(/^F1 Stop/)
  await officer.press(/^F5 Reject/)
  await officer.press(/Wrong person/)
  await officer.isRefused(/Reject the hit/, /incident or event number of the stop/)
  await page.getByLabel('Incident or event number').fill('26-6')
  await officer.press(/Reject the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  expect(officer.lastHit().steps.at(-1)?.input).toMatchObject({ reason: 'wrong-person', incident: '26-6' })
})

test('Alsip: the hit is handed to the Communications Center with what was seen', async ({ page }) => {
  const officer = await seat(page, { profile: 'alsip' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await officer.press(/^\d Decision/)
  await officer.press(/^F3 Hand off/)
  await officer.press(/It was read aloud/)
  await officer.press(/Close the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  const handed = officer.lastHit().steps.find(({ input }) => input.kind === 'handed-off')?.input
  expect(handed).toMatchObject({ delivery: 'read-aloud', text: expect.stringContaining('AB12345') })
})

test('Parsons: nothing is done for safety, and the ground is kept', async ({ page }) => {
  const officer = await seat(page, { profile: 'parsons' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.press(/^\d Decision/)
  await officer.press(/^F4 No action/)
  await officer.press(/safety/i)
  await officer.press(/^F1 No action/)
  await officer.press(/Close the hit/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  expect(officer.lastHit().steps.find(({ input }) => input.kind === 'decided')?.input).toMatchObject({
    decision: 'no-action',
    ground: 'safety',
  })
})

test('Green v. San Francisco: the machine reads a 3 as a 7, the list has the misread plate; no enforcement', async ({
  page,
}) => {
  const officer = await seat(page, {
    profile: 'oak-brook',
    lists: { NCIC: ['5SOW750,CA,Stolen vehicle,"1992 GMC truck, grey"'] },
  })
  await officer.car.pass({
    plate: '5SOW750',
    probability: 0.8,
    others: [{ plate: '5SOW350', probability: 0.15 }],
    state: 'CA',
  })
  // The alert itself says where it doubts and what else it may be.
  await expect(page.getByLabel(/5 doubtful|7 doubtful/).first()).toBeVisible()
  await officer.matchesWhatISee()
  await officer.compare({ plate: '5SOW350', state: 'California', vehicle: 'No match' })
  await expect(page.getByRole('heading', { name: /speaks against the hit/ })).toBeVisible()
  await officer.press(/^\d Decision/)
  await officer.isRefused(/^F1 Stop/, /you saw other characters/)
  await officer.press(/^F5 Reject/)
  await officer.press(/Wrong character/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  const { steps } = officer.lastHit()
  expect(steps.at(-1)?.input).toMatchObject({ kind: 'rejected', reason: 'wrong-character' })
  expect(steps.some(({ input }) => input.kind === 'decided')).toBe(false)
})

test('Aurora: right characters, wrong state, wrong kind of vehicle; no enforcement', async ({ page }) => {
  const officer = await seat(page, {
    profile: 'schaumburg',
    lists: { NCIC: ['AB12345,MT,Stolen vehicle,motorcycle'] },
  })
  await officer.car.pass({ plate: 'AB12345', state: 'CO' })
  await expect(page.getByText(/State differs: listed MT, read CO/)).toBeVisible()
  await officer.matchesWhatISee()
  await officer.compare({ plate: 'AB12345', state: 'Colorado', vehicle: 'No match' })
  await officer.press(/^\d Decision/)
  await officer.isRefused(/^F1 Stop/, /you saw another one/)
  await officer.press(/^F5 Reject/)
  await officer.press(/Wrong state/)
  await expect(page.getByRole('button', { name: /0 open/ })).toBeVisible()
  expect(officer.lastHit().steps.at(-1)?.input).toMatchObject({ kind: 'rejected', reason: 'wrong-state' })
})

test('refused: enforcement before anything was compared, and a skipped item under shall', async ({
  page,
}) => {
  const officer = await seat(page, { profile: 'oak-brook' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.press(/^\d Decision/)
  await officer.isRefused(/^F1 Stop/, /the comparison with what you see/)
  await expect(page.getByText('131.6').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /other grounds/ })).toHaveCount(0)
})

test('refused: a record that is not active', async ({ page }) => {
  const officer = await seat(page, { profile: 'parsons' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await page.getByLabel('Run by').fill('dispatch')
  await officer.press(/^F2 Not active/)
  await officer.press(/^\d Decision/)
  await officer.isRefused(/^F1 Stop/, /not active/i)
})

test('refused: leaving an assignment would endanger somebody (Oak Brook 131.6 (c))', async ({ page }) => {
  const officer = await seat(page, { profile: 'oak-brook', officers: LEADS })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.matchesWhatISee()
  await officer.compare(SEEN)
  await officer.press(/^F1 Active/)
  await officer.press(/I have another assignment/)
  await page.getByLabel('What are you assigned to?').fill('traffic crash with injuries')
  await officer.press(/The hit is graver/)
  await officer.press(/Leaving would endanger somebody/)
  await officer.press(/Go on to the decision/)
  await officer.isRefused(/^F1 Stop/, /would endanger somebody/)
})

test('refused: signing off names the open hits, which then stay for the next shift', async ({ page }) => {
  const officer = await seat(page, { profile: 'oak-brook' })
  await officer.car.pass({ plate: 'AB12345', state: 'IL' })
  await officer.press(/Not now/)
  // On the prompt F2 is an answer; the shift's own F2 comes once it is gone.
  await expect(page.getByRole('button', { name: /Not now/ })).toHaveCount(0)
  await page.keyboard.press('F2')
  await expect(page.getByRole('button', { name: /Sign off with 1 open/ })).toBeVisible()
  await expect(page.getByText(/Stolen vehicle/i).first()).toBeVisible()
  expect(officer.lastHit()).toMatchObject({ status: 'raised', isDeferred: true })
})
