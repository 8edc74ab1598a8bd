// From a console at which nobody sits to an officer who is signed in, by keyboard; and everything that is shut
// on the way.
import { expect, type Page } from '@playwright/test'
import { screenFaults, shot, SIZES, test } from '../support/console/console-test.ts'
import { madeUpProfile } from '../support/console/made-up-profile.ts'
import { madeUpTraining } from '../support/console/made-up-training.ts'
import { KNOWN } from '../support/console/scripted-session.ts'

const screen = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const READ = { plate: 'ZX98765', positions: [] }

async function typeAndTab(page: Page, ...words: readonly string[]): Promise<void> {
  for (const [at, word] of words.entries()) {
    if (at > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(word)
  }
}

async function signIn(page: Page, badge = '4711', password: string = KNOWN.password): Promise<void> {
  await expect(page.getByLabel('Badge number')).toBeFocused()
  await typeAndTab(page, badge, password)
  await page.keyboard.press('Enter')
}

test('the notice stays until it is acknowledged; then badge, password and six digits lead to the shift', async ({
  page,
  start,
}) => {
  await start({ session: 'signed-out', shift: null })
  await expect(screen(page, 'Notice')).toContainText('it is watched and recorded')
  await expect(screen(page, 'Notice')).toContainText('Clause 100.1.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F3')
  await expect(screen(page, 'Notice')).toBeVisible()
  await page.keyboard.press('F1')
  await signIn(page)
  await expect(screen(page, 'Second factor')).toContainText('Patrol one, badge 4711')
  await expect(page.getByRole('button', { name: /Security key/ })).toHaveCount(0)
  await page.keyboard.type(KNOWN.code)
  await expect(screen(page, 'Start of shift')).toBeVisible()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page.locator('.status-line')).toContainText('badge 4711')
})

test('a wrong sign-in is one line that does not tell badge and password apart', async ({ page, start }) => {
  await start({ session: 'signed-out' })
  await page.keyboard.press('Enter')
  await signIn(page, '4711', 'wrong')
  const line = page.getByRole('alert')
  await expect(line).toHaveText(
    'Not signed in. Missing: a badge number and password that fit. Type both again.',
  )
  await expect(page.getByLabel('Password')).toHaveValue('')
})

