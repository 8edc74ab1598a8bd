import { useState, type ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { Officer } from '#shared/domain/officer.ts'
import { TRAINING_WORDS, type TrainingItem } from '#shared/domain/training.ts'
import { PersonTraining } from './person-training.tsx'
import { ITEM_WORDS, standingWords } from './training-words.ts'

const askPeople = (core: OfficeClient, signal: AbortSignal) => core.training.people(undefined, { signal })

/** How everybody's training stands; the picked one's records are behind Enter. */
export function PeopleTraining({
  office,
  me,
  onBack,
}: {
  readonly office: Office
  readonly me: Officer
  readonly onBack: () => void
}): ReactElement {
  const { value: people, why, ask } = useAsked(office, askPeople)
  const [picked, setPicked] = useState<string>()
  const [isOpen, setIsOpen] = useState(false)
  const chosen = people?.find(({ accountId }) => accountId === picked) ?? people?.[0]
  function open(): void {
    if (chosen !== undefined) setIsOpen(true)
  }
  if (isOpen && chosen !== undefined) {
    return (
      <PersonTraining
        office={office}
        person={chosen}
        isSelf={chosen.badge === me.badge}
        onRecorded={ask}
        onBack={() => {
          setIsOpen(false)
        }}
      />
    )
  }
  return (
    <Screen
      title="Everybody's training"
      lead="Who keeps the records sees them; each look is kept in the audit."
      onSubmit={open}
      onBack={onBack}
      actions={chosen === undefined ? undefined : <SubmitButton label={`Open ${chosen.name}`} />}
    >
      {people === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {people?.length === 0 ? <Empty title="There is nobody yet." /> : undefined}
      {people === undefined || people.length === 0 ? undefined : (
        <PickTable
          label="People"
          columns={['Badge', 'Name', 'Training', 'Not valid', 'Runs out soon']}
          picked={chosen?.accountId}
          onPick={setPicked}
          onOpen={(id) => {
            setPicked(id)
            setIsOpen(true)
          }}
          rows={people.map(({ accountId, badge, name, items }) => {
            const missing = standingWords(items)
            return {
              id: accountId,
              cells: [
                badge,
                <strong key="name">{name}</strong>,
                <StateMark key="state" standing={missing === undefined ? 'in-order' : 'stopped'}>
                  {missing === undefined ? 'all valid' : 'may not operate'}
                </StateMark>,
                shortWords(items),
                soonWords(items),
              ],
            }
          })}
        />
      )}
    </Screen>
  )
}

/** Which are not valid; of many only how many, their clauses stand behind Enter. */
function shortWords(items: readonly TrainingItem[]): string {
  const open = items.filter(({ state }) => state !== 'valid')
  if (open.length === 0) return '-'
  if (open.length > 3) return `${open.length} of ${items.length}`
  return open.map(({ kind, state }) => `${TRAINING_WORDS[kind]} (${ITEM_WORDS[state][0]})`).join('; ')
}

function soonWords(items: readonly TrainingItem[]): string {
  const soon = items.filter(({ remindDays }) => remindDays !== undefined)
  return soon.length === 0
    ? '-'
    : soon.map(({ kind, remindDays }) => `${TRAINING_WORDS[kind]}: ${remindDays} days`).join('; ')
}
