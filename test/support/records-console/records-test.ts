// What the end-to-end tests of the records console share: a scripted department behind the page.
import { expect, test as base, type Page } from '@playwright/test'
import {
  startScriptedDepartment,
  type DepartmentOptions,
  type ScriptedDepartment,
} from './scripted-department.ts'

type Start = (options?: DepartmentOptions) => Promise<ScriptedDepartment>

export const test = base.extend<{ start: Start }>({
  /** Starts a department, opens the console on it and waits until it is joined to it. */
  start: async ({ page }, use) => {
    const started: ScriptedDepartment[] = []
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await use(async (options) => {
      const department = await startScriptedDepartment(options)
      started.push(department)
      await page.goto(department.url)
      await expect(page.locator('.server-line')).toContainText('PostgreSQL')
      return department
    })
    for (const department of started) await department.stop()
    expect(faults).toEqual([])
  },
})

/** Opens a screen by its key in the navigation, as the keyboard does. */
export async function openScreen(page: Page, keyName: string): Promise<void> {
  await page.keyboard.press('F9')
  await page.keyboard.press(keyName)
}