test('a wrong code is said, the field is empty again, and a recovery code does it too', async ({
  page,
  start,
}) => {
  const core = await start({ session: 'second-factor', shift: null })
  const code = page.getByLabel('Code of six digits')
  await page.keyboard.type('111 111')
  await expect(page.getByRole('alert')).toContainText('a code that fits')
  await expect(code).toHaveValue('')
  await page.keyboard.press('F2')
  await page.keyboard.type(KNOWN.recoveryCode.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(screen(page, 'Start of shift')).toBeVisible()
  expect(core.session.asked.calls).toEqual(['totp', 'recovery'])
})

test('first run picks the policy, names the first administrator and sets up both factors', async ({
  page,
  start,
}) => {
  await start({ session: 'set-up' })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Missing: the agency')
  await page.getByRole('radio', { name: /Made-up Police Department/ }).focus()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is no default password')).toBeVisible()
  await typeAndTab(page, '1', 'First admin')
  await page.keyboard.press('Enter')
  await expect(screen(page, 'Set your password')).toContainText('First admin, badge 1')
  await typeAndTab(page, 'short', 'other')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a password of at least 8 characters')
  await expect(page.getByRole('alert')).toContainText('the same password twice')
  await page.getByLabel('New password', { exact: true }).fill('password')
  await page.getByLabel('New password again').fill('password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('on no list of known ones. Clause 100.2.')
  await page.getByLabel('New password', { exact: true }).fill(KNOWN.password)
  await page.getByLabel('New password again').fill(KNOWN.password)
  await page.keyboard.press('Enter')
  const factor = screen(page, 'Set up your second factor')
  await expect(factor.getByRole('img', { name: 'Address for an authenticator' })).toBeVisible()
  await expect(factor).toContainText('JBSW Y3DP EHPK 3PXP')
  await expect(factor.getByRole('list', { name: 'Recovery codes' }).locator('li')).toHaveCount(10)
  await page.keyboard.type(KNOWN.code)
  // An administrator has no shift: the menu, never the reel, and what is still to be done.
  await expect(screen(page, 'Menu')).toContainText('The policy approved by a second person. Clause 100.1.')
  await expect(page.locator('main')).toHaveCount(0)
})

test('the QR code is dark on light and can be scanned by its size', async ({ page, start }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await start({ session: 'enrolling' })
  await page.getByLabel('New password', { exact: true }).fill(KNOWN.password)
  await page.getByLabel('New password again').fill(KNOWN.password)
  await page.keyboard.press('Enter')
  const code = page.locator('.qr-code')
  await expect(code).toBeVisible()
  const { width, ground, ink } = await code.evaluate((element) => {
    const { backgroundColor, fill } = getComputedStyle(element)
    return { width: element.getBoundingClientRect().width, ground: backgroundColor, ink: fill }
  })
  expect(width).toBeGreaterThanOrEqual(200)
  expect([ground, ink]).toEqual(['rgb(208, 163, 106)', 'rgb(0, 0, 0)'])
})

test('a new account begins with its enrolment code, typed as it comes', async ({ page, start }) => {
  await start({ session: 'signed-out' })
  await page.keyboard.press('F1')
  await expect(screen(page, 'Sign in')).toBeVisible()
  await page.keyboard.press('F3')
  await expect(screen(page, 'New account')).toBeVisible()
  await typeAndTab(page, '812', 'abcd efgh')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the enrolment code, 16 letters and digits')
  await page.keyboard.type(' jkmn pqrs')
  await page.keyboard.press('Enter')
  await expect(screen(page, 'Set your password')).toContainText('badge 812')
})

test('a locked account shows its challenge, takes the release code and lets others sign in', async ({
  page,
  start,
}) => {
  await start({ session: 'locked' })
  const locked = screen(page, 'The account is locked')
  await expect(locked).toContainText('5 sign-ins failed within 15 minutes. Clause 100.2.')
  await expect(locked.locator('.challenge')).toHaveText(KNOWN.challenge)
  await page.keyboard.press('F2')
  await expect(screen(page, 'Sign in')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.type('wrong-code')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a release code that fits')
  await page.getByLabel('Release code').fill(KNOWN.release.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(screen(page, 'Sign in')).toBeVisible()
})

test('a lock leaves no plate on the screen or in what is typed, and six digits bring the shift back', async ({
  page,
  start,
}) => {
  const core = await start({ reads: 40, cameras: [{ name: 'FRONT' }] })
  await expect(page.locator('.reel-row').first()).toBeVisible()
  const plate = core.readOf(40).plate
  await expect(page.locator('body')).toContainText(plate)
  await page.keyboard.press('F4')
  await page.keyboard.type('QQ1234')
  core.hits.raise({ read: READ, isDeferred: true })
  await expect(page.locator('.status-line')).toContainText('1 open')
  core.session.go('alert-only')
  await expect(screen(page, 'Alert only: reading goes on')).toBeVisible()
  await expect(page.locator('.status-line')).toContainText('0 open')
  const left = await page.evaluate(() => document.documentElement.outerHTML)
  expect([plate, 'ZX98765', 'QQ1234', 'AB12345'].filter((one) => left.includes(one))).toEqual([])
  for (const key of ['F1', 'F3', 'F7', 'F9', 'F10']) await page.keyboard.press(key)
  await expect(page.locator('.reel, .desk-screen, main')).toHaveCount(0)
  await page.getByLabel('Code of six digits').fill(KNOWN.code)
  await expect(page.locator('.reel-row').first()).toBeVisible()
  await page.keyboard.press('F4')
  await expect(page.getByLabel('Plate', { exact: true })).toHaveValue('')
})

test('alert-only shows and sounds a critical hit by picture and category, and no other', async ({
  page,
  start,
}) => {
  await page.addInitScript(() => {
    SpeechSynthesis.prototype.speak = ({ text }) => {
      document.documentElement.dataset['said'] = text
    }
    window.OscillatorNode = class extends OscillatorNode {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options)
        const { dataset } = document.documentElement
        dataset['tones'] = String(Number(dataset['tones'] ?? 0) + 1)
      }
    }
  })
  const core = await start({
    session: 'alert-only',
    cameras: [{ name: 'FRONT' }, { name: 'LEFT', state: 'lost' }],
  })
  await page.keyboard.press('Shift')
  const board = page.getByRole('region', { name: 'Critical alerts' })
  await expect(board).toContainText('Cameras: 1 of 2 give pictures.')
  core.hits.raise({ read: READ, presentation: { severity: 'low', sound: 'low' } })
  core.hits.raise({ read: READ })
  await expect(board).toContainText('Stolen vehicle')
  await expect(board).toContainText('Possible match - not verified.')
  await expect(board.locator('[data-shape=critical]').first()).toBeVisible()
  await expect(board.locator('img')).toHaveJSProperty('naturalWidth', 150)
  await expect(page.locator('html')).toHaveAttribute('data-tones', '3')
  const words = 'Possible match. Stolen vehicle. Not verified.'
  await expect(page.locator('html')).toHaveAttribute('data-said', words)
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(READ.plate)
  // Another officer's way in does not sound it again.
  await page.keyboard.press('F2')
  await expect(screen(page, 'Sign in').getByRole('region', { name: 'Critical alerts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('html')).toHaveAttribute('data-tones', '3')
  // Dark by day too, and the theme that was chosen comes back with the officer.
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'night')
  await page.keyboard.type(KNOWN.code)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'day')
})

test('another officer takes an idle console over with his badge, password and code', async ({
  page,
  start,
}) => {
  const core = await start({ session: 'alert-only' })
  await page.keyboard.press('F2')
  await expect(screen(page, 'Sign in')).toContainText('Signing in acknowledges this notice.')
  await expect(screen(page, 'Sign in')).toContainText('it is watched and recorded')
  await signIn(page, '90')
  await expect(page.getByLabel('Code of six digits')).toBeFocused()
  await page.keyboard.type(KNOWN.code)
  await expect(screen(page, 'Start of shift')).toContainText('Patrol 90, badge 90')
  expect(core.session.asked.acknowledged).toBe(1)
})

test('after twelve hours the password is asked again', async ({ page, start }) => {
  const core = await start({ session: 'alert-only' })
  core.session.set({
    stage: 'alert-only',
    badge: '4711',
    name: 'Patrol one',
    why: 'twelve-hours',
    methods: ['totp'],
  })
  await expect(screen(page, 'Sign in')).toContainText('password and second factor are asked again')
})

test('a lost connection is taken up by a token that is used once each', async ({ page, start }) => {
  const core = await start({ session: 'second-factor' })
  await page.keyboard.type(KNOWN.code)
  await expect(page.locator('.status-line')).toContainText('badge 4711')
  for (const spent of [['token-1'], ['token-1', 'token-2']]) {
    core.dropConnections()
    await expect.poll(() => core.session.asked.resumed).toEqual(spent)
    await expect(page.locator('.notices')).toHaveText('')
    await expect(page.locator('.status-line')).toContainText('badge 4711')
  }
})

test('without a core the console shuts by itself after the idle time', async ({ page, start }) => {
  const core = await start({ reads: 20, idleMs: 4000 })
  await expect(page.locator('.reel-row').first()).toBeVisible()
  core.state.isRefusing = true
  core.dropConnections()
  await expect(page.locator('.stage')).toContainText('It is not known who is signed in.')
  await expect(page.locator('.reel')).toHaveCount(0)
  core.state.isRefusing = false
  await expect(page.locator('.reel-row').first()).toBeVisible()
})

test('input is told to the core at most once in its time', async ({ page, start }) => {
  const core = await start()
  for (let press = 0; press < 20; press++) await page.keyboard.press('Shift')
  await expect.poll(() => core.session.asked.active).toBe(1)
})

test('missing training names each item with its clause, knows no override, and leads out', async ({
  page,
  start,
}) => {
  const profile = madeUpProfile()
  const core = await start({ shift: null, profile, training: madeUpTraining(profile, ['leads', 'policy']) })
  const gate = screen(page, 'No shift without valid training')
  await expect(gate.getByRole('list', { name: 'Trainings that are not valid' }).locator('li')).toHaveText([
    'current policy: missing. Clause 100.5.',
    'LEADS training: missing. Clause 100.5.',
  ])
  await expect(gate).toContainText('There is no override')
  core.hits.raise()
  for (const key of ['F3', 'F4', 'F10']) await page.keyboard.press(key)
  await expect(gate).toBeVisible()
  await expect(page.getByText(/possible match/i)).toHaveCount(0)
  await page.keyboard.press('F2')
  await expect(screen(page, 'Notice')).toBeVisible()
})

test('training that ends soon is one line at the start of a shift', async ({ page, start }) => {
  const training = madeUpTraining(madeUpProfile()).map((item) =>
    item.kind === 'policy' ? Object.assign(item, { remindDays: 12 }) : item,
  )
  await start({ shift: null, training })
  await expect(page.locator('.screen')).toContainText('Training ends soon: current policy in 12 days.')
})

test('a password that is due is changed before anything else', async ({ page, start }) => {
  await start({ isPasswordDue: true })
  const due = screen(page, 'Change your password')
  await expect(due).toContainText('It is older than 365 days. Clause 100.2.')
  await page.keyboard.press('F1')
  await expect(due).toBeVisible()
  await typeAndTab(page, KNOWN.password, KNOWN.password, KNOWN.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a password that you have not had')
  await page.getByLabel('New password', { exact: true }).fill('seven green bottles')
  await page.getByLabel('New password again').fill('seven green bottles')
  await page.keyboard.press('Enter')
  await expect(page.locator('.reel')).toBeVisible()
})

test('my sign-in changes the password and locks the console; the menu leads there by a digit', async ({
  page,
  start,
}) => {
  await start()
  await page.keyboard.press('F1')
  await page.getByRole('button', { name: /My sign-in/ }).click()
  await expect(screen(page, 'My sign-in')).toContainText('This window cannot use security keys.')
  await typeAndTab(page, KNOWN.password, 'seven green bottles', 'seven green bottles')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The password is changed.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await page.keyboard.press('0')
  await expect(screen(page, 'Alert only: reading goes on')).toContainText('The console was locked.')
})

test('an auditor has no shift and no reel: the menu, past it nothing of the road, and the way out', async ({
  page,
  start,
}) => {
  const core = await start({ officer: { roles: ['auditor'] }, reads: 20 })
  await expect(screen(page, 'Menu')).toBeVisible()
  core.hits.raise()
  for (const key of ['F3', 'F4', 'F5', 'F6', 'F7', 'F9', 'F10']) await page.keyboard.press(key)
  await expect(screen(page, 'Menu')).toBeVisible()
  await expect(page.getByText(/possible match/i)).toHaveCount(0)
  await expect(page.locator('.status-line')).toContainText('badge 4711, no shift')
  await page.keyboard.press('F2')
  await expect(screen(page, 'Notice')).toBeVisible()
})

test('a supervisor who does not operate reviews past hits without a shift', async ({ page, start }) => {
  await start({ officer: { roles: ['supervisor'] } })
  await page.keyboard.press('F10')
  await expect(page.getByRole('tab')).toHaveText(['1 Recent', '2 Proven wrong', '3 Accuracy'])
  await page.keyboard.press('Escape')
  await expect(screen(page, 'Menu')).toBeVisible()
})

test('an audit that cannot be written is said on every screen', async ({ page, start }) => {
  const core = await start({ session: 'signed-out' })
  core.failAudit('The disk is full.')
  await expect(page.locator('.notices')).toContainText(
    'The audit cannot be written. Data stay shut; alerts go on. The disk is full.',
  )
})

test('a security key signs in and is registered where the host can', async ({ page, start }) => {
  const core = await start({
    session: 'second-factor',
    shift: null,
    methods: ['totp', 'security-key'],
    canUseSecurityKeys: true,
  })
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasResidentKey: true, automaticPresenceSimulation: true },
  })
  await page.goto(core.url.replace('127.0.0.1', 'localhost'))
  await expect(page.getByLabel('Code of six digits')).toBeFocused()
  await page.keyboard.type(KNOWN.code)
  await expect(screen(page, 'Start of shift')).toBeVisible()
  await page.keyboard.press('F1')
  await page.getByRole('button', { name: /My sign-in/ }).click()
  await page.getByLabel('Name of the key').fill('blue key')
  await page.keyboard.press('Enter')
  await expect(page.getByText('blue key is registered.')).toBeVisible()
  core.session.go('second-factor')
  await expect(screen(page, 'Second factor')).toBeVisible()
  await page.keyboard.press('F3')
  await expect(screen(page, 'Start of shift')).toBeVisible()
})

for (const size of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every screen of the way in fits ${size.width} x ${size.height}, ${colorScheme}`, async ({
      page,
      start,
    }) => {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      const core = await start({ session: 'set-up', methods: ['totp', 'recovery', 'security-key'] })
      const fits = async (name: string): Promise<void> => {
        await expect(screen(page, name)).toBeVisible()
        await page.evaluate(() => document.fonts.ready)
        expect(await screenFaults(page), name).toEqual([])
        await shot(page, `${name}-${size.width}-${colorScheme}`)
      }
      await fits('First run, step 1 of 3: the agency')
      await page.getByText('Made-up Police Department').click()
      await page.keyboard.press('Enter')
      await fits('First run, step 2 of 3: the first administrator')
      core.session.go('enrolling')
      await fits('Set your password')
      await page.getByLabel('New password', { exact: true }).fill(KNOWN.password)
      await page.getByLabel('New password again').fill(KNOWN.password)
      await page.keyboard.press('Enter')
      await fits('Set up your second factor')
      const heights = await page
        .locator('.recovery-codes li')
        .evaluateAll((codes) => codes.map((code) => code.getBoundingClientRect().height))
      // No code is broken over two lines: it is copied by hand.
      expect(Math.max(...heights)).toBeLessThan(30)
      core.session.go('signed-out')
      await fits('Notice')
      await page.keyboard.press('Enter')
      await fits('Sign in')
      await page.keyboard.press('F3')
      await fits('New account')
      core.session.go('second-factor')
      await fits('Second factor')
      core.session.go('locked')
      await fits('The account is locked')
      for (let hit = 0; hit < 6; hit++) core.hits.raise({ read: READ })
      core.session.go('alert-only')
      await expect(page.locator('.alert-big img')).toHaveJSProperty('naturalWidth', 150)
      await fits('Alert only: reading goes on')
      core.session.go('signed-in')
      await page.keyboard.press('Escape')
    })

    test(`menu, training gate and own sign-in fit ${size.width} x ${size.height}, ${colorScheme}`, async ({
      page,
      start,
    }) => {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      const fits = async (name: string): Promise<void> => {
        await page.evaluate(() => document.fonts.ready)
        expect(await screenFaults(page), name).toEqual([])
        await shot(page, `${name}-${size.width}-${colorScheme}`)
      }
      await start({ officer: { roles: ['operator', 'manager', 'administrator'] }, canUseSecurityKeys: true })
      await page.keyboard.press('F1')
      await expect(page.getByText('Still to be done')).toBeVisible()
      await fits('menu')
      await page.getByRole('button', { name: /My sign-in/ }).click()
      await expect(screen(page, 'My sign-in')).toBeVisible()
      await fits('my-sign-in')
      const profile = madeUpProfile()
      await start({
        shift: null,
        profile,
        training: madeUpTraining(profile, profile.trainingAlpr.value.modules),
      })
      await expect(screen(page, 'No shift without valid training')).toBeVisible()
      await fits('training-gate')
      await start({ isPasswordDue: true })
      await expect(screen(page, 'Change your password')).toBeVisible()
      await fits('password-due')
    })
  }
}
