import { useState, type ReactElement } from 'react'
import { day, unbroken } from '#renderer/records/parts/when.tsx'
import type { RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import { countWords } from '#renderer/records/words/figures.ts'
import { HOLD_KIND_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { Hold } from '#shared/records/holds.ts'
import { HoldMark } from './hold-mark.tsx'
import { HoldScreen } from './hold-screen.tsx'
import { LiftHold } from './lift-hold.tsx'
import { ReviewHold } from './review-hold.tsx'

type View = { readonly name: 'list' } | { readonly name: 'hold' | 'review' | 'lift'; readonly id: string }

const askStanding = (core: RecordsClient, signal: AbortSignal): Promise<Hold[]> =>
  core.holds.list({ isLiftedToo: false }, { signal })
const askAll = (core: RecordsClient, signal: AbortSignal): Promise<Hold[]> =>
  core.holds.list({ isLiftedToo: true }, { signal })

/** Holds, the one whose review is due first of all. A hold beats every purge and never ends by itself. */
export function Holds({ department, rights, onBack }: RecordsProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const [isLiftedToo, setIsLiftedToo] = useState(false)
  const [picked, setPicked] = useState<string>()
  const { value: holds, why, ask } = useAsked(department, isLiftedToo ? askAll : askStanding)
  const hold = view.name === 'list' ? undefined : holds?.find(({ id }) => id === view.id)
  function to(name: 'hold' | 'review' | 'lift', id: string) {
    return () => {
      setPicked(id)
      setView({ name, id })
    }
  }
  if (hold !== undefined) {
    const toHold = to('hold', hold.id)
    const given = {
      department,
      hold,
      onBack: toHold,
      onDone: () => {
        ask()
        toHold()
      },
    }
    if (view.name === 'review') return <ReviewHold {...given} />
    if (view.name === 'lift')
      return (
        <LiftHold
          {...given}
          onDone={() => {
            ask()
            setView({ name: 'list' })
          }}
        />
      )
    const mayLift = rights.includes('holds.lift') && hold.lifted === undefined
    return (
      <HoldScreen
        hold={hold}
        onReview={mayLift ? to('review', hold.id) : undefined}
        onLift={mayLift ? to('lift', hold.id) : undefined}
        onBack={() => {
          setView({ name: 'list' })
        }}
      />
    )
  }
  const chosen = holds?.find(({ id }) => id === picked) ?? holds?.[0]
  return (
    <Screen
      title="Holds"
      lead="A hold beats every purge and never ends by itself. Records are held from a search."
      onSubmit={chosen && to('hold', chosen.id)}
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label="Open the hold" />}
          <PlainButton
            label="Lifted ones too"
            isOn={isLiftedToo}
            onPress={() => {
              setIsLiftedToo((before) => !before)
            }}
          />
        </>
      }
    >
      {holds === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {holds?.length === 0 ? (
        <Empty title="Nothing is held.">
          Search, select the records, and hold them: without a hold they follow their clocks.
        </Empty>
      ) : undefined}
      {holds === undefined || holds.length === 0 ? undefined : (
        <PickTable
          label="Holds"
          columns={['Case', 'Kind and ground', 'Records', 'Placed', 'Review', 'State']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={(id) => {
            to('hold', id)()
          }}
          rows={holds.map((one) => ({
            id: one.id,
            cells: [
              <strong key="case">{unbroken(one.caseNumber)}</strong>,
              <>
                {HOLD_KIND_WORDS[one.kind]}
                <small>{one.ground}</small>
              </>,
              countWords(one.items, 'record'),
              <>
                {day(one.placedAt)}
                <small>
                  {one.placedBy.name}, {one.placedBy.badge}
                </small>
              </>,
              day(one.reviewAt),
              <HoldMark key="state" hold={one} />,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
