// The records console over a scripted department: every screen, by keyboard, at both sizes and in every theme.
import { expect, type Page } from '@playwright/test'
import { screenFaults, shot, SIZES } from '../support/console/console-test.ts'
import { screenOf } from '../support/console/scripted-office-page.ts'
import { openScreen, test } from '../support/records-console/records-test.ts'

const ALL = { roles: ['manager', 'assigner', 'administrator'] as const }
const EVERYBODY = { ...ALL, roles: [...ALL.roles] }
const REASON = 'Theft of a truck in Elm Street'

/** Fills in why and searches for everything. */
async function search(page: Page): Promise<void> {
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Case number').fill('26-10441')
  await page.getByLabel('Articulable facts').fill('A witness saw the truck leave towards the highway')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, '100 reads, and more')).toBeVisible()
}

/** Each top screen with its key, and something that only its answer brings. */
const SCREENS = [
  ['1', 'Search', 'Clause 100.7 (b)'],
  ['2', 'Holds', '26-10082'],
  ['3', 'Retention', 'at most 30 days'],
  ['4', 'Evidence', '26-09977'],
  ['5', 'Sharing', 'Made-up County Sheriff'],
  ['6', 'Cars', 'Squad 21'],
  ['7', 'Reports', 'Public transparency'],
  ['d', 'To do', 'The policy approved by a second person'],
  ['p', 'People', 'Patrol two'],
  ['t', 'Training', 'ALPR'],
  ['o', 'Policy in force', 'Made-up'],
] as const

test('every screen opens by its key, and Esc leads back to the navigation', async ({ page, start }) => {
  await start({ officer: EVERYBODY })
  for (const [keyName, title, words] of SCREENS) {
    await openScreen(page, keyName)
    await expect(screenOf(page, title)).toContainText(words)
    await page.keyboard.press('Escape')
    await expect(page.locator('.navigation button[aria-current]')).toBeFocused()
    await expect(page.locator('.navigation button[aria-current]')).toContainText(title.split(' ')[0] ?? '')
  }
})

test('who audits sees audit, reviews and radar, and no records', async ({ page, start }) => {
  await start({ officer: { badge: '3001', name: 'Auditor one', roles: ['auditor'] } })
  for (const [keyName, title] of [
    ['a', 'Audit'],
    ['v', 'Reviews'],
    ['m', 'Misuse radar'],
  ] as const) {
    await openScreen(page, keyName)
    await expect(screenOf(page, title)).toBeVisible()
  }
  await expect(page.locator('.navigation').getByRole('button', { name: /Search/ })).toHaveCount(0)
  await expect(page.locator('.navigation').getByRole('button', { name: /Cars/ })).toHaveCount(0)
})

test('a search without a reason is refused with what is missing, and nothing is asked', async ({
  page,
  start,
}) => {
  const department = await start()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the case number')
  await expect(page.getByRole('alert')).toContainText('Clause 100.7 (b)')
  expect(department.asked.reasons).toEqual([])
  await search(page)
  expect(department.asked.reasons).toEqual([REASON])
})

test('rows are walked, marked, opened and loaded further by keyboard', async ({ page, start }) => {
  const department = await start()
  await search(page)
  const list = page.getByRole('listbox', { name: 'Reads found, newest first' })
  await expect(list).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(list.getByRole('option', { selected: true })).toHaveCount(2)
  await expect(page.getByRole('button', { name: /Hold/ }).last()).toContainText('2 marked')
  await expect.poll(() => department.looked.length).toBe(1)
  await page.keyboard.press('F5')
  await expect(screenOf(page, '200 reads, and more')).toBeVisible()
  await page.keyboard.press('F5')
  await expect(screenOf(page, '260 reads')).toBeVisible()
  await page.keyboard.press('Enter')
  const record = screenOf(page, /^Read of Squad/)
  await expect(record).toContainText('All it may be')
  await expect(record.getByRole('img', { name: /Plate as read/ })).toBeVisible()
  await page.keyboard.press('F6')
  await expect(record).toContainText('reads are kept for 30 days')
  await page.keyboard.press('Escape')
  await expect(list.getByRole('option', { selected: true })).toHaveCount(2)
})

