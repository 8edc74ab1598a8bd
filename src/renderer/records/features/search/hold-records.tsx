import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { daysAhead, momentOf } from '#renderer/ui/moment-field.ts'
import { countWords } from '#renderer/records/words/figures.ts'
import { HOLD_KIND_WORDS } from '#renderer/records/words/kinds.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import { HoldKind } from '#shared/records/holds.ts'
import type { RecordRow } from '#shared/records/records.ts'
import { changeFound, keyOf, nameOf } from './found.ts'

/** Days to the first review, as long as nobody says another day. */
const REVIEW_DAYS = 90

const askHolds = (core: RecordsClient, signal: AbortSignal) =>
  core.holds.list({ isLiftedToo: false }, { signal })

type HoldRecordsProps = {
  readonly department: Department
  readonly search: string
  readonly rows: readonly RecordRow[]
  readonly caseNumber: string
  readonly onBack: () => void
}

/** Keeps records beyond their clock: under a new hold, or under one that stands. */
export function HoldRecords(props: HoldRecordsProps): ReactElement {
  const { department, search, rows, onBack } = props
  const holds = useAsked(department, askHolds)
  const [under, setUnder] = useState('')
  const kinds = useStore(department.store, ({ rules }) => rules?.profile.holds.value) ?? HoldKind.options
  const [chosen, setKind] = useState<HoldKind>()
  const kind = chosen ?? kinds[0] ?? 'evidence'
  const [ground, setGround] = useState('')
  const [caseNumber, setCaseNumber] = useState(props.caseNumber)
  const [review, setReview] = useState(() => daysAhead(REVIEW_DAYS))
  const action = useAction(department)
  const reviewAt = momentOf(review)
  const isNew = under === ''
  function save(): void {
    if (reviewAt === undefined) return
    const records = rows.map(keyOf)
    void action.run(
      (core, signal) =>
        isNew
          ? core.holds.place({ search, records, kind, ground, caseNumber, reviewAt }, { signal })
          : core.holds.add({ id: under, search, records }, { signal }),
      () => {
        const held = new Set(rows.map(nameOf))
        changeFound((found) => ({
          rows: found.rows.map((row) => (held.has(nameOf(row)) ? { ...row, isHeld: true } : row)),
          marked: new Set(),
        }))
        onBack()
      },
    )
  }
  return (
    <FormScreen
      title={`Hold ${countWords(rows.length, 'record')}`}
      lead="A hold beats every purge until somebody lifts it."
      submit="Hold"
      notDone="Not held."
      action={action}
      missing={
        isNew
          ? missingOf(
              [isSaid(ground), saidIn('the ground')],
              [caseNumber.trim().length >= 3, 'the case number'],
              [reviewAt !== undefined, 'the day of the first review'],
            )
          : []
      }
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <SelectField
          label="Under"
          value={under}
          options={[
            ['', 'A new hold'],
            ...(holds.value ?? []).map(
              (hold) => [hold.id, `Case ${hold.caseNumber}: ${HOLD_KIND_WORDS[hold.kind]}`] as const,
            ),
          ]}
          onChange={setUnder}
        />
        {isNew ? (
          <>
            <div className="wide-choices">
              <ChoiceRow
                legend="Kind"
                value={kind}
                options={kinds.map((one) => [one, HOLD_KIND_WORDS[one]])}
                onChange={setKind}
              />
            </div>
            <WordsField label="Ground" value={ground} onChange={setGround} />
            <div className="row">
              <TextField
                label="Case number"
                value={caseNumber}
                mostCharacters={40}
                onChange={setCaseNumber}
              />
              <TextField
                label="First review"
                kind="when"
                value={review}
                hint="Past it, it is urged and still holds."
                onChange={setReview}
              />
            </div>
          </>
        ) : undefined}
      </div>
    </FormScreen>
  )
}
