import type { ReactElement } from 'react'
import { day, moment } from '#renderer/records/parts/when.tsx'
import { figure } from '#renderer/records/words/figures.ts'
import { HOLD_KIND_WORDS } from '#renderer/records/words/kinds.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { dayText, momentText } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { Hold } from '#shared/records/holds.ts'
import { HoldMark } from './hold-mark.tsx'

type HoldScreenProps = {
  readonly hold: Hold
  /** Undefined for who may not. */
  readonly onReview: (() => void) | undefined
  readonly onLift: (() => void) | undefined
  readonly onBack: () => void
}

/** One hold: what it keeps, on what ground, who placed and reviewed it, and what follows when it is lifted. */
export function HoldScreen({ hold, onReview, onLift, onBack }: HoldScreenProps): ReactElement {
  const { lifted, schedule, scheduleUntil } = hold
  useKeys({ F2: onReview, F3: onLift })
  return (
    <Screen
      title={`Hold of case ${hold.caseNumber}`}
      lead={HOLD_KIND_WORDS[hold.kind]}
      onBack={onBack}
      backWord="Back to the holds"
      actions={
        <>
          {onReview === undefined ? undefined : (
            <KeyButton
              keyName="F2"
              label="Review"
              detail="it goes on holding"
              weight="main"
              onPress={onReview}
            />
          )}
          {onLift === undefined ? undefined : (
            <KeyButton keyName="F3" label="Lift" detail="the clocks run again" onPress={onLift} />
          )}
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          {hold.isReviewDue && lifted === undefined ? (
            <Warning>The review is due. It holds all the same, until somebody lifts it.</Warning>
          ) : undefined}
          <FactList
            facts={[
              ['State', <HoldMark key="state" hold={hold} />],
              ['Ground', hold.ground],
              ['Records', figure(hold.items)],
              ['Placed', `${momentText(hold.placedAt)} by ${hold.placedBy.name}, ${hold.placedBy.badge}`],
              ['Next review', dayText(hold.reviewAt)],
              ...(schedule === undefined ? [] : [['Second clock', schedule] as const]),
              ...(lifted === undefined
                ? []
                : ([
                    ['Lifted', `${momentText(lifted.at)} by ${lifted.by.name}, ${lifted.by.badge}`],
                    ['Why', lifted.why],
                  ] as const)),
              ...(scheduleUntil === undefined ? [] : [['Kept until', dayText(scheduleUntil)] as const]),
            ]}
          />
        </div>
        <div className="stack">
          <h3>Reviews</h3>
          {hold.reviews.length === 0 ? (
            <Empty title="Nobody has reviewed it yet." />
          ) : (
            <DataTable
              label="Reviews"
              columns={['When', 'By', 'Words', 'Next']}
              rows={hold.reviews.map((review) => ({
                key: String(review.at),
                cells: [
                  moment(review.at),
                  `${review.by.name}, ${review.by.badge}`,
                  review.words,
                  day(review.nextReviewAt),
                ],
              }))}
            />
          )}
        </div>
      </div>
    </Screen>
  )
}