test('marked rows are held under a new hold, and the record says so', async ({ page, start }) => {
  await start()
  await search(page)
  await page.keyboard.press('Space')
  await page.keyboard.press('F2')
  await expect(screenOf(page, 'Hold 1 record')).toBeVisible()
  await page.getByLabel('Ground').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the ground, in at least 10 characters')
  await page.getByLabel('Ground').fill('The truck of the theft in Elm Street')
  await page.keyboard.press('Enter')
  const first = page.getByRole('option').first()
  await expect(first).toContainText('held')
  await page.keyboard.press('Enter')
  await page.keyboard.press('F6')
  await expect(screenOf(page, /^Read of/)).toContainText('not while a hold')
  await openScreen(page, '2')
  await expect(page.getByRole('grid', { name: 'Holds' })).toContainText('The truck of the theft')
})

test('what was found stays while another screen is open, and goes with the session', async ({
  page,
  start,
}) => {
  const department = await start()
  await search(page)
  await openScreen(page, '2')
  await openScreen(page, '1')
  await expect(screenOf(page, '100 reads, and more')).toBeVisible()
  department.session.go('signed-out')
  await expect(screenOf(page, 'Notice')).toBeVisible()
  department.session.go('signed-in')
  await expect(screenOf(page, 'Search')).toBeVisible()
  await expect(page.getByLabel('Reason')).toHaveValue('')
})

test('a rectangle on the plot searches again in that area, for the same reason', async ({ page, start }) => {
  const department = await start()
  await search(page)
  const plot = page.locator('.place-plot svg')
  const box = await plot.boundingBox()
  if (box === null) throw new Error('no plot')
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.7, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Search in this rectangle' }).click()
  await expect.poll(() => department.asked.areas).toBe(1)
  expect(department.asked.reasons).toEqual([REASON, REASON])
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Area')).toHaveValue(/^42\.\d{4}, -87\.\d{4}, 42\.\d{4}, -87\.\d{4}$/)
})

test('an export asks its own reason and gives one file, once', async ({ page, start }) => {
  await start()
  await search(page)
  await page.keyboard.press('F4')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('the reason, in at least 10 characters')
  await page.getByLabel('Reason').fill('For the case file of the prosecutor')
  await page.keyboard.press('Enter')
  const link = page.getByRole('link', { name: 'Fetch the file' })
  await expect(link).toBeFocused()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toBe('reads.csv')
  await expect(link).toHaveCount(0)
})

test('evidence is made of marked rows, fetched and booked, each a line of custody', async ({
  page,
  start,
}) => {
  await start()
  await search(page)
  await page.keyboard.press('F3')
  await page.getByLabel('What it is evidence of').fill('The truck on the way to the highway')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText("the receiver's public key")
  await page.getByText('A passphrase').click()
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('seven wooden spoons and a kettle')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Evidence of case 26-10441')).toContainText('The package is made: 1 record')
  await openScreen(page, '4')
  await page.getByRole('row', { name: /26-10441/ }).click()
  await page.keyboard.press('Enter')
  await page.keyboard.press('F3')
  await page.getByLabel('Booking number').fill('B-2217')
  await page.getByLabel('Who took it, and where').fill('Evidence room, window two')
  await page.keyboard.press('Enter')
  const opened = screenOf(page, 'Evidence of case 26-10441')
  await expect(opened).toContainText('B-2217')
  await expect(opened.getByRole('region', { name: 'Chain of custody' })).toContainText('booked')
})

