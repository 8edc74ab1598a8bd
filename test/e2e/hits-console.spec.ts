// A hit on the console, from prompt to end, in a real browser over a scripted core that takes and refuses steps
// by the same rules as the car.
import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { HitStep } from '#shared/domain/hit-step.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { testOver } from '../support/console/console-test.ts'
import { madeUpProfile } from '../support/console/made-up-profile.ts'

// Headless Chromium has no voice: what would be said is written down instead.
const test = testOver({ reads: 10 }, (page) =>
  page.addInitScript(() => {
    SpeechSynthesis.prototype.speak = ({ text }) => {
      sessionStorage.setItem(`said ${sessionStorage.length}`, text)
    }
    window.OscillatorNode = class extends OscillatorNode {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options)
        const { dataset } = document.documentElement
        dataset['tones'] = String(Number(dataset['tones'] ?? 0) + 1)
      }
    }
  }),
)

const said = (page: Page): Promise<string[]> => page.evaluate(() => Object.values({ ...sessionStorage }))
const prompt = (page: Page) => page.locator('.prompt')
const heading = (page: Page, words: string | RegExp) =>
  expect(page.locator('.hit-question h3')).toContainText(words)

const rules = (verification: Partial<Profile['verification']['value']>): Profile =>
  madeUpProfile({
    verification: {
      value: {
        modal: 'shall',
        scope: 'any-enforcement',
        items: ['characters', 'state', 'vehicle', 'status'],
        ...verification,
      },
      clause: '100.6 (a)-(b)',
    },
  })

/** A read of AB12045 from Illinois whose B may be an 8. */
const READ = {
  plate: 'AB12045',
  positions: Array.from('AB12045', (character) => ({
    character,
    probability: character === 'B' ? 0.7 : 0.99,
    alternatives: character === 'B' ? [{ character: '8', probability: 0.25 }] : [],
  })),
  candidates: [
    { plate: 'AB12045', probability: 0.7 },
    { plate: 'A812045', probability: 0.25 },
  ],
  state: { code: 'IL' as const, probability: 0.9, candidates: [{ code: 'IL' as const, probability: 0.9 }] },
}

/** Answers the prompt and the comparison as listed, by keys alone. */
async function compareAsListed(page: Page): Promise<void> {
  await expect(prompt(page)).toBeVisible()
  await page.keyboard.press('F1')
  await heading(page, 'is it the letter B?')
  for (let place = 0; place < READ.plate.length; place++) await page.keyboard.press('Enter')
  await heading(page, 'the whole plate')
  await page.keyboard.press('Enter')
  await heading(page, 'Which state')
  await page.keyboard.press('F1')
  await heading(page, 'the listed vehicle')
  await page.keyboard.press('F1')
}

