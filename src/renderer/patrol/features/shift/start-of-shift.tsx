import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Badge } from '#shared/domain/officer.ts'
import { Readiness } from './readiness.tsx'
import './shift.css'

const draft = createDraft({ badge: '', name: '' })

/** Who is it, and is the car ready: before anything else. Hits wait meanwhile and still sound. */
export function StartOfShift({ car }: { readonly car: Car }): ReactElement {
  const { badge, name } = useDraft(draft)
  const rules = useStore(car.store, (state) => state.rules)
  const action = useAction(car)

  function start(): void {
    const missing: string[] = []
    if (!Badge.safeParse(badge.trim()).success)
      missing.push('a badge number of at most 12 letters, digits and dashes')
    if (name.trim() === '') missing.push('your name')
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
      return
    }
    void action.run(
      (core, signal) => core.shift.start({ badge: badge.trim(), name: name.trim() }, { signal }),
      draft.forget,
    )
  }

  return (
    <Screen
      title="Start of shift"
      lead={
        rules === undefined
          ? 'The policy is not known yet.'
          : `${rules.profile.agency}, policy ${rules.profile.policy.number}`
      }
      onSubmit={start}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not started." />}
      actions={<SubmitButton label="Start shift" isDisabled={action.isBusy} />}
    >
      <div className="halves shift-halves">
        <div className="stack">
          <TextField
            label="Badge number"
            isFirst
            value={badge}
            mostCharacters={12}
            hint="Decides which databases you may query."
            onChange={(badge) => {
              draft.change({ badge })
            }}
          />
          <TextField
            label="Name"
            value={name}
            mostCharacters={60}
            onChange={(name) => {
              draft.change({ name })
            }}
          />
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
        <Readiness car={car} />
      </div>
    </Screen>
  )
}

function clauseWords(clause: string | undefined): string {
  return clause === undefined ? 'This product’s own default.' : `Clause ${clause}.`
}
