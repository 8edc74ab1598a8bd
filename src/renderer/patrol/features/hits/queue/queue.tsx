import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { Shift } from '#shared/domain/officer.ts'
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
  readonly shift: Shift
}

const TABS = [
  ['open', 'Open'],
  ['recent', 'Recent'],
  ['suppressed', 'Suppressed'],
  ['exonerated', 'Proven wrong'],
  ['accuracy', 'Accuracy'],
] as const
type Tab = (typeof TABS)[number][0]

/** All open hits, gravest first; behind them what came of the closed ones. */
export function Queue({ desk, car, shift }: QueueProps): ReactElement {
  const [tab, setTab] = useState<Tab>('open')
  const count = useStore(desk.store, (state) => state.waiting.length)
  useKeys(
    Object.fromEntries(
      TABS.map(([name], at) => [
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
          {TABS.map(([name, label], at) => (
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
      <Shown key={tab} tab={tab} desk={desk} car={car} shift={shift} />
    </DeskScreen>
  )
}

function Shown({ tab, desk, car, shift }: QueueProps & { readonly tab: Tab }): ReactElement {
  switch (tab) {
    case 'open':
      return <OpenHits desk={desk} car={car} />
    case 'recent':
      return <RecentHits desk={desk} car={car} />
    case 'suppressed':
      return <Suppressions car={car} />
    case 'exonerated':
      return <Exonerations car={car} shift={shift} />
    case 'accuracy':
    default:
      return <Accuracy car={car} />
  }
}
