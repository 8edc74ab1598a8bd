import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { PlateAndTime } from '#renderer/office/purpose/plate-and-time-fields.tsx'
import { StatementFields } from '#renderer/office/purpose/statement-fields.tsx'
import { askedLine, statementOf } from '#renderer/office/purpose/statement.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { purposeRefusal } from '#shared/domain/purpose.ts'
import { Results, type Found } from './results.tsx'
import { FRESH, queryOf, type SearchDraft } from './search-draft.ts'
import './search.css'

const draft = createDraft<SearchDraft>(FRESH)

/** Stored reads of this car: first why, then what. */
export function Search({ car, onBack }: { readonly car: Car; readonly onBack: () => void }): ReactElement {
  const profile = useStore(car.store, (state) => state.rules?.profile)
  const filled = useDraft(draft)
  const action = useAction(car)
  const [found, setFound] = useState<Found>()
  const toForm = (): void => {
    setFound(undefined)
  }

  function search(): void {
    if (profile === undefined) return
    const statement = statementOf(filled, profile)
    const refusal = purposeRefusal(statement, profile)
    if (refusal !== undefined) {
      action.refuse({ kind: 'refused', refusal })
      return
    }
    const ready = queryOf(filled)
    if ('missing' in ready) {
      action.refuse({
        kind: 'refused',
        refusal: { missing: ready.missing, next: 'Correct it and search again.' },
      })
      return
    }
    void action.run(
      (core, signal) => core.search.reads({ statement, query: ready.query }, { signal }),
      setFound,
    )
  }

  if (found !== undefined) return <Results found={found} onBack={toForm} />
  return (
    <Screen
      title="Search"
      lead={profile === undefined ? 'The policy is not known yet.' : askedLine(profile)}
      onSubmit={search}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not searched." />}
      actions={
        <SubmitButton
          label={action.isBusy ? 'Searching' : 'Search'}
          isDisabled={action.isBusy || profile === undefined}
        />
      }
    >
      <div className="halves">
        {profile === undefined ? undefined : (
          <StatementFields draft={filled} onChange={draft.change} profile={profile} />
        )}
        <div className="stack">
          <PlateAndTime draft={filled} onChange={draft.change} />
          <p className="dim">
            Searched are the reads kept in this car. What is found is a possible match, not verified.
          </p>
        </div>
      </div>
    </Screen>
  )
}
