// The console in a real browser over a scripted core: every state it can be in, without a camera, a
// recogniser or a database. The whole path from a camera to the prompt is tested elsewhere.
import { expect, type Page } from '@playwright/test'
import { SIZES, test } from '../support/console/console-test.ts'
import type { ScriptedCore } from '../support/console/scripted-core.ts'

const FOUR_CAMERAS = [
  { name: 'FRONT', mount: 'front', replaced: 1204 },
  { name: 'REAR', mount: 'rear', framesPerSecond: 13.1 },
  {
    name: 'LEFT',
    mount: 'left',
    state: 'lost',
    framesPerSecond: 0,
    lastError: 'no such device: /dev/video2',
  },
  { name: 'Gate 4', mount: 'right', kind: 'fixed', state: 'frozen' },
] as const

/** Sequence numbers of the rows that can be seen, top to bottom. */
function visibleSequences(page: Page): Promise<number[]> {
  return page.locator('.reel-rows').evaluate((reel) => {
    const { top, bottom } = reel.getBoundingClientRect()
    return [...reel.querySelectorAll<HTMLElement>('.reel-row[data-sequence]')]
      .map((row) => ({ sequence: Number(row.dataset['sequence']), box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.top >= top - 1 && box.bottom <= bottom + 1)
      .toSorted((one, other) => one.box.top - other.box.top)
      .map(({ sequence }) => sequence)
  })
}

function scrollReelTo(page: Page, share: number): Promise<void> {
  return page.locator('.reel-rows').evaluate((reel, share) => {
    reel.scrollTop = (reel.scrollHeight - reel.clientHeight) * share
  }, share)
}

/** Scrolls through a reel of 100,000 and waits until the rows there have come; their sequences. */
async function lookAt(page: Page, share: number): Promise<number[]> {
  await expect(page.locator('.reel-row').first()).toBeVisible()
  await scrollReelTo(page, share)
  const wanted = 100_000 * (1 - share)
  await expect
    .poll(async () => Math.abs(((await visibleSequences(page))[0] ?? Number.NaN) - wanted))
    .toBeLessThan(20)
  return visibleSequences(page)
}

/** What is cut off, laid over one another or outside the window; empty when all can be read. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement
    const found: string[] = []
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls')
    const parts = document.querySelectorAll<HTMLElement>(
      'main, main section, .notices, .notice, .prompt, .prompt header, .prompt-body, .prompt-picture, .prompt-plates, .desk-trouble, .desk-answers, .status-line, .status-line dd, .reel-when span, .camera, .demonstration, button',
    )
    for (const part of parts) {
      const box = part.getBoundingClientRect()
      const name = part.className || part.tagName
      // Rows of the reel may be beyond the window: they are scrolled to.
      const isRow = part.closest('.reel-rows') !== null
      if (!isRow && (box.right > clientWidth + 1 || box.bottom > clientHeight + 1)) {
        found.push(`${name} leaves the window`)
      }
      const isReel = part.classList.contains('reel')
      if (!isReel && part.scrollHeight > part.clientHeight + 1) found.push(`${name} is cut off below`)
      if (!isReel && part.scrollWidth > part.clientWidth + 1) found.push(`${name} is cut off on the right`)
    }
    return found
  })
}

/** Controls without a name, pictures without a text, ids that occur twice, targets that are too low. */
function accessFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const button of document.querySelectorAll('button')) {
      if ((button.textContent ?? '').trim() === '') found.push('a button without a name')
      if (button.getBoundingClientRect().height < 64) found.push(`${button.textContent} is lower than 64 px`)
    }
    for (const image of document.querySelectorAll('img')) {
      if (image.alt === '') found.push(`a picture without a text: ${image.src}`)
    }
    for (const region of document.querySelectorAll('section, [role=listbox], [role=alertdialog]')) {
      if (!region.hasAttribute('aria-label') && !region.hasAttribute('aria-labelledby')) {
        found.push(`a region without a name: ${region.className}`)
      }
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    if (new Set(ids).size !== ids.length) found.push('an id occurs twice')
    if (document.documentElement.lang === '') found.push('the page has no language')
    return found
  })
}

