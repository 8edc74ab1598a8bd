// Starts the patrol console: the mirror of the core, the reel, the hits, and what shows them.
import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '@fontsource/b612-mono/latin-400.css'
import '@fontsource/b612-mono/latin-700.css'
import '#renderer/ui/base.css'
import { createRoot } from 'react-dom/client'
import { createCar } from '#renderer/connection/car.ts'
import { connect } from '#renderer/connection/connect.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { startingTheme, wearTheme } from '#renderer/ui/theme.ts'
import { App } from './app.tsx'
import { createHitDesk } from './features/hits/hit-desk.tsx'
import { createReel } from './features/reel/reel-store.ts'

const theme = startingTheme()
wearTheme(theme)

const car = createCar(connect)
const reel = createReel(car.pageReads)
const desk = createHitDesk({ car, now: Date.now })
car.store.subscribe((state, before) => {
  if (state.readHints !== before.readHints) reel.hear(state.newestRead)
  if (state.waiting !== undefined && state.waiting !== before.waiting) desk.take(state.waiting)
})

const place = document.querySelector('#console')
if (place === null) throw new Error('index.html has no place for the console')
createRoot(place).render(
  <FaultBoundary part="The console">
    <App car={car} reel={reel} desk={desk} startingTheme={theme} />
  </FaultBoundary>,
)
