// Ways through the office's screens that several end-to-end tests take.
import type { Locator, Page } from '@playwright/test'
import type { Officer } from '#shared/domain/officer.ts'

/** People of the scripted office, as they are signed in. */
export const ADMINISTRATOR: Partial<Officer> = {
  badge: '1001',
  name: 'Administrator one',
  position: 'civilian',
  roles: ['administrator'],
}
export const MANAGER: Partial<Officer> = {
  badge: '2001',
  name: 'Manager one',
  roles: ['manager', 'assigner'],
}
export const AUDITOR: Partial<Officer> = {
  badge: '3001',
  name: 'Auditor one',
  position: 'civilian',
  roles: ['auditor'],
}

/** The screen with this title. */
export const screenOf = (page: Page, name: string | RegExp): Locator =>
  typeof name === 'string'
    ? page.getByRole('region', { name, exact: true })
    : page.locator('.screen').and(page.getByRole('region', { name }))

/** Opens one of the office's screens from the menu, which is where somebody without a shift is anyhow. */
export async function openOffice(page: Page, label: string): Promise<void> {
  const entry = screenOf(page, 'Menu').getByRole('button', { name: new RegExp(`^\\d ?${label}`) })
  if (!(await entry.isVisible())) await page.keyboard.press('F1')
  await entry.click()
}