test.describe('the live screen', () => {
  test('shows cameras with their health, the latest reads, the selected read and the status', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 312, cameras: FOUR_CAMERAS })
    await expect(page.locator('.camera')).toHaveText([
      'FRONT 14 frames/s1,204 replaced',
      'REAR 13 frames/s',
      'LEFT no signalno such device: /dev/video2',
      'Gate 4 rightfrozenpicture stands still',
    ])
    const newest = core.readOf(312)
    const row = page.locator('.reel-row').first()
    await expect(row.locator('.plate-text')).toHaveText(newest.plate)
    await expect(row.locator('img')).toHaveJSProperty('naturalWidth', 150)
    await expect(page.locator('.context img')).toHaveJSProperty('naturalWidth', 1280)
    await expect(page.locator('.context .outline')).toHaveAttribute('points', /^548,436 716,440/)
    await expect(page.locator('.selected-read')).toContainText('like this is wrong')
    await expect(page.locator('.status-line')).toContainText('312 reads')
    await expect(page.locator('.status-line')).toContainText('0 not yet transferred')
  })

  test('marks doubtful characters and says when the state or the place is not known', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 1000 })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    const shown = Array.from({ length: 8 }, (_, at) => core.readOf(1000 - at))
    const rows = page.locator('.reel-row')
    const doubtful = shown.map(
      ({ positions }) => positions.filter(({ probability }) => probability < 0.9).length,
    )
    expect(doubtful.some((count) => count > 0)).toBe(true)
    for (const [at, count] of doubtful.entries()) {
      await expect(rows.nth(at).locator('.plate-cell[data-doubtful=true]')).toHaveCount(count)
    }
    const stateless = shown.findIndex(({ state }) => state.code === undefined)
    await expect(rows.nth(stateless)).toContainText('state ?')
    const placeless = shown.findIndex(({ location }) => location.kind === 'none')
    await expect(rows.nth(placeless)).toContainText('no fix')
  })

  test('draws a slash through every zero of a plate', async ({ page, start }) => {
    const core = await start({ reads: 10 })
    core.hits.raise({ read: { plate: 'A0O0', positions: [] } })
    const listed = page.locator('.prompt-plates .plate-text').first()
    const slashes = await listed
      .locator('.plate-cell')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::after').content))
    expect(slashes.map((slash) => slash !== 'none')).toEqual([false, true, false, true])
  })

  test('without cameras, reads and hot lists it says what is missing and what to do', async ({
    page,
    start,
  }) => {
    await start({ status: (status) => ({ ...status, hotLists: [] }) })
    await expect(page.locator('.cameras')).toHaveText(
      'No camera found.Plug one in, name one with --camera, or play footage with --footage PATH.',
    )
    await expect(page.locator('.reel')).toContainText('No reads yet.')
    await expect(page.locator('.selected-read')).toHaveText('No read to look at yet.')
    await expect(page.locator('.notices')).toContainText('No hot list is loaded.')
    await expect(page.locator('.status-line')).toContainText('none loaded')
  })

  test('a recogniser that does not read and short space are told in words', async ({ page, start }) => {
    const core = await start({ reads: 5 })
    core.setStatus((status) => ({
      ...status,
      recogniser: { ...status.recogniser, state: 'not-reading', fault: 'The reader model is missing.' },
      storage: { ...status.storage, guard: 'hits-only', notTransferred: 18_231 },
    }))
    await expect(page.locator('.notices')).toContainText('Not reading. The reader model is missing.')
    await expect(page.locator('.notices')).toContainText('only hits are kept')
    await expect(page.locator('.status-line')).toContainText('18,231 not yet transferred')
  })

  test('a camera that comes back is shown at once', async ({ page, start }) => {
    const core = await start({
      cameras: [{ name: 'LEFT', mount: 'left', state: 'lost', framesPerSecond: 0 }],
    })
    await expect(page.locator('.camera')).toHaveAttribute('data-state', 'lost')
    core.setCameras([{ name: 'LEFT', mount: 'left' }])
    await expect(page.locator('.camera')).toHaveText('LEFT 14 frames/s')
  })

  test('a demonstration is marked on every screen, the prompt and a lost core among them', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 5, status: (status) => ({ ...status, demonstration: true }) })
    const strip = page.getByText('DEMONSTRATION - made-up data, not for police use')
    await expect(strip).toBeVisible()
    core.hits.raise()
    await expect(page.locator('.prompt')).toBeVisible()
    core.state.isRefusing = true
    core.dropConnections()
    await expect(page.locator('.desk-trouble')).toBeVisible()
    const covered = await strip.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2) !== element
    })
    expect(covered).toBe(false)
  })

  test('F8 goes through the themes, and the chosen one is remembered', async ({ page, start }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await start()
    const root = page.locator('html')
    await expect(root).toHaveAttribute('data-theme', 'night')
    await page.keyboard.press('F8')
    await expect(root).toHaveAttribute('data-theme', 'contrast')
    await page.keyboard.press('F8')
    await expect(root).toHaveAttribute('data-theme', 'day')
    await page.reload()
    await expect(root).toHaveAttribute('data-theme', 'day')
  })

  test('a fault in one part leaves the others, and tells its reference and what to do', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 50, cameras: FOUR_CAMERAS })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    await page.evaluate(() => {
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get() {
          throw new Error('broken clock')
        },
      })
    })
    core.addReads(1)
    const fault = page.locator('main > .fault')
    await expect(fault).toContainText(/The reel has a fault, reference C-[0-9A-Z]{4}-[0-9A-Z]{3}\./)
    await expect(page.locator('.camera').first()).toBeVisible()
    await expect(page.locator('.status-line')).toContainText('frames/s')
    await page.keyboard.press('F5')
    await expect(page.locator('.reel-row').first()).toBeVisible()
    await expect(fault).toHaveCount(0)
  })

  test('nothing but the core is asked for anything', async ({ page, start }) => {
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    const core = await start({ reads: 50, cameras: FOUR_CAMERAS })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    expect([...hosts]).toEqual([new URL(core.url).host])
  })
})

