import { useState, type ReactElement } from 'react'
import type { OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Screen } from '#renderer/ui/screen.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import type { Account } from '#shared/domain/account.ts'
import { AccountScreen } from './account-screen.tsx'
import { AccountList } from './account-list.tsx'
import { CodeShown } from './code-shown.tsx'
import { Invite } from './invite.tsx'
import { ReleaseCode } from './release-code.tsx'
import { TaskScreen, type Task } from './task-screen.tsx'
import './people.css'

type View =
  | { readonly name: 'list' | 'invite' | 'release-code' }
  | { readonly name: 'account'; readonly id: string }
  | { readonly name: 'task'; readonly id: string; readonly task: Task }
  | { readonly name: 'code'; readonly account: Account; readonly code: string }

const askAccounts = (core: OfficeClient, signal: AbortSignal): Promise<Account[]> =>
  core.accounts.list(undefined, { signal })

/** The accounts of this place: who has one, what he may do, and the changes to it. */
export function People({ office, me, rights, onBack }: OfficeProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const [picked, setPicked] = useState<string>()
  const accounts = useAsked(office, askAccounts)
  const mayManage = rights.includes('accounts.manage')
  function toList(): void {
    setView({ name: 'list' })
  }
  function showCode(account: Account, code: string): void {
    accounts.ask()
    setPicked(account.id)
    setView({ name: 'code', account, code })
  }

  if (view.name === 'invite') return <Invite office={office} me={me} onInvited={showCode} onBack={toList} />
  if (view.name === 'release-code') return <ReleaseCode office={office} onBack={toList} />
  if (view.name === 'code') return <CodeShown account={view.account} code={view.code} onBack={toList} />
  if (accounts.value === undefined) {
    return (
      <Screen title="People" onBack={onBack}>
        <Unanswered why={accounts.why} onAgain={accounts.ask} />
      </Screen>
    )
  }
  const account = 'id' in view ? accounts.value.find(({ id }) => id === view.id) : undefined
  if (account === undefined) {
    return (
      <AccountList
        accounts={accounts.value}
        mayManage={mayManage}
        picked={picked}
        onPick={setPicked}
        onOpen={(id) => {
          setView({ name: 'account', id })
        }}
        onInvite={() => {
          setView({ name: 'invite' })
        }}
        onReleaseCode={() => {
          setView({ name: 'release-code' })
        }}
        onBack={onBack}
      />
    )
  }
  function toAccount(): void {
    if (account !== undefined) setView({ name: 'account', id: account.id })
  }
  if (view.name === 'task') {
    return (
      <TaskScreen
        key={`${account.id} ${view.task}`}
        office={office}
        me={me}
        mayManage={mayManage}
        account={account}
        task={view.task}
        onDone={() => {
          accounts.ask()
          toAccount()
        }}
        onCode={showCode}
        onBack={toAccount}
      />
    )
  }
  return (
    <AccountScreen
      account={account}
      me={me}
      rights={rights}
      onTask={(task) => {
        setView({ name: 'task', id: account.id, task })
      }}
      onBack={toList}
    />
  )
}
