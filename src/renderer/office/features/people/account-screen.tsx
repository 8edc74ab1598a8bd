import type { ReactElement } from 'react'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { PlainButton, Screen } from '#renderer/ui/screen.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import type { Account } from '#shared/domain/account.ts'
import { AccountMark } from './account-mark.tsx'
import { authorisationWords, factorWords, notChanged, POSITION_WORDS, roleList } from './account-words.ts'
import { TASK_WORDS, type Task } from './task-screen.tsx'

type AccountScreenProps = Pick<OfficeProps, 'me' | 'rights' | 'onBack'> & {
  readonly account: Account
  readonly onTask: (task: Task) => void
}

/** One account: what is known of it, and what may be done with it. */
export function AccountScreen({ account, me, rights, onTask, onBack }: AccountScreenProps): ReactElement {
  const now = useNow(30_000)
  const { here } = usePlaceWords()
  const mayManage = rights.includes('accounts.manage')
  const why = notChanged(account, me, mayManage || rights.includes('accounts.assign'))
  return (
    <Screen title={`${account.name}, ${account.badge}`} onBack={onBack} backWord="Back to people">
      <div className="halves">
        <div className="stack">
          <FactList
            facts={[
              ['State', <AccountMark key="state" state={account.state} />],
              ...(account.why === undefined ? [] : [['Why', account.why] as const]),
              ['Position', POSITION_WORDS[account.position]],
              ['Roles', roleList(account.roles)],
              ['Authorised for', authorisationWords(account, now)],
              [
                'Duty hours',
                account.dutyHours === undefined
                  ? 'not set'
                  : `${account.dutyHours.from} to ${account.dutyHours.to}`,
              ],
              ['Own plates', ownPlateWords(account.ownPlates)],
              ['Second factor', factorWords(account.factors)],
              ['Last sign-in', told(account.lastSignInAt, now)],
              ['Password set', told(account.passwordSetAt, now)],
              ['Comes from', account.origin === 'roster' ? "the department's roster" : here],
            ]}
          />
        </div>
        <div className="stack">
          {why === undefined ? undefined : <Warning>{why}</Warning>}
          <ul className="task-list" aria-label="Changes">
            {tasksFor(account).map((task) => {
              const isHis = mayManage || task === 'roles'
              return (
                <li key={task}>
                  <PlainButton
                    isDisabled={why !== undefined || !isHis}
                    onPress={() => {
                      onTask(task)
                    }}
                  >
                    <span>
                      {TASK_WORDS[task].label}
                      <small>{isHis ? TASK_WORDS[task].detail : 'an administrator does this'}</small>
                    </span>
                  </PlainButton>
                </li>
              )
            })}
          </ul>
        </div>
      </div>
    </Screen>
  )
}

function tasksFor({ state }: Account): Task[] {
  const always: Task[] = ['roles', 'authorise', 'duty-hours', 'own-plates', 'reset']
  if (state === 'locked') return ['release', ...always, 'disable']
  return state === 'disabled' ? ['enable', ...always] : [...always, 'disable']
}

const told = (at: number | undefined, now: number): string =>
  at === undefined ? 'never' : clockTime(at, now)

function ownPlateWords(count: number): string {
  return count === 0 ? 'none kept' : `${count}, as keyed hashes: they cannot be read back`
}