test.describe('the reel at 100,000 reads', () => {
  test('shows the right rows in the middle and at the end', async ({ page, start }) => {
    await start({ reads: 100_000 })
    await expect(page.locator('.reel header')).toContainText('100,000')
    const middle = await lookAt(page, 0.5)
    expect(middle.length).toBeGreaterThan(5)
    expect(middle).toEqual(middle.map((_, at) => (middle[0] ?? 0) - at))
    await scrollReelTo(page, 1)
    await expect.poll(async () => (await visibleSequences(page)).at(-1)).toBe(1)
    await page.keyboard.press('Home')
    await expect.poll(async () => (await visibleSequences(page))[0]).toBe(100_000)
  })

  test('new reads do not move what is being looked at, and Go live shows them', async ({ page, start }) => {
    const core = await start({ reads: 100_000 })
    const before = await lookAt(page, 0.25)
    expect(before.length).toBeGreaterThan(5)
    for (let second = 0; second < 5; second++) core.addReads(5)
    await expect(page.locator('.reel footer')).toContainText('25 new reads since.')
    expect(await visibleSequences(page)).toEqual(before)
    await page.getByRole('button', { name: 'Go live' }).click()
    await expect.poll(async () => (await visibleSequences(page))[0]).toBe(100_025)
    await expect(page.locator('.reel footer')).toHaveCount(0)
  })

  test('arrows and page keys move the selection, and the selected read follows', async ({ page, start }) => {
    const core = await start({ reads: 100_000 })
    await expect(page.locator('.selected-plate .plate-text')).toHaveText(core.readOf(100_000).plate)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('.selected-plate .plate-text')).toHaveText(core.readOf(99_998).plate)
    await expect(page.locator('.reel-row[aria-selected=true]')).toHaveAttribute('data-sequence', '99998')
    await page.keyboard.press('PageDown')
    const selected = page.locator('.reel-row[aria-selected=true]')
    await expect.poll(async () => Number(await selected.getAttribute('data-sequence'))).toBeLessThan(99_995)
    await page.keyboard.press('End')
    await expect(page.locator('.selected-plate .plate-text')).toHaveText(core.readOf(1).plate)
  })

  test('ten reads a second keep the reel live with at most four refreshes a second', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 100_000 })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    const asked = core.state.pages
    const startedAt = Date.now()
    for (let tick = 0; tick < 20; tick++) {
      core.addReads(1)
      await page.waitForTimeout(100)
    }
    await expect.poll(async () => (await visibleSequences(page))[0]).toBe(100_020)
    // One more than the time allows, for the refresh that was due when the count began.
    expect(core.state.pages - asked).toBeLessThanOrEqual((Date.now() - startedAt) / 250 + 2)
  })

  test('a reel dragged from end to end shows the right rows where it rests', async ({ page, start }) => {
    await start({ reads: 100_000 })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    await page.locator('.reel-rows').evaluate(async (reel) => {
      for (let step = 1; step <= 120; step++) {
        reel.scrollTop = ((reel.scrollHeight - reel.clientHeight) * step) / 120
        await new Promise(requestAnimationFrame)
      }
    })
    await expect.poll(async () => (await visibleSequences(page)).at(-1)).toBe(1)
    const shown = await visibleSequences(page)
    expect(shown).toEqual(shown.map((_, at) => shown.length - at))
  })
})

