import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car, Rules } from '#renderer/connection/car.ts'
import type { SignedIn } from '#renderer/connection/session.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { CheckField, SelectField, TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { Purpose } from '#shared/domain/profile.ts'
import { PURPOSE_WORDS } from './purpose-words.ts'
import { Readiness } from './readiness.tsx'
import { reminderLine } from './training-words.ts'
import './shift.css'

type Draft = {
  readonly purpose: Purpose | undefined
  readonly caseNumber: string
  readonly isAcknowledged: boolean
}
const FRESH: Draft = { purpose: undefined, caseNumber: '', isAcknowledged: false }
const draft = createDraft(FRESH)

type StartOfShiftProps = {
  readonly car: Car
  readonly session: SignedIn
  readonly onSignOut: () => void
}

/** What is it for, and is the car ready: before anything else. Hits wait meanwhile and still sound. */
export function StartOfShift({ car, session, onSignOut }: StartOfShiftProps): ReactElement {
  const { purpose: chosen, caseNumber, isAcknowledged } = useDraft(draft)
  const rules = useStore(car.store, (state) => state.rules)
  const action = useAction(car)
  const { officer, training } = session
  const purposes = purposesOf(rules)
  const purpose = purposes.find((one) => one.purpose === chosen) ?? purposes[0]
  const reminder = reminderLine(training)
  const clause = rules?.profile.purposes.clause
  useKeys({ F2: onSignOut })

  function start(): void {
    const missing: string[] = []
    if (purpose?.isCaseAsked === true && caseNumber.trim() === '')
      missing.push(`the case number for ${PURPOSE_WORDS[purpose.purpose].toLowerCase()}`)
    if (!isAcknowledged) missing.push('that you acknowledge official use')
    if (purpose === undefined || missing.length > 0) {
      const next = 'Fill it in and press Enter.'
      const refusal = { missing: missing.length === 0 ? ['a purpose'] : missing, next }
      action.refuse({ kind: 'refused', refusal: clause === undefined ? refusal : { ...refusal, clause } })
      return
    }
    const input = {
      purpose: purpose.purpose,
      caseNumber: caseNumber.trim(),
      isAcknowledged: true as const,
    }
    void action.run((core, signal) => core.shift.start(input, { signal }), draft.forget)
  }

  return (
    <Screen
      title="Start of shift"
      lead={
        rules === undefined
          ? 'The policy is not known yet.'
          : `${officer.name}, badge ${officer.badge} - ${rules.profile.agency}, policy ${rules.profile.policy.number}`
      }
      onSubmit={start}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not started." />}
      actions={
        <>
          <SubmitButton label="Start shift" isDisabled={action.isBusy || rules === undefined} />
          <KeyButton keyName="F2" label="Sign out" onPress={onSignOut} />
        </>
      }
    >
      <div className="halves shift-halves">
        <div className="stack">
          {reminder === undefined ? undefined : <Warning>{reminder}</Warning>}
          <CheckField
            label="Official use only: I use it for this purpose."
            note={clause === undefined ? 'Kept in the audit.' : `Clause ${clause}. Kept in the audit.`}
            isFirst
            isOn={isAcknowledged}
            onChange={(isAcknowledged) => {
              draft.change({ isAcknowledged })
            }}
          />
          <PurposeField
            purposes={purposes.map((one) => one.purpose)}
            value={purpose?.purpose}
            onChange={(next) => {
              draft.change({ purpose: next })
            }}
          />
          {purpose?.isCaseAsked === true ? (
            <TextField
              label="Case number"
              value={caseNumber}
              mostCharacters={40}
              hint="Asked for with this purpose."
              onChange={(caseNumber) => {
                draft.change({ caseNumber })
              }}
            />
          ) : undefined}
        </div>
        <div className="stack">
          <Readiness car={car} />
          <div className="shift-rule">
            <p>
              <strong>Possible match - not verified.</strong>
            </p>
            {rules === undefined ? undefined : (
              <p>
                {rules.profile.alertWords.value}
                <span className="dim"> {clauseWords(rules.profile.alertWords.clause)}</span>
              </p>
            )}
          </div>
        </div>
      </div>
    </Screen>
  )
}

/** So many stand beside one another; more are a list to choose from. */
const MOST_IN_SIGHT = 6

function PurposeField({
  purposes,
  value,
  onChange,
}: {
  readonly purposes: readonly Purpose[]
  readonly value: Purpose | undefined
  readonly onChange: (purpose: Purpose) => void
}): ReactElement | undefined {
  const legend = 'What is this shift for?'
  const options = purposes.map((purpose) => [purpose, PURPOSE_WORDS[purpose]] as const)
  if (value === undefined) return undefined
  return options.length > MOST_IN_SIGHT ? (
    <SelectField label={legend} value={value} options={options} onChange={onChange} />
  ) : (
    <div className="wide-choices">
      <ChoiceRow legend={legend} value={value} options={options} onChange={onChange} />
    </div>
  )
}

/** Patrol first: it is what most shifts are for. */
function purposesOf(rules: Rules | undefined): Rules['profile']['purposes']['value'] {
  const purposes = rules?.profile.purposes.value ?? []
  return purposes.toSorted(
    (one, other) => Number(other.purpose === 'patrol') - Number(one.purpose === 'patrol'),
  )
}

function clauseWords(clause: string | undefined): string {
  return clause === undefined ? 'This product’s own default.' : `Clause ${clause}.`
}