test('a share out of state is stopped without a declaration, and goes with one', async ({ page, start }) => {
  await start()
  await openScreen(page, '5')
  await page.getByRole('row', { name: /Made-up County Sheriff/ }).click()
  await page.keyboard.press('Enter')
  const request = screenOf(page, 'Request of Made-up County Sheriff')
  await expect(request).toContainText('a written declaration of the agency that stands')
  await expect(request).toContainText('625 ILCS 5/2-130 (c)')
  await page.keyboard.press('F2')
  await page.getByText('Approve', { exact: true }).click()
  await page.getByLabel('Why').fill('It is a stolen vehicle case')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('a written declaration')
  await openScreen(page, '5')
  await page.keyboard.press('F3')
  await page.getByRole('row', { name: /Made-up County Sheriff/ }).click()
  await page.keyboard.press('Enter')
  await page.keyboard.press('F3')
  await page.getByLabel('Signed by').fill('The sheriff')
  await page.getByLabel('Signed on').fill('2026-11-02')
  await page
    .getByLabel('Document')
    .setInputFiles({ name: 'declaration.pdf', mimeType: 'application/pdf', buffer: Buffer.from('a scan') })
  await expect(page.getByText('declaration.pdf is handed in.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Made-up County Sheriff')).toContainText('stands')
  await openScreen(page, '5')
  await page.getByRole('row', { name: /Made-up County Sheriff/ }).click()
  await page.keyboard.press('Enter')
  await page.keyboard.press('F2')
  await page.getByText('Approve', { exact: true }).click()
  await page.getByLabel('Why').fill('It is a stolen vehicle case')
  await page.keyboard.press('Enter')
  await expect(request).toContainText('approved')
  await page.keyboard.press('F3')
  await page.getByText('A passphrase').click()
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('seven wooden spoons and a kettle')
  await page.keyboard.press('Enter')
  await expect(request).toContainText('Watermark')
  await page.keyboard.press('F4')
  await expect(page.getByRole('link', { name: 'Fetch the file' })).toBeFocused()
})

test('nobody decides on a request that he entered', async ({ page, start }) => {
  await start({ officer: { badge: '4711', name: 'Patrol one', roles: ['manager'] } })
  await openScreen(page, '5')
  await page.getByRole('row', { name: /Made-up County Sheriff/ }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Decide/ })).toBeDisabled()
  await page.keyboard.press('F2')
  await expect(screenOf(page, 'Request of Made-up County Sheriff')).toBeVisible()
})

test('a car is ordered to transfer, and a ticket for a new one is shown once', async ({ page, start }) => {
  await start({ officer: EVERYBODY })
  await openScreen(page, '6')
  await expect(page.getByRole('row', { name: /Squad 21/ })).toContainText('overdue')
  await expect(page.getByRole('row', { name: /Squad 14/ })).toContainText('taken, 42 % here')
  await page.getByRole('row', { name: /Squad 21/ }).click()
  await page.keyboard.press('Enter')
  await page.keyboard.press('F2')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Squad 21')).toContainText('ordered, at its next contact')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F7')
  await page.getByLabel('Name of the car').fill('Squad 30')
  await page.keyboard.press('Enter')
  const ticket = screenOf(page, 'Ticket for Squad 30')
  await expect(ticket.getByRole('group', { name: 'Enrolment ticket' })).toContainText('lookout-enrol:')
  await page.keyboard.press('Escape')
  await expect(page.locator('body')).not.toContainText('lookout-enrol:')
})

test('a notice is seen, and the line at the bottom says how many are not', async ({ page, start }) => {
  const department = await start({ officer: EVERYBODY })
  await expect(page.locator('.server-line')).toContainText('2 not seen')
  await openScreen(page, '6')
  await page.keyboard.press('F2')
  await page.getByRole('row', { name: /Squad 21/ }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /Squad 21/ })).toContainText('by 2001')
  department.dropConnections()
  await expect(page.locator('.server-line')).toContainText('1 not seen')
})