test.describe('the prompt', () => {
  test('tells list, odds, vehicle and source, and neither the person nor the cautions', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({
      read: READ,
      entry: { cautions: ['ARMED'], person: { name: 'NAME, SOME', born: '1980-01-02' } },
    })
    await expect(prompt(page)).toContainText('Possible match - not verified')
    await expect(prompt(page)).toContainText('list NCIC, 2 h old')
    await expect(prompt(page)).toContainText('characters: about 1 in 40 like this is wrong')
    await expect(prompt(page)).toContainText('state: about 1 in 10 like this is wrong')
    await expect(prompt(page)).toContainText('2014 Toyota Camry, Silver, Sedan')
    await expect(prompt(page)).toContainText('State agrees: IL.')
    await expect(prompt(page)).not.toContainText('NAME, SOME')
    await expect(prompt(page)).not.toContainText('ARMED')
    await expect(page.locator('.prompt-plates .plate-text')).toHaveText(['AB12045', 'AB12045', 'A812045'])
  })

  test('says what speaks against it: doubt, an old list, low trust, crowding, an exoneration', async ({
    page,
    start,
  }) => {
    const core = await start()
    const now = Date.now()
    const by = { badge: '4711', name: 'Patrol one' }
    core.hits.raise({
      read: READ,
      isDoubtful: true,
      entry: { plate: 'AB12O45', trust: 'both-forms' },
      match: {
        kind: 'folded',
        replaced: [{ position: 4, read: '0', listed: 'O' }],
        odds: { characters: 0.4, state: 0.9, both: 0.36 },
        crowding: { listed: 14, looked: 52 },
        listVersion: { version: 'v1', writtenAt: now - 30 * 3_600_000, maxAgeMs: 24 * 3_600_000 },
      },
      exoneration: {
        id: randomUUID(),
        plate: 'AB12O45',
        entryKey: 'k',
        vehicle: '2014 Toyota Camry',
        proof: 'VIN compared',
        hitId: core.hits.raise({ status: 'closed' }).id,
        by,
        at: now,
        expiresAt: now + 1e9,
      },
    })
    await expect(page.locator('.prompt-caution')).toHaveText([
      /Doubtful: more likely wrong than right/,
      /Verified NOT the wanted vehicle on .* by badge 4711, not yet reviewed/,
      /The list is 30 h old, its contract is 24 h/,
      /Listed in both forms/,
    ])
    await expect(page.locator('.prompt-notes')).toContainText(
      'Listed with the letter O, read as the digit 0: cannot be told apart.',
    )
    await expect(page.locator('.prompt-notes')).toContainText('14 listed plates look like this one.')
    const differing = page.locator('.prompt-plates .plate-text').first().locator('[data-differs=true]')
    await expect(differing).toHaveText(['O'])
  })

  test('a partial plate is quieter and shows its pattern, a local one its reason', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({
      read: READ,
      entry: { kind: 'partial', pattern: 'A?12*', category: 'local-interest', notes: 'robbery' },
      match: { kind: 'partial', listVersion: undefined },
      presentation: { severity: 'low', sound: 'low' },
    })
    await expect(page.locator('.desk-head[data-quiet=true]')).toContainText('Partial plate')
    await expect(prompt(page)).toContainText('The reading fits the partial plate A?12*.')
    await expect(page.locator('.prompt-plates .plate-text').first()).toHaveText('A?12*')
    await expect(prompt(page)).toContainText('Reason: robbery')
  })

  test('is said aloud once, with the plate spelled; a list without spoken words stays silent', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({ read: READ })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F2')
    await expect(page.locator('.reject-choices')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F3')
    await expect(prompt(page)).toHaveCount(0)
    core.hits.raise({ presentation: { spoken: '' } })
    await expect(prompt(page)).toBeVisible()
    expect(await said(page)).toEqual([
      'Possible match. Stolen vehicle. Illinois. Alpha Bravo one two zero four five. Not verified.',
    ])
  })

  test('without a shift hits wait, sound, and come before the officer when it starts', async ({
    page,
    start,
  }) => {
    const core = await start({ shift: null })
    await page.keyboard.press('Shift')
    core.hits.raise({ read: READ })
    // Three tones for a critical hit; a browser allows sound once somebody has pressed a key.
    await expect(page.locator('html')).toHaveAttribute('data-tones', '3')
    await expect(prompt(page)).toHaveCount(0)
    expect([core.hits.shown, await said(page)]).toEqual([[], []])
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(prompt(page)).toBeVisible()
    expect(await said(page)).toHaveLength(1)
    await expect(page.locator('html')).toHaveAttribute('data-tones', '3')
  })

  test('a plate typed by hand has no picture and says who typed it', async ({ page, start }) => {
    const core = await start()
    const entered = { by: { badge: '4711', name: 'Patrol one' }, words: '' }
    core.hits.raise({ read: { ...READ, cropHash: undefined, contextHash: undefined, entered } })
    await expect(page.locator('.prompt .desk-crop')).toContainText('Typed by hand by badge 4711')
    await expect(page.locator('.prompt .desk-crop img')).toHaveCount(0)
  })
})

