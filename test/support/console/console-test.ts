// What the end-to-end tests of the console's own screens share: a scripted core behind the page, and what must
// hold of every screen.
import { expect, test as base, type Page } from '@playwright/test'
import { startScriptedCore, type ScriptedCore } from './scripted-core.ts'

type Options = Parameters<typeof startScriptedCore>[0]
type Start = (options?: Options) => Promise<ScriptedCore>

/** `defaults` for every core that is started, and what is done to the page before it is opened. */
export function testOver(defaults: Options = {}, prepare: (page: Page) => Promise<unknown> = async () => {}) {
  return base.extend<{ start: Start }>({
    /** Starts a core, opens the console on it and waits until it is joined to it. */
    start: async ({ page }, use) => {
      const started: ScriptedCore[] = []
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await prepare(page)
      await use(async (options) => {
        const core = await startScriptedCore({ ...defaults, ...options })
        started.push(core)
        await page.goto(core.url)
        await expect(page.locator('.status-line')).toContainText('frames/s')
        await expect(page.locator('.status-line')).not.toContainText('not known yet')
        return core
      })
      for (const core of started) await core.stop()
      expect(faults).toEqual([])
    },
  })
}

export const test = testOver()

export const SIZES = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
]

/**
 * What is wrong with the screen that is up: actions out of sight, parts cut off on the right, low targets,
 * controls without a name.
 */
export function screenFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement
    const found: string[] = []
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls')
    for (const part of document.querySelectorAll<HTMLElement>('.screen, .screen header, .screen footer *')) {
      const box = part.getBoundingClientRect()
      if (box.right > clientWidth + 1 || box.bottom > clientHeight + 1)
        found.push(`${part.className || part.tagName} leaves the window`)
    }
    for (const part of document.querySelectorAll<HTMLElement>('.screen-body, .halves > *, .row, .choice')) {
      if (part.scrollWidth > part.clientWidth + 1) found.push(`${part.className} is cut off on the right`)
    }
    for (const target of document.querySelectorAll('.screen button, .screen .field label, .choice, .check')) {
      if (target.getBoundingClientRect().height < 63.5)
        found.push(`${target.textContent} is lower than 64 px`)
    }
    for (const control of document.querySelectorAll<HTMLInputElement>('.screen input, .screen select')) {
      if ((control.labels?.length ?? 0) === 0) found.push('a field without a label')
    }
    for (const button of document.querySelectorAll('.screen button')) {
      if ((button.textContent ?? '').trim() === '') found.push('a button without a name')
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    if (new Set(ids).size !== ids.length) found.push('an id occurs twice')
    return found
  })
}

/** Keeps a picture of the page where `LOOKOUT_SHOTS` names a folder: for looking at, not for comparing. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOKOUT_SHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name.replaceAll(/\W+/g, '-')}.png` })
}