test('a purge is decided, a dry run takes nothing, and an unmet proof stands out', async ({
  page,
  start,
}) => {
  await start({ officer: EVERYBODY })
  await openScreen(page, '3')
  await page.getByRole('row', { name: /^Reads/ }).click()
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Dry run: reads')).toContainText('Nothing goes by looking.')
  await expect(screenOf(page, 'Dry run: reads')).toContainText('hold of case 26-10082')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  await expect(page.getByRole('grid', { name: 'Proposals' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByText('Let it go').click()
  await page.getByLabel('Why').fill('Looked over, none of it is open')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /412 rows/ })).toContainText('approved')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F4')
  await expect(page.getByRole('row', { name: /not met/ })).toHaveAttribute('data-marked', 'true')
})

test('a report is drawn with its numbers, a suppressed one by no bar', async ({ page, start }) => {
  await start()
  await openScreen(page, '7')
  await page.getByText('Accuracy by cause').click()
  await page.keyboard.press('Enter')
  const chart = page.getByRole('list', { name: 'Why hits were wrong: Hits' })
  await expect(chart.getByRole('listitem')).toHaveCount(4)
  await expect(chart).toContainText('184')
  await expect(page.getByRole('region', { name: 'Why hits were wrong, table' })).toContainText('fewer than 5')
  await page.keyboard.press('F2')
  await expect(page.getByRole('link', { name: 'Fetch the file' })).toBeVisible()
})