test.describe('the prompt', () => {
  const prompt = '.prompt'
  const low = { severity: 'low', sound: 'low' } as const
  const high = { severity: 'high', sound: 'high' } as const
  const kinds = (core: ScriptedCore): (readonly [number, string])[] =>
    core.hits.steps.map(({ sequence, step }) => [sequence, step.kind] as const)

  test('is reported as shown, its crop is the very one that was read, and F1 opens the hit', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 10 })
    const hit = core.hits.raise()
    await expect(page.locator('.prompt h2')).toHaveText('Stolen vehicle')
    await expect(page.locator('.prompt [data-shape=critical]')).toBeVisible()
    await expect(page.locator('.prompt .desk-crop img')).toHaveCSS('image-rendering', 'pixelated')
    await expect.poll(() => core.hits.shown).toEqual([hit.sequence])
    await page.keyboard.press('F1')
    await expect(page.locator('.hit')).toBeVisible()
    expect(kinds(core)).toEqual([[hit.sequence, 'acknowledged']])
  })

  test('a folded match with another state says so and marks where the plates differ', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 10 })
    core.hits.raise({
      match: {
        kind: 'folded',
        stateAgreement: 'differs',
        replaced: [
          { position: 1, read: '0', listed: 'O' },
          { position: 2, read: '0', listed: 'O' },
        ],
      },
      entry: { plate: '4OO4KB', state: 'TX', category: 'supervised-release' },
      presentation: { severity: 'medium', sound: 'medium' },
      read: {
        plate: '4004KB',
        positions: [],
        state: { code: 'IL', probability: 0.8, candidates: [] },
        candidates: [
          { plate: '4004KB', probability: 0.8 },
          { plate: '40Q4KB', probability: 0.1 },
        ],
      },
    })
    await expect(page.locator(prompt)).toContainText(
      'Listed with the letter O, read as the digit 0: cannot be told apart.',
    )
    await expect(page.locator(prompt)).toContainText('State differs: listed TX, read IL.')
    await expect(page.locator('.prompt [data-shape=medium]')).toBeVisible()
    const plates = page.locator('.prompt-plates .plate-text')
    await expect(plates).toHaveText(['4OO4KB', '4004KB', '40Q4KB'])
    await expect(plates.nth(0).locator('[data-differs=true]')).toHaveText(['O', 'O'])
    await expect(plates.nth(1).locator('[data-differs=true]')).toHaveText(['0', '0'])
  })

  test('plates are at least 64 px in the prompt and 28 px on the reel', async ({ page, start }) => {
    const core = await start({ reads: 10 })
    await page.setViewportSize({ width: 1024, height: 600 })
    core.hits.raise()
    const size = (selector: string): Promise<number> =>
      page
        .locator(selector)
        .first()
        .evaluate((plate) => Number.parseFloat(getComputedStyle(plate).fontSize))
    await expect(page.locator(prompt)).toBeVisible()
    expect(await size('.prompt-plates .plate-text')).toBeGreaterThanOrEqual(64)
    expect(await size('.reel-row .plate-text')).toBeGreaterThanOrEqual(28)
  })

  test('never takes the focus from what is being typed, and takes no letter of it for an answer', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 10 })
    await page.keyboard.press('F4')
    const typed = page.getByLabel('Plate', { exact: true })
    await typed.focus()
    await page.keyboard.type('AB1')
    core.hits.raise()
    await expect(page.locator(prompt)).toBeVisible()
    await page.keyboard.type('2345')
    await expect(typed).toHaveValue('AB12345')
    await expect(typed).toBeFocused()
    expect(core.hits.steps).toEqual([])
    await page.getByRole('button', { name: 'Not now' }).click()
    await expect(page.locator(prompt)).toHaveCount(0)
    await expect(typed).toBeFocused()
    expect(kinds(core)).toEqual([[1, 'deferred']])
  })

  test('several hits queue up with a count, the gravest first, and one press answers one of them', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 10 })
    core.hits.raise({ entry: { category: 'expired-registration' }, presentation: low })
    await expect(page.locator('.prompt h2')).toHaveText('Expired registration')
    core.hits.raise({ entry: { category: 'stolen-plate' }, presentation: high })
    core.hits.raise()
    await expect(page.locator(prompt)).toContainText('2 more waiting, 1 critical')
    await expect(page.locator('.prompt h2')).toHaveText('Expired registration')
    for (const next of ['Stolen vehicle', 'Stolen plate']) {
      await page.keyboard.press('F3')
      await expect(page.locator('.prompt h2')).toHaveText(next)
      await page.waitForTimeout(500)
    }
    await page.keyboard.press('F3')
    await expect(page.locator(prompt)).toHaveCount(0)
    expect(kinds(core)).toEqual([
      [1, 'deferred'],
      [3, 'deferred'],
      [2, 'deferred'],
    ])
  })

  test('a hit put off with F3 waits in the status line and comes back from the queue', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 10 })
    core.hits.raise()
    await expect(page.locator(prompt)).toBeVisible()
    await page.keyboard.press('F3')
    await expect(page.locator(prompt)).toHaveCount(0)
    await expect(page.getByRole('button', { name: '1 open' })).toBeEnabled()
    await page.keyboard.press('F10')
    await page.keyboard.press('Enter')
    await expect(page.locator(prompt)).toContainText('put off before')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.locator('.desk-screen')).toHaveCount(0)
  })

  test('an answer that cannot be saved is told and the prompt stays', async ({ page, start }) => {
    const core = await start({ reads: 10 })
    core.hits.raise()
    core.hits.state.failingSteps = 1
    await expect(page.locator(prompt)).toBeVisible()
    await page.keyboard.press('F3')
    await expect(page.locator('.desk-trouble')).toContainText('Your answer was not saved.')
    expect(core.hits.steps).toEqual([])
    await page.keyboard.press('F3')
    await expect(page.locator(prompt)).toHaveCount(0)
    expect(kinds(core)).toEqual([[1, 'deferred']])
  })

  test('a hit that was closed elsewhere leaves the screen with a word why', async ({ page, start }) => {
    const core = await start({ reads: 10 })
    const hit = core.hits.raise()
    await expect(page.locator(prompt)).toBeVisible()
    core.hits.changeSilently(hit, { status: 'closed', steps: [closedElsewhere()] })
    await page.keyboard.press('F3')
    await expect(page.locator(prompt)).toHaveCount(0)
    await expect(page.locator('.notices')).toContainText('closed elsewhere')
    expect(core.hits.steps).toEqual([])
  })

  test('only an unanswered critical hit blinks, and not where motion is not wanted', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 10 })
    const blinking = (): Promise<number> => page.evaluate(() => document.getAnimations().length)
    core.hits.raise({ entry: { category: 'stolen-plate' }, presentation: high })
    await expect(page.locator(prompt)).toBeVisible()
    expect(await blinking()).toBe(0)
    await page.keyboard.press('F3')
    await expect(page.locator(prompt)).toHaveCount(0)
    core.hits.raise()
    await expect(page.locator('.prompt h2')).toHaveText('Stolen vehicle')
    expect(await blinking()).toBe(1)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect.poll(blinking).toBe(0)
  })
})