test.describe('a hit', () => {
  test('goes from prompt to end by keys alone, and what is run is what was seen', async ({ page, start }) => {
    const core = await start()
    const hit = core.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Is the record active now? Run it by LEADS')
    await expect(page.locator('.status-run')).toContainText('Alpha Bravo one two zero four five, Illinois')
    await page.keyboard.press('F1')
    await heading(page, 'What is done?')
    await expect(page.locator('.desk-head')).toContainText('checklist complete')
    await page.keyboard.press('F1')
    await heading(page, 'Decided: stop')
    await expect(page.locator('.desk-refusal')).toContainText('missing: the incident or event number (100.6)')
    await page.keyboard.type('26-104')
    await page.keyboard.press('F1')
    await expect(page.locator('.desk-screen')).toHaveCount(0)
    expect(core.hits.taken('compared')[0]?.seen).toEqual({
      plate: 'AB12045',
      isTyped: false,
      state: 'IL',
      vehicle: 'match',
      vehicleWords: '',
    })
    expect(core.hits.taken('checked')[0]).toMatchObject({ plate: 'AB12045', state: 'IL', channel: 'leads' })
    expect(core.hits.taken('closed')).toEqual([{ kind: 'closed', incident: '26-104' }])
    expect(core.hits.hits.get(hit.id)?.status).toBe('closed')
  })

  test('other characters than the listed are typed over, and the fitting reason is offered first', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({ read: READ })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F1')
    await heading(page, 'is it the letter B?')
    await page.keyboard.press('8')
    await heading(page, 'is it the letter A?')
    await page.keyboard.press('Backspace')
    await heading(page, 'is it the letter B?')
    await page.keyboard.press('F2')
    for (let place = 1; place < READ.plate.length; place++) await page.keyboard.press('Enter')
    await page.keyboard.press('F1')
    await heading(page, 'Which state')
    await page.keyboard.type('tx')
    await heading(page, 'the listed vehicle')
    await page.keyboard.press('F2')
    await page.keyboard.type('a grey SUV')
    await page.keyboard.press('Enter')
    await heading(page, 'speaks against the hit')
    await expect(page.locator('.contradictions li')).toHaveText([
      'You saw A812045. Listed is AB12045.',
      'You saw TX. Listed is IL.',
      'The vehicle is not the listed one.',
    ])
    await page.keyboard.press('F3')
    await heading(page, 'What is done?')
    await expect(page.getByRole('button', { name: /^F1 Stop/ })).toBeDisabled()
    await expect(page.locator('.desk-refusal')).toContainText('you saw other characters')
    await page.keyboard.press('F5')
    await page.keyboard.press('1')
    await expect(page.locator('.desk-screen')).toHaveCount(0)
    expect(core.hits.taken('compared')[0]?.seen).toMatchObject({
      plate: 'A812045',
      state: 'TX',
      vehicle: 'no-match',
      vehicleWords: 'a grey SUV',
    })
    expect(core.hits.taken('rejected')).toEqual([{ kind: 'rejected', reason: 'wrong-character', words: '' }])
  })

  test('a place where listed and read differ is not confirmed by Enter', async ({ page, start }) => {
    const core = await start()
    core.hits.raise({ read: READ, entry: { plate: 'AB12O45' }, match: { kind: 'folded' } })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F1')
    await heading(page, 'is it the letter B?')
    await page.keyboard.press('Enter')
    await heading(page, 'Listed and read differ at place 5')
    await page.keyboard.press('Enter')
    await heading(page, 'Listed and read differ at place 5')
    await page.keyboard.press('F1')
    await expect(page.locator('.seen-cell').nth(4)).toHaveText('O')
  })

  test('what is answered stays through Esc, the queue and another hit, which waits in one line', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({ read: READ })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F1')
    await heading(page, 'is it the letter B?')
    await page.keyboard.press('Enter')
    await heading(page, 'is it the letter A?')
    core.hits.raise({
      entry: { category: 'stolen-plate' },
      presentation: { severity: 'high', sound: 'high' },
    })
    await expect(page.locator('.desk-waiting')).toContainText('Another hit waits: high, Stolen plate')
    await heading(page, 'is it the letter A?')
    await page.keyboard.press('F10')
    await expect(page.locator('.queue-row')).toHaveCount(2)
    await expect(page.locator('.queue-row').first()).toContainText('to be compared')
    await page.keyboard.press('Enter')
    await heading(page, 'is it the letter A?')
    await expect(page.locator('.seen-cell').nth(1)).toHaveText('B')
    await page.keyboard.press('Escape')
    await expect(page.locator('.queue')).toBeVisible()
  })

  test('a graver hit never takes the focus or a letter from what is typed in the hit', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({ read: READ, presentation: { severity: 'low', sound: 'low' } })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F1')
    await heading(page, 'is it the letter B?')
    await page.keyboard.press('F3')
    await expect(page.getByLabel('Plate')).toBeFocused()
    await page.keyboard.type('ab1')
    core.hits.raise()
    await expect(page.locator('.desk-waiting')).toBeVisible()
    await page.keyboard.type('2045')
    await expect(page.getByLabel('Plate')).toHaveValue('AB12045')
    await expect(page.getByLabel('Plate')).toBeFocused()
    expect(core.hits.steps.map(({ step }) => step.kind)).toEqual(['acknowledged'])
  })

  test('an item is skipped with a reason only where the policy lets it', async ({ page, start }) => {
    const strict = await start()
    strict.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Is the record active')
    const skip = page.getByRole('button', { name: /Skip/ })
    await expect(skip).toBeDisabled()
    await expect(skip).toContainText('not by 100.6 (a)-(b)')
    const soft = await start({ profile: rules({ modal: 'if-practicable', scope: 'solely-on-alert' }) })
    soft.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Is the record active')
    await page.keyboard.press('F4')
    await page.keyboard.type('no radio here')
    await page.keyboard.press('Enter')
    await heading(page, 'What is done?')
    await page.keyboard.press('F1')
    await expect(page.locator('.hit-question')).toContainText('Skipped and reported: status, no radio here')
    expect(soft.hits.taken('skipped')).toEqual([{ kind: 'skipped', item: 'status', reason: 'no radio here' }])
  })

  test('other grounds and an assignment are weighed before the decision', async ({ page, start }) => {
    const core = await start({ profile: rules({ scope: 'solely-on-alert' }) })
    core.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Is the record active')
    await page.keyboard.press('PageDown')
    await heading(page, 'What is done?')
    await expect(page.getByRole('button', { name: /^F1 Stop/ })).toBeDisabled()
    await page.keyboard.press('2')
    await expect(page.getByLabel('Grounds')).toBeFocused()
    await page.keyboard.type('ran a red light')
    await page.keyboard.press('Enter')
    await expect(page.locator('.hit-question')).toContainText('Other grounds: ran a red light')
    await page.keyboard.press('1')
    await page.getByLabel('What are you assigned to?').fill('traffic crash')
    await page.getByRole('button', { name: /hit is graver/ }).click()
    await page.getByRole('button', { name: /endanger nobody/ }).click()
    await page.keyboard.press('F1')
    await heading(page, 'What is done?')
    await page.keyboard.press('F7')
    await expect(page.getByRole('button', { name: /Supervisor was told/ })).toBeVisible()
    await page.keyboard.press('F1')
    await heading(page, 'Decided: stop')
    expect(core.hits.taken('decided')[0]).toMatchObject({
      decision: 'stop',
      busy: { assignment: 'traffic crash', graver: 'hit', endangers: false },
    })
    expect(core.hits.taken('supervisor-told')).toHaveLength(1)
  })

  test('confirmation has a running timer, and person data is only for who may query', async ({
    page,
    start,
  }) => {
    const items = ['characters', 'state', 'record', 'confirmation'] as const
    const core = await start({ profile: rules({ items: [...items] }), shift: { authorisations: [] } })
    core.hits.raise({ read: READ, entry: { person: { name: 'NAME, SOME' }, cautions: ['ARMED'] } })
    await compareAsListed(page)
    await heading(page, 'Does the record fit')
    await expect(page.locator('.record-caution')).toHaveText('Caution: ARMED')
    await expect(page.locator('.hit-question')).toContainText('hidden: ask the Communications Center')
    await expect(page.locator('.hit-question')).not.toContainText('NAME, SOME')
    await page.keyboard.press('F1')
    await heading(page, 'Ask the entering agency')
    await page.keyboard.press('F1')
    await heading(page, 'Does the entering agency confirm it?')
    const timer = page.getByRole('timer')
    await expect(timer).toHaveText(/^(10:00|9:\d\d)$/)
    const first = await timer.textContent()
    await expect(timer).not.toHaveText(first ?? '')
    await page.keyboard.press('F1')
    await heading(page, 'What is done?')
    expect(core.hits.taken('confirmation-requested')[0]?.urgency).toBe('urgent')
  })

  test('without an authorisation the status goes to the Communications Center', async ({ page, start }) => {
    const core = await start({ shift: { authorisations: [] } })
    core.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Run it by Communications Center')
    await expect(page.locator('.hit-question')).toContainText('LEADS: you have no authorisation')
    await page.keyboard.press('F2')
    await heading(page, 'speaks against the hit')
    await expect(page.getByRole('button', { name: 'F1 Reject: record not active' })).toBeVisible()
    expect(core.hits.taken('checked')[0]).toMatchObject({ channel: 'communications', answer: 'no' })
  })

  test('a hand-off has its text ready and records how it got there', async ({ page, start }) => {
    const core = await start()
    core.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Is the record active')
    await page.keyboard.press('PageDown')
    await page.keyboard.press('F3')
    await heading(page, 'Communications Center')
    await expect(page.locator('.hand-off-text')).toContainText('Plate as seen: AB12045')
    await page.getByLabel('Received by').fill('dispatch 3')
    await page.keyboard.press('F3')
    await heading(page, 'Decided: hand to communications')
    expect(core.hits.taken('handed-off')[0]).toMatchObject({
      delivery: 'read-aloud',
      receivedBy: 'dispatch 3',
    })
  })

  test('a refusal of the core is said with what is missing and what to do', async ({ page, start }) => {
    const core = await start()
    const hit = core.hits.raise({ read: READ })
    await compareAsListed(page)
    await heading(page, 'Is the record active')
    // Elsewhere somebody has compared again, with the letter O that looks like the digit 0.
    const seen = { plate: 'AB12O45', isTyped: true, state: 'IL', vehicle: 'match', vehicleWords: '' } as const
    const before = core.hits.hits.get(hit.id) ?? hit
    core.hits.changeSilently(before, {
      steps: [...before.steps, elsewhere(before.steps.length + 1, { kind: 'compared', seen })],
    })
    await page.keyboard.press('F1')
    await expect(page.locator('.desk-trouble')).toContainText(
      'Not done. missing: a status of the plate that you saw (100.6 (a)-(b)). Run the plate and state as you saw them.',
    )
    await expect(page.locator('.status-run .plate-text')).toHaveText('AB12O45')
    await page.keyboard.press('F1')
    await heading(page, 'What is done?')
    expect(core.hits.taken('checked')[0]).toMatchObject({ plate: 'AB12O45' })
  })

  test('a prompt that was answered elsewhere leaves the screen with a word why', async ({ page, start }) => {
    const core = await start()
    const hit = core.hits.raise({ read: READ })
    await expect(prompt(page)).toBeVisible()
    core.hits.changeSilently(hit, {
      status: 'acknowledged',
      steps: [elsewhere(1, { kind: 'acknowledged' })],
    })
    await page.keyboard.press('F1')
    await expect(prompt(page)).toHaveCount(0)
    await expect(page.locator('.notices')).toContainText('answered elsewhere')
    expect(core.hits.steps).toEqual([])
  })
})