test('a session that stands idle is locked, tells nothing, and opens by the second factor', async ({
  page,
  start,
}) => {
  const department = await start()
  await openScreen(page, '0')
  await expect(screenOf(page, 'Locked')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('Alert only')
  await expect(page.locator('.navigation')).toHaveCount(0)
  await page.keyboard.type('246810')
  await expect(screenOf(page, 'Search')).toBeVisible()
  expect(department.session.asked.calls).toEqual(['totp'])
})

test('the way in is notice, password and second factor', async ({ page, start }) => {
  await start({ session: 'signed-out' })
  await expect(screenOf(page, 'Notice')).toContainText('Made-up')
  await page.keyboard.press('F1')
  await expect(screenOf(page, 'Sign in')).toContainText('The records of the department.')
  await page.getByLabel('Badge number').fill('2001')
  await page.getByLabel('Password').fill('plum rocket ninety')
  await page.keyboard.press('Enter')
  await expect(screenOf(page, 'Second factor')).toBeVisible()
  await page.keyboard.type('246810')
  await expect(screenOf(page, 'Search')).toBeVisible()
})

test('without the server a notice says so, and the console takes the session up again', async ({
  page,
  start,
}) => {
  const department = await start()
  department.state.isRefusing = true
  department.dropConnections()
  await expect(page.locator('.notice')).toContainText('Console lost the server.')
  department.state.isRefusing = false
  await expect(page.locator('.notice')).toHaveCount(0)
  await openScreen(page, '2')
  await expect(page.getByRole('grid', { name: 'Holds' })).toBeVisible()
})

/** What the two sizes and the themes look at: the key of a screen, and what is pressed on it. */
const LOOKS = [
  ['search', '1', []],
  ['holds', '2', []],
  ['hold', '2', ['Enter']],
  ['hold review', '2', ['Enter', 'F2']],
  ['hold lift', '2', ['Enter', 'F3']],
  ['retention', '3', []],
  ['retention dry run', '3', ['Enter']],
  ['retention proposals', '3', ['F2']],
  ['retention decision', '3', ['F2', 'Enter']],
  ['retention certificates', '3', ['F3']],
  ['retention proofs', '3', ['F4']],
  ['evidence', '4', []],
  ['evidence package', '4', ['Enter']],
  ['evidence fetch', '4', ['Enter', 'F2']],
  ['evidence booking', '4', ['Enter', 'F3']],
  ['sharing', '5', []],
  ['sharing request', '5', ['Enter']],
  ['sharing decision', '5', ['Enter', 'F2']],
  ['sharing entered', '5', ['F2']],
  ['sharing agencies', '5', ['F3']],
  ['sharing others', '5', ['F4']],
  ['sharing answer', '5', ['F4', 'Enter']],
  ['sharing forwarded', '5', ['F5']],
  ['cars', '6', []],
  ['car', '6', ['Enter']],
  ['car order', '6', ['Enter', 'F2']],
  ['car revoke', '6', ['Enter', 'F3']],
  ['cars notices', '6', ['F2']],
  ['cars packages', '6', ['F4']],
  ['cars lists', '6', ['F5']],
  ['cars publish', '6', ['F6']],
  ['cars invite', '6', ['F7']],
  ['reports', '7', []],
  ['report', '7', ['Enter']],
  ['to do', 'd', []],
  ['my sign-in', 'i', []],
] as const

for (const size of SIZES) {
  const name = `${size.width} x ${size.height}`
  test(`the screens of the records console fit ${name}`, async ({ page, start }) => {
    await page.setViewportSize(size)
    await start({ officer: EVERYBODY })
    const faults: string[] = []
    for (const [look, keyName, presses] of LOOKS) {
      await openScreen(page, keyName)
      for (const press of presses) {
        await settled(page)
        await page.keyboard.press(press)
      }
      await settled(page)
      faults.push(...(await screenFaults(page)).map((fault) => `${look}: ${fault}`))
      await shot(page, `records ${size.width} ${look}`)
    }
    await openScreen(page, '1')
    await search(page)
    await expect(page.getByRole('img', { name: /Plate as read/ })).toBeVisible()
    faults.push(...(await screenFaults(page)).map((fault) => `results: ${fault}`))
    await shot(page, `records ${size.width} results`)
    for (const [look, press] of [
      ['record', 'Enter'],
      ['hold records', 'F2'],
      ['make evidence', 'F3'],
      ['export', 'F4'],
    ] as const) {
      await page.keyboard.press(press)
      await settled(page)
      faults.push(...(await screenFaults(page)).map((fault) => `${look}: ${fault}`))
      await shot(page, `records ${size.width} ${look}`)
      await page.keyboard.press('Escape')
      await settled(page)
    }
    expect(faults).toEqual([])
  })
}

/** No screen is still asking. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.screen')).toBeVisible()
  await expect(page.getByText('Asking the server.')).toHaveCount(0)
}

for (const [theme, scheme] of [
  ['night', 'dark'],
  ['contrast', 'light'],
] as const) {
  test(`words and shapes are told apart in the ${theme} theme`, async ({ page, start }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await start({ officer: EVERYBODY })
    for (let press = 0; press < 3; press += 1) {
      if ((await page.locator('html').getAttribute('data-theme')) === theme) break
      await page.keyboard.press('F8')
    }
    await search(page)
    expect(await faintWords(page)).toEqual([])
    await shot(page, `records ${theme} results`)
    for (const keyName of ['2', '3', '5', '6']) {
      await openScreen(page, keyName)
      await settled(page)
      expect(await faintWords(page)).toEqual([])
      await shot(page, `records ${theme} ${keyName}`)
    }
  })
}

/** Words that are drawn fainter than 4.5 to 1 against what they stand on. */
function faintWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number)
    function luminance(colour: string): number {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
        const share = channel / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    function groundOf(part: Element | null): string {
      if (part === null) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(part)
      const alpha = channels(backgroundColor)[3] ?? 1
      return alpha === 0 ? groundOf(part.parentElement) : backgroundColor
    }
    const found: string[] = []
    for (const part of document.querySelectorAll<HTMLElement>('.console *')) {
      const hasWords = [...part.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      )
      if (!hasWords || part.closest('svg') !== null || part.getClientRects().length === 0) continue
      const [dark = 0, light = 0] = [
        luminance(getComputedStyle(part).color),
        luminance(groundOf(part)),
      ].toSorted((one, other) => one - other)
      const reached = (light + 0.05) / (dark + 0.05)
      if (reached < 4.5) found.push(`${part.textContent}: ${reached.toFixed(2)}`)
    }
    return found
  })
}