/** The step with which another console has ended a hit. */
function closedElsewhere() {
  const by = { badge: '12', name: 'Patrol two' }
  const input = { kind: 'rejected', reason: 'test', words: '' } as const
  return { number: 1, at: Date.now(), afterMs: 10, by, input }
}

test.describe('a lost core', () => {
  test('is told, what was shown stays, and after its return everything is asked again', async ({
    page,
    start,
  }) => {
    const core = await start({ reads: 100, cameras: [{ name: 'FRONT' }] })
    await expect(page.locator('.reel-row').first()).toBeVisible()
    core.state.isRefusing = true
    core.dropConnections()
    await expect(page.locator('.notices')).toContainText("Console lost the car's core.")
    await expect(page.locator('.reel-row').first()).toBeVisible()
    await expect(page.locator('.reel-mode')).toHaveText('not live')
    core.addReads(3)
    core.hits.raise()
    core.state.isRefusing = false
    await expect(page.locator('.notices')).toHaveText('')
    await expect(page.locator('.prompt h2')).toHaveText('Stolen vehicle')
    await page.keyboard.press('F3')
    await expect.poll(async () => (await visibleSequences(page))[0]).toBe(104)
  })

  test('an answer given while it is away is not lost from sight', async ({ page, start }) => {
    const core = await start({ reads: 10 })
    core.hits.raise()
    await expect(page.locator('.prompt')).toBeVisible()
    core.state.isRefusing = true
    core.dropConnections()
    await expect(page.locator('.desk-trouble')).toContainText('no answer can be saved until then')
    await page.keyboard.press('F3')
    await expect(page.locator('.desk-trouble')).toContainText('Your answer was not saved.')
    core.state.isRefusing = false
    await expect(page.locator('.notices')).toHaveText('')
    await page.keyboard.press('F3')
    await expect(page.locator('.prompt')).toHaveCount(0)
    expect(core.hits.taken('deferred')).toHaveLength(1)
  })
})

