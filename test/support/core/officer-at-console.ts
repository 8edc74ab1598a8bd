// An officer before the console of a staged car: what is pressed and typed, by the words on the screen.
import { expect, type Page } from '@playwright/test'
import { startConsoleServer } from '#main/hosts/browser/console-server.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { openDesk, startStagedCar, type StagedCar } from './staged-car.ts'

type CarOptions = Parameters<typeof startStagedCar>[0]

/** From the notice to the start of the shift, as the officer's screen asks for it. */
export async function signInAt(
  page: Page,
  car: Pick<StagedCar, 'clock'> & { readonly people: Pick<StagedCar['people'], 'passwordOf' | 'codeOf'> },
  badge: string,
): Promise<void> {
  // Before the policy is known nothing can be acknowledged.
  await expect(page.getByRole('button', { name: /I acknowledge this/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  await page.getByLabel('Badge number').fill(badge)
  await page.getByLabel('Password').fill(car.people.passwordOf(badge))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Second factor' }).waitFor()
  // The step of the authenticator that enrolled is used up.
  car.clock.ahead += 60_000
  await page.getByLabel('Code of six digits').fill(car.people.codeOf(badge))
}

/** Starts the car, opens its console and begins a shift. */
export async function seatOfficer(page: Page, options: CarOptions, badge = '4711') {
  const car = await startStagedCar(options)
  const server = await startConsoleServer(car.core, 0)
  const desk = openDesk(car)
  await car.people.ensure([{ badge, name: 'Unit 12' }])
  await page.goto(server.address)
  await signInAt(page, car, badge)
  await page.getByLabel(/Official use only/).check()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Start of shift' })).toHaveCount(0)

  /** Presses the button with these words in the screen over the stage. */
  const press = (words: string | RegExp) => page.getByRole('button', { name: words }).first().click()
  const question = (words: RegExp) => expect(page.getByRole('heading', { name: words })).toBeVisible()

  return {
    car,
    page,
    press,
    question,
    /** A refused answer is there, says why, and cannot be pressed. */
    async isRefused(words: string | RegExp, why: string | RegExp) {
      const button = page.getByRole('button', { name: words }).first()
      await expect(button).toBeDisabled()
      await expect(page.getByText(why).first()).toBeVisible()
    },
    async matchesWhatISee() {
      await expect(page.getByText('Possible match - not verified').first()).toBeVisible()
      await press(/Matches what I see/)
    },
    /** The whole plate is typed as it is on the car; then the state and the vehicle. */
    async compare(seen: { plate: string; state: string; vehicle: 'Match' | 'No match' | 'Cannot tell' }) {
      await press(/Type the whole plate/)
      await page.keyboard.type(seen.plate)
      await press(/Go on to the state/)
      await question(/Which state/)
      const named = page.getByRole('button', { name: seen.state })
      if ((await named.count()) > 0) await named.first().click()
      else {
        await page.keyboard.type(seen.state)
        await page.keyboard.press('Enter')
      }
      await press(new RegExp(`^\\S+ ${seen.vehicle}`))
      if (seen.vehicle === 'No match') {
        await page.getByLabel(/as you see/).fill('an SUV, grey')
        await press(/Save: no match/)
      }
    },
    /** The hit as the core has it, open or closed. */
    lastHit(): Hit {
      const hit = desk.recent()[0]
      if (hit === undefined) throw new Error('there is no hit')
      return hit
    },
    async stop() {
      await server.stop()
      await car.stop()
    },
  }
}
