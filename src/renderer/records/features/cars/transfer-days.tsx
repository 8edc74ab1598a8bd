import type { ReactElement } from 'react'
import { figure } from '#renderer/records/words/figures.ts'
import { StateMark, type Standing } from '#renderer/ui/state-mark.tsx'
import type { FleetCar } from '#shared/records/fleet.ts'
import './cars.css'

const LEVELS: Readonly<Record<FleetCar['transfer']['level'], readonly [words: string, standing: Standing]>> =
  {
    fine: ['in time', 'in-order'],
    warn: ['due soon', 'attention'],
    escalated: ['overdue', 'stopped'],
  }

/** How many of its days are used up: a bar, the numbers and the word. */
export function TransferDays({ transfer }: { readonly transfer: FleetCar['transfer'] }): ReactElement {
  const { days, mostDays, level, waiting } = transfer
  const [words, standing] = LEVELS[level]
  const said = mostDays === undefined ? `${figure(days)} days` : `${figure(days)} of ${figure(mostDays)} days`
  return (
    <div className="transfer-days">
      {mostDays === undefined ? undefined : (
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect className="transfer-all" width="100" height="8" />
          <rect width={Math.min(1, days / mostDays) * 100} height="8" />
        </svg>
      )}
      <span>{waitingWords(waiting, days, said)}</span>
      <StateMark standing={standing}>{words}</StateMark>
    </div>
  )
}

/** A car that said that nothing waits has read plates since: without a word of it the days count on. */
function waitingWords(waiting: number, days: number, said: string): string {
  if (waiting > 0) return `${said}, ${figure(waiting)} wait`
  return days === 0 ? 'nothing waits' : `${said}, not heard of`
}
