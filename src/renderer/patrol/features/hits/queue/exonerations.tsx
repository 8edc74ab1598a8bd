import { useState, type ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { may } from '#renderer/connection/session.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { exonerationWords } from '#renderer/patrol/words/match-words.ts'
import { dayOf } from '#renderer/office/words/when.ts'
import type { Exoneration } from '#shared/domain/hit.ts'
import { Answers, refusalWords } from '../answers.tsx'
import { Asked } from './asked.tsx'
import { useAsked } from './use-asked.ts'
import { useSelection } from './use-selection.ts'

const exonerations = (core: CoreClient, signal: AbortSignal): Promise<Exoneration[]> =>
  core.hits.exonerations(undefined, { signal })

/** The contract wants so much of a supervisor's words. */
const LEAST_WORDS = 3

/** Plates once shown not to be the wanted one; a supervisor upholds each or sets it aside. */
export function Exonerations({ car }: { readonly car: Car }): ReactElement {
  const mayReview = useStore(car.store, ({ session }) => may(session, 'hits.review'))
  const { answer, ask } = useAsked(car, exonerations)
  return (
    <Asked answer={answer} onAgain={ask}>
      {(rows) => <Rows rows={rows} car={car} mayReview={mayReview} onReviewed={ask} />}
    </Asked>
  )
}

type RowsProps = {
  readonly rows: readonly Exoneration[]
  readonly car: Car
  readonly mayReview: boolean
  readonly onReviewed: () => void
}

function Rows({ rows, car, mayReview, onReviewed }: RowsProps): ReactElement {
  const { selected, select } = useSelection(rows)
  const [words, setWords] = useState('')
  const [trouble, setTrouble] = useState<string>()
  const isShort = words.trim().length < LEAST_WORDS
  async function review(isUpheld: boolean): Promise<void> {
    if (selected === undefined || isShort) return
    const input = { id: selected.id, isUpheld, words: words.trim() }
    const outcome = await car.call((core, signal) => core.hits.review(input, { signal }))
    if (outcome.kind === 'done') {
      setWords('')
      setTrouble(undefined)
      onReviewed()
    } else setTrouble(outcome.kind === 'refused' ? refusalWords(outcome.refusal) : outcome.why)
  }
  const press = (isUpheld: boolean) => () => {
    void review(isUpheld)
  }
  const isOff = selected === undefined || !mayReview || isShort
  return (
    <>
      <div className="queue-list">
        {selected === undefined ? (
          <Empty title="No plate has been proven wrong.">
            Rejecting a hit can remember that the vehicle is not the wanted one.
          </Empty>
        ) : (
          <table className="queue-table">
            <thead>
              <tr>
                <th scope="col">Plate</th>
                <th scope="col">Vehicle</th>
                <th scope="col">Proof</th>
                <th scope="col">What is known</th>
                <th scope="col">Until</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr
                  key={row.id}
                  className="queue-choice"
                  data-row={row.id}
                  aria-selected={row.id === selected.id}
                  onClick={() => {
                    select(row)
                  }}
                >
                  <td>
                    {row.plate} {row.state ?? ''}
                  </td>
                  <td>{row.vehicle}</td>
                  <td>{row.proof}</td>
                  <td>{exonerationWords(row)}</td>
                  <td>{dayOf(row.expiresAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {mayReview && selected !== undefined ? (
        <div className="queue-form">
          <TextField label="Review in words" hint="at least 3 characters" value={words} onChange={setWords} />
        </div>
      ) : undefined}
      {trouble === undefined ? undefined : (
        <p className="desk-trouble" role="alert">
          {trouble}
        </p>
      )}
      {mayReview ? (
        <Answers
          isSending={false}
          answers={[
            { key: 'F1', label: 'Uphold', press: press(true), isDisabled: isOff },
            { key: 'F2', label: 'Set aside', press: press(false), isDisabled: isOff },
          ]}
        />
      ) : (
        <p className="queue-said dim">A supervisor reviews these.</p>
      )}
    </>
  )
}