for (const size of SIZES) {
  test.describe(`at ${size.width} by ${size.height}`, () => {
    test.use({ viewport: size })

    test('nothing of the live screen, the held reel and the prompt is cut off or without a name', async ({
      page,
      start,
    }) => {
      const core = await start({
        reads: 100_000,
        cameras: FOUR_CAMERAS,
        status: (status) => ({
          ...status,
          demonstration: true,
          storage: { ...status.storage, notTransferred: 18_231 },
        }),
      })
      for (const theme of ['day', 'night', 'contrast']) {
        await page.evaluate((theme) => {
          localStorage.setItem('lookout.theme', theme)
        }, theme)
        await page.reload()
        await expect(page.locator('.context img')).toHaveJSProperty('naturalWidth', 1280)
        expect(await cutOff(page)).toEqual([])
        await page.keyboard.press('PageDown')
        await expect(page.locator('.reel footer')).toBeVisible()
        expect([...(await cutOff(page)), ...(await accessFaults(page))]).toEqual([])
        core.hits.raise()
        await expect(page.locator('.prompt .desk-crop img')).toHaveJSProperty('naturalWidth', 150)
        expect([...(await cutOff(page)), ...(await accessFaults(page))]).toEqual([])
        await page.keyboard.press('F3')
        await expect(page.locator('.prompt')).toHaveCount(0)
      }
    })

    test('the longest prompt there can be and a failed answer fit', async ({ page, start }) => {
      const core = await start({ reads: 10, status: (status) => ({ ...status, demonstration: true }) })
      core.hits.state.failingSteps = 1
      const long = 'Dark blue or black van, ladder on the roof'
      core.hits.raise({
        isDoubtful: true,
        match: {
          kind: 'candidate',
          matchedPlate: 'ABCDE12345',
          odds: { characters: 0.2, both: 0.2 },
          stateAgreement: 'unknown',
          crowding: { listed: 140, looked: 400 },
          listVersion: { version: '1', writtenAt: Date.now() - 9e8, maxAgeMs: 8.64e7 },
        },
        entry: {
          plate: 'ABCDE12345',
          state: undefined,
          category: 'extreme-risk-order',
          trust: 'both-forms',
          list: 'Illinois Secretary of State, revoked registrations',
          vehicle: {
            year: '2014',
            make: long.slice(0, 40),
            model: long.slice(0, 40),
            colour: long.slice(0, 40),
          },
        },
        read: {
          plate: 'A8CDE1234',
          positions: [],
          state: { probability: 0.3, candidates: [] },
          candidates: [
            { plate: 'A8CDE1234', probability: 0.5 },
            { plate: 'ABCDE12345', probability: 0.2 },
          ],
        },
      })
      await expect(page.locator('.prompt')).toBeVisible()
      await page.keyboard.press('F1')
      await expect(page.locator('.desk-trouble')).toBeVisible()
      expect([...(await cutOff(page)), ...(await accessFaults(page))]).toEqual([])
    })

    test('faults and empty screens fit', async ({ page, start }) => {
      const core = await start({ status: (status) => ({ ...status, hotLists: [], demonstration: true }) })
      await expect(page.locator('.notices')).toContainText('No hot list')
      expect([...(await cutOff(page)), ...(await accessFaults(page))]).toEqual([])
      core.setStatus((status) => ({
        ...status,
        recogniser: {
          ...status.recogniser,
          state: 'not-reading',
          fault: 'assets/models/reader.onnx does not match its checksum. Install Lookout again.',
        },
      }))
      await expect(page.locator('.notices')).toContainText('Not reading.')
      expect([...(await cutOff(page)), ...(await accessFaults(page))]).toEqual([])
    })
  })
}
