import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { isTooOld, listAge } from '#renderer/patrol/words/list-age.ts'
import { gpsWords } from '#renderer/office/words/where.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import { bySeverity } from '#shared/domain/severity.ts'
import { camerasLine, openHitsLine } from './shift-words.ts'

const COUNT = new Intl.NumberFormat('en-US')

/** Lists with their ages, hits left from before, cameras and GPS. */
export function Readiness({ car }: { readonly car: Car }): ReactElement {
  const { status, cameras, waiting } = useStore(car.store)
  const now = useNow(5000)
  const [gravest] = (waiting ?? []).map(({ presentation }) => presentation.severity).toSorted(bySeverity)
  return (
    <div className="stack" aria-label="The car">
      <h3>Hot lists</h3>
      {status === undefined ? (
        <p className="dim">Not known yet.</p>
      ) : status.hotLists.length === 0 ? (
        <Warning>
          <strong>No hot list is loaded.</strong> Plates are read and kept, but compared with nothing. Import
          a list with F7.
        </Warning>
      ) : (
        <ul className="stack" aria-label="Hot lists">
          {status.hotLists.map((list) => (
            <li key={list.name}>
              <ListAge list={list} now={now} />
            </li>
          ))}
        </ul>
      )}
      <h3>Hits</h3>
      <p className="shift-hits" data-severity={gravest}>
        {gravest === undefined ? undefined : <SeverityShape severity={gravest} />}
        {waiting === undefined ? 'Not known yet.' : openHitsLine(waiting)}
      </p>
      <h3>Car</h3>
      <p>Cameras: {cameras === undefined ? 'not known yet' : camerasLine(cameras)}</p>
      <p>GPS: {status === undefined ? 'not known yet' : gpsWords(status.gps)}</p>
    </div>
  )
}

function ListAge({ list, now }: { readonly list: HotListStatus; readonly now: number }): ReactElement {
  const words = (
    <>
      <strong>{list.name}</strong>, {COUNT.format(list.entries)} {list.entries === 1 ? 'entry' : 'entries'},{' '}
      {listAge(list, now)}
    </>
  )
  return isTooOld(list, now) ? <Warning>{words}. Import a newer one.</Warning> : <p>{words}</p>
}
