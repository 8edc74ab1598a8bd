// Starts the records console: what the department's server says, and the screens over it.
import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '@fontsource/b612-mono/latin-400.css'
import '@fontsource/b612-mono/latin-700.css'
import '#renderer/ui/base.css'
import { createRoot } from 'react-dom/client'
import { connectByWebSocket } from '#renderer/connection/connect.ts'
import { createDepartment } from '#renderer/connection/department.ts'
import { signedIn } from '#renderer/connection/session.ts'
import { forgetDrafts } from '#renderer/ui/draft.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { Place } from '#renderer/ui/place.ts'
import { startingTheme, wearTheme } from '#renderer/ui/theme.ts'
import type { RecordsContract } from '#shared/records/index.ts'
import { App } from './app.tsx'

const theme = startingTheme()
wearTheme(theme)

const department = createDepartment(connectByWebSocket<RecordsContract>)
department.store.subscribe((state, before) => {
  // Nothing of a person's work is left on the screen or in memory for who comes after him.
  if (signedIn(state.session)?.officer.badge !== signedIn(before.session)?.officer.badge) forgetDrafts()
})

for (const input of ['keydown', 'pointerdown']) window.addEventListener(input, department.touched)

const place = document.querySelector('#console')
if (place === null) throw new Error('index.html has no place for the console')
createRoot(place).render(
  <Place value="department">
    <FaultBoundary part="The console">
      <App department={department} startingTheme={theme} />
    </FaultBoundary>
  </Place>,
)
