import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { StatementFields } from '#renderer/office/purpose/statement-fields.tsx'
import {
  askedLine,
  FRESH_STATEMENT,
  statementOf,
  type StatementDraft,
} from '#renderer/office/purpose/statement.ts'
import { areaText, type Area } from '#renderer/records/parts/area.ts'
import { PlateAndTime } from '#renderer/office/purpose/plate-and-time-fields.tsx'
import { FRESH_QUERY, queryOf, type QueryDraft } from '#renderer/records/parts/records-query.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { purposeRefusal, type PurposeStatement } from '#shared/domain/purpose.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import { foundDraft } from './found.ts'
import { NarrowFields } from './narrow-fields.tsx'
import { PAGE_ROWS } from './page-rows.ts'
import { FoundScreens } from './found-screens.tsx'
import './search.css'

const draft = createDraft<StatementDraft & QueryDraft>({ ...FRESH_STATEMENT, ...FRESH_QUERY })

const askChoices = (core: RecordsClient, signal: AbortSignal) => core.records.choices(undefined, { signal })

/** Stored reads of all cars: first why, then what. */
export function Search(props: RecordsProps): ReactElement {
  const { department, onBack } = props
  const profile = useStore(department.store, (state) => state.rules?.profile)
  const choices = useAsked(department, askChoices)
  const filled = useDraft(draft)
  const { found } = useDraft(foundDraft)
  const [isForm, setIsForm] = useState(found === undefined)
  const action = useAction(department)

  function look(statement: PurposeStatement, query: RecordsQuery): void {
    void action.run(
      (core, signal) => core.records.search({ statement, query, limit: PAGE_ROWS }, { signal }),
      (told) => {
        foundDraft.change({ found: { ...told, statement, query, at: 0, marked: new Set() } })
        setIsForm(false)
      },
    )
  }
  function search(): void {
    if (profile === undefined) return
    const statement = statementOf(filled, profile)
    const refusal = purposeRefusal(statement, profile)
    const ready = queryOf(filled)
    if (refusal !== undefined) action.refuse({ kind: 'refused', refusal })
    else if ('missing' in ready)
      action.refuse({
        kind: 'refused',
        refusal: { missing: ready.missing, next: 'Correct it and search again.' },
      })
    else look(statement, ready.query)
  }
  function searchArea(area: Area): void {
    if (found === undefined) return
    draft.change({ area: areaText(area) })
    look(found.statement, { ...found.query, area })
  }

  if (!isForm && found !== undefined)
    return (
      <FoundScreens
        {...props}
        key={found.search}
        found={found}
        isBusy={action.isBusy}
        trouble={action.trouble}
        onArea={searchArea}
        onBack={() => {
          action.refuse(undefined)
          setIsForm(true)
        }}
      />
    )
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
          {choices.value?.isStoredHere === false ? (
            <Warning>
              This policy keeps no reads at the department: only hits acted on and what is held are found
              here.
            </Warning>
          ) : undefined}
          <PlateAndTime draft={filled} onChange={draft.change} />
          <NarrowFields draft={filled} choices={choices.value} onChange={draft.change} />
          <p className="dim">What is found is a possible match, not verified.</p>
        </div>
      </div>
    </Screen>
  )
}
