import { useState, type ReactElement } from 'react'
import type { OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import type { RadarFinding } from '#shared/domain/audit.ts'
import { FindingScreen } from './finding-screen.tsx'
import { findingState, KIND_WORDS } from './radar-words.ts'

const askRadar = (core: OfficeClient, signal: AbortSignal): Promise<RadarFinding[]> =>
  core.audit.radar(undefined, { signal })

/** Patterns that may be misuse, open ones first. */
export function Radar({ office, me, onBack }: OfficeProps): ReactElement {
  const { value: findings, why, ask } = useAsked(office, askRadar)
  const [picked, setPicked] = useState<string>()
  const [isOpen, setIsOpen] = useState(false)
  const rows = findings?.toSorted(byWeight)
  const chosen = rows?.find(({ id }) => id === picked) ?? rows?.[0]
  function open(id: string): void {
    setPicked(id)
    setIsOpen(true)
  }
  if (isOpen && chosen !== undefined) {
    return (
      <FindingScreen
        key={chosen.id}
        office={office}
        finding={chosen}
        isSelf={chosen.officer.badge === me.badge}
        onJudged={() => {
          setIsOpen(false)
          ask()
        }}
        onBack={() => {
          setIsOpen(false)
        }}
      />
    )
  }
  return (
    <Screen
      title="Misuse radar"
      lead="A pattern, not a proof. Ask first; each look is kept in the audit."
      onSubmit={() => {
        if (chosen !== undefined) open(chosen.id)
      }}
      onBack={onBack}
      actions={chosen === undefined ? undefined : <SubmitButton label="Open the finding" />}
    >
      {rows === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {rows?.length === 0 ? (
        <Empty title="Nothing stands out.">That is no proof either: it tells only what it looks for.</Empty>
      ) : undefined}
      {rows === undefined || rows.length === 0 ? undefined : (
        <PickTable
          label="Findings"
          columns={['Pattern', 'Who', 'What was seen', 'Last', 'State']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={open}
          rows={rows.map((finding) => {
            const [word, standing] = findingState(finding)
            const { id, kind, officer, words, entries, lastAt } = finding
            return {
              id,
              cells: [
                <strong key="kind">{KIND_WORDS[kind]}</strong>,
                <>
                  {officer.name}
                  <small>{officer.badge}</small>
                </>,
                <>
                  {words}
                  <small>{entries.length === 1 ? '1 entry' : `${entries.length} entries`}</small>
                </>,
                momentText(lastAt),
                <StateMark key="state" standing={standing}>
                  {word}
                </StateMark>,
              ],
            }
          })}
        />
      )}
    </Screen>
  )
}

const rank = ({ verdict }: RadarFinding): number => (verdict === undefined ? 0 : 1)

function byWeight(one: RadarFinding, other: RadarFinding): number {
  return rank(one) - rank(other) || other.lastAt - one.lastAt
}
