import type { ReactElement } from 'react'
import { figure } from '#renderer/records/words/figures.ts'
import './bar-chart.css'

export type Bar = { readonly label: string; readonly value: number }

/** Bars with their numbers beside them: the table under it says the same in words. */
export function BarChart({
  label,
  bars,
}: {
  readonly label: string
  readonly bars: readonly Bar[]
}): ReactElement {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <ul className="bar-chart figures" aria-label={label}>
      {bars.map((bar, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two rows of a report may have the same name
        <li key={place}>
          <span className="bar-label">{bar.label}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(bar.value / most) * 100} height="10" />
          </svg>
          <span className="bar-value">{figure(bar.value)}</span>
        </li>
      ))}
    </ul>
  )
}
