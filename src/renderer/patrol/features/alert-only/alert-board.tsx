import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { Picture } from '#renderer/ui/picture.tsx'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import { MediaHash } from '#shared/domain/ids.ts'
import { alertOnlyLine } from './alert-words.ts'
import './alert-only.css'

/** Critical alerts of a session that stands idle: the picture and the category, no record, no person, no past. */
export function AlertBoard({ car }: { readonly car: Car }): ReactElement {
  const { alerts, cameras } = useStore(car.store)
  const newest = alerts.toSorted((one, other) => other.raisedAt - one.raisedAt)
  const [first, ...others] = newest
  return (
    <div className="alert-board" role="region" aria-label="Critical alerts">
      <p className="dim">{alertOnlyLine(cameras)}</p>
      {first === undefined ? (
        <p>No critical alert. One that comes is shown and sounds here.</p>
      ) : (
        <BigAlert alert={first} />
      )}
      {others.length === 0 ? undefined : (
        <ul className="stack" aria-label="Earlier alerts">
          {others.slice(0, 3).map(({ id, category, raisedAt }) => (
            <li key={id} className="alert-row" data-severity="critical">
              <SeverityShape severity="critical" /> {CATEGORY_WORDS[category]}, {clockTime(raisedAt)}
            </li>
          ))}
          {others.length > 3 ? <li>{others.length - 3} more.</li> : undefined}
        </ul>
      )}
    </div>
  )
}

function BigAlert({ alert }: { readonly alert: BareAlert }): ReactElement {
  const crop = MediaHash.safeParse(alert.cropHash)
  return (
    <div className="alert-big" role="alert">
      <div className="alert-head" data-severity="critical">
        <SeverityShape severity="critical" />
        <strong>{CATEGORY_WORDS[alert.category]}</strong>
        <span>critical, {clockTime(alert.raisedAt)}</span>
      </div>
      <div className="alert-picture">
        {crop.success ? (
          <Picture src={mediaUrl(crop.data)} label="Plate as read" isPixelated />
        ) : (
          <span className="picture-missing">Typed by hand: there is no picture</span>
        )}
      </div>
      <p>
        <strong>Possible match - not verified.</strong>
        {alert.isDoubtful ? ' The reading is doubtful.' : ''} Open the console to see more.
      </p>
    </div>
  )
}
