import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { may } from '#renderer/connection/session.ts'
import type { Right } from '#shared/domain/rights.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { DeskScreen } from '../desk-screen.tsx'
import type { HitDesk } from '../desk.ts'
import { Accuracy } from './accuracy.tsx'
import { Exonerations } from './exonerations.tsx'
import { OpenHits } from './open-hits.tsx'
import { RecentHits } from './recent-hits.tsx'
import { Suppressions } from './suppressions.tsx'
import './queue.css'

type QueueProps = {
  readonly desk: HitDesk
  readonly car: Car
}

type Tab = 'open' | 'recent' | 'suppressed' | 'exonerated' | 'accuracy'

const TABS: readonly (readonly [tab: Tab, label: string, right: Right])[] = [
  ['open', 'Open', 'operate'],
  ['recent', 'Recent', 'hits.history'],
  ['suppressed', 'Suppressed', 'operate'],
  ['exonerated', 'Proven wrong', 'hits.history'],
  ['accuracy', 'Accuracy', 'hits.history'],
]

/** All open hits, gravest first; behind them what came of the closed ones. */
export function Queue({ desk, car }: QueueProps): ReactElement {
  const session = useStore(car.store, (state) => state.session)
  const tabs = TABS.filter(([, , right]) => may(session, right))
  const [tab, setTab] = useState<Tab | undefined>(tabs[0]?.[0])
  const count = useStore(desk.store, (state) => state.waiting.length)
  useKeys(
    Object.fromEntries(
      tabs.map(([name], at) => [
        String(at + 1),
        () => {
          setTab(name)
        },
      ]),
    ),
  )
  return (
    <DeskScreen label="Queue" className="queue" onEscape={desk.back}>
      <header className="queue-head">
        <h2>{count === 1 ? '1 open hit' : `${count} open hits`}</h2>
        <div className="queue-tabs" role="tablist" aria-label="What is shown">
          {tabs.map(([name, label], at) => (
            <button
              key={name}
              type="button"
              role="tab"
              className="queue-tab"
              aria-selected={name === tab}
              onMouseDown={(event) => {
                event.preventDefault()
              }}
              onClick={() => {
                setTab(name)
              }}
            >
              <kbd>{at + 1}</kbd> {label}
            </button>
          ))}
        </div>
      </header>
      {tab === undefined ? undefined : <Shown key={tab} tab={tab} desk={desk} car={car} />}
    </DeskScreen>
  )
}

function Shown({ tab, desk, car }: QueueProps & { readonly tab: Tab }): ReactElement {
  switch (tab) {
    case 'open':
      return <OpenHits desk={desk} car={car} />
    case 'recent':
      return <RecentHits desk={desk} car={car} />
    case 'suppressed':
      return <Suppressions car={car} />
    case 'exonerated':
      return <Exonerations car={car} />
    case 'accuracy':
    default:
      return <Accuracy car={car} />
  }
}
