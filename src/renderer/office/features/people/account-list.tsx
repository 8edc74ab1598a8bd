import type { ReactElement } from 'react'
import { usePlace } from '#renderer/ui/place.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import type { Account } from '#shared/domain/account.ts'
import { AccountMark } from './account-mark.tsx'
import { factorWords, POSITION_WORDS, roleList } from './account-words.ts'

type AccountListProps = {
  readonly accounts: readonly Account[]
  readonly mayManage: boolean
  readonly picked: string | undefined
  readonly onPick: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly onInvite: () => void
  readonly onReleaseCode: () => void
  readonly onBack: () => void
}

const COLUMNS = ['Badge', 'Name', 'Roles', 'State', 'Last sign-in', 'Second factor']

/** Everybody with an account here; the picked one is opened by Enter. */
export function AccountList(props: AccountListProps): ReactElement {
  const { accounts, mayManage, picked, onPick, onOpen, onInvite, onReleaseCode, onBack } = props
  const now = useNow(30_000)
  const place = usePlace()
  const chosen = accounts.find(({ id }) => id === picked) ?? accounts[0]
  function open(): void {
    if (chosen !== undefined) onOpen(chosen.id)
  }
  return (
    <Screen
      title="People"
      lead="Personal accounts only: nobody shares one. Each look is kept in the audit."
      onSubmit={open}
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label={`Open ${chosen.name}`} />}
          {mayManage ? (
            <>
              <PlainButton label="Invite somebody" onPress={onInvite} />
              <PlainButton
                label={place === 'car' ? 'Release another car' : 'Release a car'}
                onPress={onReleaseCode}
              />
            </>
          ) : undefined}
        </>
      }
    >
      {accounts.length === 0 ? (
        <Empty title="There is no account yet.">Invite somebody, or take the department&apos;s roster.</Empty>
      ) : (
        <PickTable
          label="Accounts"
          columns={COLUMNS}
          picked={chosen?.id}
          onPick={onPick}
          onOpen={onOpen}
          rows={accounts.map((account) => ({
            id: account.id,
            cells: [
              account.badge,
              <>
                <strong>{account.name}</strong>
                <small>
                  {POSITION_WORDS[account.position]}
                  {account.origin === 'roster' ? ", of the department's roster" : ''}
                </small>
              </>,
              roleList(account.roles),
              <>
                <AccountMark state={account.state} />
                {account.why === undefined ? undefined : <small>{account.why}</small>}
              </>,
              account.lastSignInAt === undefined ? 'never' : clockTime(account.lastSignInAt, now),
              factorWords(account.factors),
            ],
          }))}
        />
      )}
    </Screen>
  )
}
