import type { ReactElement } from 'react'
import { PlainButton, Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { LogReview, RegularAudit } from '#shared/domain/audit.ts'
import { auditState, reviewState, spanWords } from './review-words.ts'

type ReviewListProps = {
  readonly reviews: readonly LogReview[]
  readonly regular: readonly RegularAudit[]
  readonly onReview: (id: string) => void
  readonly onRegular: (id: string) => void
  readonly onBack: () => void
}

/** What is to be reviewed and what was: weeks on the left, regular audits on the right. */
export function ReviewList({ reviews, regular, onReview, onRegular, onBack }: ReviewListProps): ReactElement {
  const now = useNow(60_000)
  return (
    <Screen title="Reviews" lead="The audit is looked over every week (CJIS AU-6)." onBack={onBack}>
      <div className="halves">
        <div className="stack">
          <h3>Weekly reviews</h3>
          {reviews.length === 0 ? <p className="dim">No week is over yet.</p> : undefined}
          <ul className="stack" aria-label="Weekly reviews">
            {reviews.map((review) => {
              const [word, standing] = reviewState(review, now)
              return (
                <li key={review.id}>
                  <PlainButton
                    onPress={() => {
                      onReview(review.id)
                    }}
                  >
                    <span>
                      {spanWords(review)}, {review.entries} entries
                      <small>
                        <StateMark standing={standing}>{word}</StateMark>
                      </small>
                    </span>
                  </PlainButton>
                </li>
              )
            })}
          </ul>
        </div>
        <div className="stack">
          <h3>Regular audits</h3>
          {regular.length === 0 ? <p className="dim">None is open, none was closed.</p> : undefined}
          <ul className="stack" aria-label="Regular audits">
            {regular.map((audit) => {
              const [word, standing] = auditState(audit, now)
              const found = audit.parts.filter(({ finding }) => finding !== undefined).length
              return (
                <li key={audit.id}>
                  <PlainButton
                    onPress={() => {
                      onRegular(audit.id)
                    }}
                  >
                    <span>
                      {spanWords(audit)}, {found} of {audit.parts.length} parts found on
                      <small>
                        <StateMark standing={standing}>{word}</StateMark>
                        {audit.clause === undefined ? '' : ` clause ${audit.clause}`}
                      </small>
                    </span>
                  </PlainButton>
                </li>
              )
            })}
          </ul>
        </div>
      </div>
    </Screen>
  )
}