/** A step that another console has taken. */
function elsewhere(number: number, input: HitStep['input']): HitStep {
  return { number, at: Date.now(), afterMs: 10, by: { badge: '12', name: 'Patrol two' }, input }
}

test.describe('rejecting', () => {
  test('"other" needs words, and the vehicle may be remembered with its proof', async ({ page, start }) => {
    const core = await start()
    core.hits.raise({ read: READ })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F2')
    await expect(page.locator('.reject-choices button')).toHaveCount(7)
    await page.keyboard.press('7')
    await expect(page.locator('.desk-refusal')).toContainText('words for the reason "other"')
    await page.keyboard.type('rental car, returned')
    await page.keyboard.press('F4')
    await page.keyboard.type('short')
    await expect(page.getByRole('button', { name: /^F1 Reject/ })).toBeDisabled()
    await page.getByLabel('Proof').fill('VIN compared with the record')
    await page.getByLabel('Days').fill('14')
    await page.keyboard.press('F1')
    await expect(page.locator('.desk-screen')).toHaveCount(0)
    expect(core.hits.taken('rejected')).toEqual([
      {
        kind: 'rejected',
        reason: 'other',
        words: 'rental car, returned',
        exoneration: { proof: 'VIN compared with the record', days: 14 },
      },
    ])
  })

  test('Esc goes from the words to the reasons to the prompt and loses nothing', async ({ page, start }) => {
    const core = await start()
    core.hits.raise({ read: READ })
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F2')
    await page.keyboard.press('7')
    await page.keyboard.type('half a thought')
    await page.keyboard.press('Escape')
    await expect(page.locator('.reject-choices')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(prompt(page)).toBeVisible()
    await page.keyboard.press('F2')
    await page.keyboard.press('7')
    await expect(page.getByLabel('Words')).toHaveValue('half a thought')
    expect(core.hits.steps).toEqual([])
  })
})

test.describe('the queue', () => {
  test('shows the gravest first, opens, suppresses with a reason, and lets it sound again', async ({
    page,
    start,
  }) => {
    const core = await start()
    core.hits.raise({ isDeferred: true, presentation: { severity: 'low', sound: 'low' } })
    core.hits.raise({ isDeferred: true })
    core.hits.raise({ isDeferred: true, presentation: { severity: 'high', sound: 'high' } })
    await expect(page.getByRole('button', { name: '3 open' })).toBeEnabled()
    await page.keyboard.press('F10')
    const sequences = page
      .locator('.queue-row')
      .evaluateAll((rows) => rows.map((row) => row.dataset['sequence']))
    expect(await sequences).toEqual(['2', '3', '1'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('F2')
    await page.keyboard.type('too short')
    await expect(page.getByRole('button', { name: /^F1 Suppress/ })).toBeDisabled()
    await page.keyboard.type(', the car of the chief')
    await page.keyboard.press('Enter')
    await expect(page.locator('.queue-form')).toHaveCount(0)
    expect(core.hits.suppressions.map(({ reason }) => reason)).toEqual(['too short, the car of the chief'])
    await page.keyboard.press('3')
    await expect(page.locator('.queue-choice')).toContainText('too short, the car of the chief')
    await page.keyboard.press('F2')
    await expect(page.locator('.queue')).toContainText('No plate is suppressed.')
    await page.keyboard.press('1')
    await page.keyboard.press('Enter')
    await expect(prompt(page)).toContainText('put off before')
    await page.keyboard.press('Escape')
    await expect(page.locator('.queue')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.desk-screen')).toHaveCount(0)
  })

  test('a supervisor reviews what was proven wrong; the accuracy of each list is counted', async ({
    page,
    start,
  }) => {
    const core = await start({ shift: { roles: ['operator', 'supervisor'] } })
    const hit = core.hits.raise({ isDeferred: true })
    core.hits.exonerations.push({
      id: randomUUID(),
      plate: 'AB12345',
      entryKey: 'k',
      vehicle: 'Camry',
      proof: 'VIN compared',
      hitId: hit.id,
      by: { badge: '12', name: 'Patrol two' },
      at: Date.now(),
      expiresAt: Date.now() + 1e9,
    })
    core.hits.accuracy.push({
      list: 'NCIC',
      closed: 12,
      rejected: { 'wrong-character': 2 },
      statedBoth: 0.75,
    })
    await expect(page.getByRole('button', { name: '1 open' })).toBeEnabled()
    await page.keyboard.press('F10')
    await page.keyboard.press('4')
    await expect(page.locator('.queue-choice')).toContainText('not yet reviewed')
    await page.getByLabel('Review in words').fill('seen the papers')
    await page.keyboard.press('F1')
    await expect(page.locator('.queue-choice')).toContainText('upheld by badge 4711')
    await page.keyboard.press('Tab')
    await page.locator('.queue-tab').nth(4).click()
    await expect(page.locator('.queue-table tbody')).toContainText('9 of 12')
  })
})

test.describe('explain this hit', () => {
  test('is one page on paper, black on white, with the raw line and every step', async ({ page, start }) => {
    const core = await start()
    core.hits.raise({ read: READ, entry: { raw: 'AB12045 IL RAW LINE' } })
    await compareAsListed(page)
    await heading(page, 'Is the record active')
    await page.keyboard.press('F6')
    const explained = page.locator('.explain-page')
    await expect(explained).toContainText('AB12045 IL RAW LINE')
    await expect(explained).toContainText('list NCIC, line 4211, version')
    await expect(explained).toContainText('Compared: saw AB12045, state IL, vehicle match')
    await expect(explained).toContainText('badge 4711, Patrol one')
    await expect(explained.locator('img').first()).toHaveJSProperty('naturalWidth', 150)
    await page.emulateMedia({ media: 'print' })
    for (const hidden of ['.status-line', 'main', '.desk-answers'])
      await expect(page.locator(hidden)).toBeHidden()
    await expect(page.locator('.explain')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await expect(explained).toHaveCSS('color', 'rgb(0, 0, 0)')
    const paper = (await page.pdf({ format: 'Letter' })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1)
  })
})

/** What is cut off or outside the window among the screens of a hit; parts that scroll may. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement
    const found: string[] = []
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls')
    const parts = document.querySelectorAll<HTMLElement>(
      '.desk-screen, .desk-head, .desk-head > *, .hit-steps, .hit-step, .hit-question h3, .desk-answers, .desk-screen button',
    )
    for (const part of parts) {
      const box = part.getBoundingClientRect()
      const name = `${part.className || part.tagName} "${part.textContent?.slice(0, 30)}"`
      if (box.right > clientWidth + 1 || box.bottom > clientHeight + 1)
        found.push(`${name} leaves the window`)
      if (part.scrollHeight > part.clientHeight + 1) found.push(`${name} is cut off below`)
      if (part.scrollWidth > part.clientWidth + 1) found.push(`${name} is cut off on the right`)
      if (part.tagName === 'BUTTON' && box.height < 64) found.push(`${name} is lower than 64 px`)
    }
    const question = document.querySelector<HTMLElement>('.hit-question')
    const plates = document.querySelector<HTMLElement>('.three-plates')
    if (question !== null && plates !== null) {
      if (plates.getBoundingClientRect().bottom > question.getBoundingClientRect().bottom + 1)
        found.push('the seen plate is under the answers')
    }
    return found
  })
}

for (const size of [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
]) {
  test.describe(`at ${size.width} by ${size.height}`, () => {
    test.use({ viewport: size })

    test('no screen of a hit is cut off, with another hit waiting', async ({ page, start }) => {
      const items = [
        'characters',
        'state',
        'vehicle',
        'plate-type',
        'status',
        'record',
        'confirmation',
      ] as const
      const core = await start({ profile: rules({ items: [...items] }) })
      core.hits.raise({ read: READ })
      await expect(prompt(page)).toBeVisible()
      const found: Record<string, string[]> = { prompt: await cutOff(page) }
      await page.keyboard.press('F2')
      await expect(page.locator('.reject-choices')).toBeVisible()
      found['reject'] = await cutOff(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('F1')
      await heading(page, 'is it the letter B?')
      core.hits.raise()
      await expect(page.locator('.desk-waiting')).toBeVisible()
      found['characters'] = await cutOff(page)
      await page.keyboard.press('F3')
      await page.keyboard.type('AB12045')
      found['typed'] = await cutOff(page)
      await page.keyboard.press('Enter')
      await heading(page, 'Which state')
      found['state'] = await cutOff(page)
      await page.keyboard.press('F1')
      await heading(page, 'the listed vehicle')
      found['vehicle'] = await cutOff(page)
      await page.keyboard.press('F2')
      const label = page.getByText('as you see them')
      await expect(label).toBeVisible()
      found['other vehicle'] = await cutOff(page)
      const [words, picture] = [await label.boundingBox(), await page.locator('.seen-vehicle').boundingBox()]
      expect(words?.y).toBeGreaterThanOrEqual((picture?.y ?? 0) + (picture?.height ?? 0))
      expect(await page.locator('.seen-vehicle').evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(
        0,
      )
      await page.keyboard.press('F2')
      await heading(page, 'the listed vehicle')
      await page.keyboard.press('F1')
      for (const words of ['plate type', 'Is the record active', 'Does the record fit', 'entering agency']) {
        await heading(page, new RegExp(words))
        found[words] = await cutOff(page)
        await page.keyboard.press('F1')
      }
      await heading(page, 'confirm it?')
      found['timer'] = await cutOff(page)
      await page.keyboard.press('F1')
      await heading(page, 'What is done?')
      found['decision'] = await cutOff(page)
      await page.keyboard.press('F3')
      await heading(page, 'Communications Center')
      found['hand-off'] = await cutOff(page)
      await page.keyboard.press('F3')
      await heading(page, 'Decided')
      found['close'] = await cutOff(page)
      await page.keyboard.press('F10')
      await expect(page.locator('.queue')).toBeVisible()
      found['queue'] = await cutOff(page)
      await page.keyboard.press('F3')
      await expect(page.locator('.explain')).toBeVisible()
      found['explain'] = await cutOff(page)
      expect(Object.fromEntries(Object.entries(found).filter(([, faults]) => faults.length > 0))).toEqual({})
    })
  })
}
