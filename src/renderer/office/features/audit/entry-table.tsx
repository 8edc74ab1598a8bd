import type { ReactElement } from 'react'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { exactText } from '#renderer/ui/typed-moment.ts'
import { actionWords } from '#renderer/office/words/action-words.ts'
import type { AuditEntry } from '#shared/domain/audit.ts'
import { OUTCOME_WORDS } from './audit-words.ts'

const COLUMNS = ['When', 'Who', 'What', 'Why', 'Outcome']

/** Entries, newest first, to the millisecond. */
export function EntryTable({
  rows,
  picked,
  onPick,
  onOpen,
}: {
  readonly rows: readonly AuditEntry[]
  readonly picked: number | undefined
  readonly onPick: (counter: number) => void
  readonly onOpen: (counter: number) => void
}): ReactElement {
  return (
    <PickTable
      label="Entries, newest first"
      columns={COLUMNS}
      picked={picked?.toString()}
      onPick={(id) => {
        onPick(Number(id))
      }}
      onOpen={(id) => {
        onOpen(Number(id))
      }}
      rows={rows.map((entry) => ({ id: String(entry.counter), cells: cellsOf(entry) }))}
    />
  )
}

function cellsOf(entry: AuditEntry): ReactElement[] {
  const { counter, at, badge, name, action, subject, reason, caseNumber, outcome } = entry
  const [word, standing] = OUTCOME_WORDS[outcome]
  return [
    <>
      {exactText(Date.parse(at))}
      <small>number {counter}</small>
    </>,
    <>
      {name}
      <small>{badge}</small>
    </>,
    <>
      {actionWords(action)}
      {subject === '' ? undefined : <small>{subject}</small>}
    </>,
    <>
      {reason ?? '-'}
      {caseNumber === undefined ? undefined : <small>case {caseNumber}</small>}
    </>,
    <StateMark key="outcome" standing={standing}>
      {word}
    </StateMark>,
  ]
}
