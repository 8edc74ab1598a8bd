import { useState, type ReactElement } from 'react'
import { moment } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { Right } from '#shared/domain/rights.ts'
import type { OtherRequest } from '#shared/records/sharing.ts'
import { AnswerOther } from './answer-other.tsx'
import { EnterOther } from './enter-other.tsx'

type View = { readonly name: 'list' | 'enter' } | { readonly name: 'answer'; readonly id: string }

const askOthers = (core: RecordsClient, signal: AbortSignal): Promise<OtherRequest[]> =>
  core.sharing.others(undefined, { signal })

type OthersProps = {
  readonly department: Department
  readonly rights: readonly Right[]
  readonly onBack: () => void
}

/** Requests that are not from law enforcement: routed to the title that the policy names. */
export function Others({ department, rights, onBack }: OthersProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const [picked, setPicked] = useState<string>()
  const { value: others, why, ask } = useAsked(department, askOthers)
  const mayAnswer = rights.includes('other-requests.answer')
  const toList = (): void => {
    setView({ name: 'list' })
  }
  const done = (): void => {
    ask()
    toList()
  }
  if (view.name === 'enter') return <EnterOther department={department} onDone={done} onBack={toList} />
  const opened = view.name === 'answer' ? others?.find(({ id }) => id === view.id) : undefined
  if (opened !== undefined)
    return <AnswerOther department={department} request={opened} onDone={done} onBack={toList} />
  const chosen = others?.find(({ id }) => id === picked) ?? others?.[0]
  const canAnswer = mayAnswer && chosen !== undefined && chosen.answered === undefined
  function answer(): void {
    if (chosen !== undefined && canAnswer) setView({ name: 'answer', id: chosen.id })
  }
  return (
    <Screen
      title="Other requests"
      lead="Not from law enforcement. Nobody but the named title answers them."
      onSubmit={answer}
      onBack={onBack}
      actions={
        <>
          {canAnswer ? <SubmitButton label="Answer" /> : undefined}
          <PlainButton
            label="Enter one"
            onPress={() => {
              setView({ name: 'enter' })
            }}
          />
        </>
      }
    >
      {others === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {others?.length === 0 ? <Empty title="There is none." /> : undefined}
      {others === undefined || others.length === 0 ? undefined : (
        <PickTable
          label="Other requests"
          columns={['From', 'What', 'Routed to', 'Entered', 'Answer']}
          picked={chosen?.id}
          onPick={setPicked}
          rows={others.map((one) => ({
            id: one.id,
            cells: [
              <strong key="from">{one.fromWhom}</strong>,
              one.words,
              <>
                {one.routedTo}
                {one.clause === undefined ? undefined : <small>Clause {one.clause}</small>}
              </>,
              <>
                {moment(one.receivedAt)}
                <small>
                  {one.enteredBy.name}, {one.enteredBy.badge}
                </small>
              </>,
              one.answered === undefined ? (
                <StateMark key="answer" standing="attention">
                  not answered
                </StateMark>
              ) : (
                <>
                  {one.answered.words}
                  <small>
                    {one.answered.by.name}, {moment(one.answered.at)}
                  </small>
                </>
              ),
            ],
          }))}
        />
      )}
    </Screen>
  )
}
