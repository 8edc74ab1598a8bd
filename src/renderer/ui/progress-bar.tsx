import type { ReactElement } from 'react'
import './progress-bar.css'

/** How far a long task is; `share` from 0 to 1, `words` say the same for who does not see the bar. */
export function ProgressBar({
  share,
  words,
}: {
  readonly share: number
  readonly words: string
}): ReactElement {
  const percent = Math.floor(share * 100)
  return (
    <div className="progress">
      <div
        role="progressbar"
        aria-label={words}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <p className="figures">{words}</p>
    </div>
  )
}
