import type { ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import type { Action } from '#renderer/connection/use-action.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import type { AuditEntry, ChainVerdict } from '#shared/domain/audit.ts'
import { ChainState } from './chain-state.tsx'
import { EntryTable } from './entry-table.tsx'
import { verdictWords } from './audit-words.ts'
import { QueryFields } from './query-fields.tsx'
import type { QueryDraft } from './query-draft.ts'

export type Found = { readonly rows: readonly AuditEntry[]; readonly isMore: boolean }

type SearchScreenProps = {
  readonly office: Office
  readonly draft: QueryDraft
  readonly found: Found | undefined
  readonly picked: number | undefined
  readonly verdict: ChainVerdict | undefined
  readonly action: Action<OfficeClient>
  readonly onPick: (counter: number) => void
  readonly onOpen: (counter: number) => void
  readonly onSearch: () => void
  readonly onMore: () => void
  readonly onVerify: () => void
  readonly onExport: () => void
  readonly onBack: () => void
}

/** The form on the left, the entries beside it, newest first. */
export function SearchScreen(props: SearchScreenProps): ReactElement {
  const { office, draft, found, picked, verdict, action, onSearch, onMore, onVerify, onExport, onBack } =
    props
  return (
    <Screen
      title="Audit"
      lead="Each look here is itself an entry."
      onSubmit={onSearch}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not done." />}
      actions={
        <>
          <SubmitButton label="Look" isDisabled={action.isBusy} />
          <PlainButton
            label="Open the entry"
            isDisabled={picked === undefined}
            onPress={() => {
              if (picked !== undefined) props.onOpen(picked)
            }}
          />
          <PlainButton label="Check the chain" isDisabled={action.isBusy} onPress={onVerify} />
          <PlainButton label="Export" onPress={onExport} />
        </>
      }
    >
      <div className="halves audit-halves">
        <div className="stack">
          <QueryFields draft={draft} />
          <ChainState office={office} />
        </div>
        <div className="stack">
          <div role="status">
            {verdict === undefined ? undefined : (
              <p className="verdict">
                <StateMark standing={verdict.isWhole ? 'in-order' : 'stopped'}>
                  {verdictWords(verdict)}
                </StateMark>
              </p>
            )}
          </div>
          <Results {...props} />
          {found?.isMore === true ? (
            <PlainButton label="Earlier entries" isDisabled={action.isBusy} onPress={onMore} />
          ) : undefined}
        </div>
      </div>
    </Screen>
  )
}

function Results({ found, action, picked, onPick, onOpen }: SearchScreenProps): ReactElement {
  if (found === undefined) {
    return action.isBusy ? (
      <Empty title="Looking." />
    ) : (
      <Empty title="Nothing was looked for yet.">
        Enter shows the newest entries. Fill in what you look for to see fewer.
      </Empty>
    )
  }
  if (found.rows.length === 0) return <Empty title="No entry fits.">Change what you look for.</Empty>
  return <EntryTable rows={found.rows} picked={picked} onPick={onPick} onOpen={onOpen} />
}
