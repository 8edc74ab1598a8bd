// Starts the patrol console: the mirror of the core, the reel, the hits, and what shows them.
import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '@fontsource/b612-mono/latin-400.css'
import '@fontsource/b612-mono/latin-700.css'
import '#renderer/ui/base.css'
import { createRoot } from 'react-dom/client'
import { createCar, type CarState } from '#renderer/connection/car.ts'
import { connect } from '#renderer/connection/connect.ts'
import { signedIn } from '#renderer/connection/session.ts'
import { forgetDrafts } from '#renderer/ui/draft.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { startingTheme, wearTheme } from '#renderer/ui/theme.ts'
import { App } from './app.tsx'
import { createHitDesk } from './features/hits/hit-desk.tsx'
import { createReel } from './features/reel/reel-store.ts'

const theme = startingTheme()
wearTheme(theme)

const officerOf = ({ session }: CarState): string | undefined => signedIn(session)?.officer.badge

const car = createCar(connect)
const reel = createReel(car.pageReads)
const desk = createHitDesk({ car, now: Date.now })
car.store.subscribe((state, before) => {
  const officer = officerOf(state)
  if (officer !== officerOf(before)) {
    // Nothing of an officer's work is left on the screen or in memory for who comes after him.
    reel.forget()
    desk.forget()
    forgetDrafts()
  }
  const isOnShift = (state.shift ?? null) !== null
  if (!isOnShift && (before.shift ?? null) !== null) {
    reel.forget()
    forgetDrafts()
  }
  const hasBegun = isOnShift && (before.shift ?? null) === null
  if (isOnShift && (hasBegun || state.readHints !== before.readHints)) reel.hear(state.newestRead)
  if (state.waiting !== undefined && state.waiting !== before.waiting) desk.take(state.waiting)
})

for (const input of ['keydown', 'pointerdown']) window.addEventListener(input, car.touched)

const place = document.querySelector('#console')
if (place === null) throw new Error('index.html has no place for the console')
createRoot(place).render(
  <FaultBoundary part="The console">
    <App car={car} reel={reel} desk={desk} startingTheme={theme} />
  </FaultBoundary>,
)
