import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { may } from '#renderer/connection/session.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { CATEGORIES, CATEGORY_WORDS, type Category } from '#shared/domain/category.ts'
import { categoryState } from './category-state.ts'

const why = createDraft({ reason: '' })

/** Which categories may alert at all; an administrator turns others on, with a reason. */
export function Categories({
  car,
  onBack,
}: {
  readonly car: Car
  readonly onBack: () => void
}): ReactElement {
  const { rules, session } = useStore(car.store)
  const [chosen, setChosen] = useState<Category>('stolen-vehicle')
  const { reason } = useDraft(why)
  const action = useAction(car)
  const mayChange = may(session, 'lists.categories')
  const state = rules === undefined ? undefined : categoryState(chosen, rules)

  function save(): void {
    if (state === undefined || !state.mayChange) return
    if (reason.trim().length < 10) {
      const refusal = { missing: ['a reason of at least 10 characters'], next: 'It is kept in the audit.' }
      action.refuse({ kind: 'refused', refusal })
      return
    }
    const input = { category: chosen, isAllowed: !state.isAllowed, reason: reason.trim() }
    void action.run((core, signal) => core.lists.allowCategory(input, { signal }), why.forget)
  }

  return (
    <Screen
      title="Categories that alert"
      lead="A category that is off is matched by no list and alerts nobody."
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not changed." />}
      actions={
        mayChange && state?.mayChange === true ? (
          <SubmitButton
            label={`Turn ${CATEGORY_WORDS[chosen]} ${state.isAllowed ? 'off' : 'on'}`}
            isDisabled={action.isBusy}
          />
        ) : undefined
      }
    >
      <div className="halves">
        <ul className="category-list" aria-label="Categories">
          {CATEGORIES.map((category) => {
            const words = rules === undefined ? '' : categoryState(category, rules).word
            return (
              <li key={category}>
                <PlainButton
                  isOn={category === chosen}
                  onPress={() => {
                    setChosen(category)
                  }}
                >
                  <span className="list-row">
                    <strong>{CATEGORY_WORDS[category]}</strong>
                    <span>{words}</span>
                  </span>
                </PlainButton>
              </li>
            )
          })}
        </ul>
        <div className="stack">
          <h3>{CATEGORY_WORDS[chosen]}</h3>
          <p>{state?.why ?? 'The policy is not known yet.'}</p>
          {chosen === 'immigration-violator' ? (
            <Warning>
              625 ILCS 5/2-130 limits the use of plate reader data for immigration enforcement. Off unless an
              administrator turns it on with a reason; the reason is audited.
            </Warning>
          ) : undefined}
          {state?.mayChange === false ? undefined : mayChange ? (
            <TextField
              label="Reason"
              value={reason}
              mostCharacters={400}
              hint="At least 10 characters; kept in the audit."
              onChange={(reason) => {
                why.change({ reason })
              }}
            />
          ) : (
            <p>
              <strong>Only an administrator changes this.</strong> Your badge is not an administrator&apos;s.
            </p>
          )}
        </div>
      </div>
    </Screen>
  )
}
