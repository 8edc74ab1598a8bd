import type { ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import type { Account } from '#shared/domain/account.ts'
import type { Officer } from '#shared/domain/officer.ts'
import { AuthoriseTask } from './authorise-task.tsx'
import { DutyHoursTask } from './duty-hours-task.tsx'
import { OwnPlatesTask } from './own-plates-task.tsx'
import { PlainTask } from './plain-task.tsx'
import { RolesTask } from './roles-task.tsx'

export type Task =
  'roles' | 'authorise' | 'duty-hours' | 'own-plates' | 'disable' | 'enable' | 'release' | 'reset'

export const TASK_WORDS: Readonly<Record<Task, { readonly label: string; readonly detail: string }>> = {
  roles: { label: 'Roles', detail: 'what he may do' },
  authorise: { label: 'Authorisations', detail: 'LEADS, NCIC, KCJIS' },
  'duty-hours': { label: 'Duty hours', detail: 'for the misuse radar' },
  'own-plates': { label: 'Own plates', detail: 'own and family, for the misuse radar' },
  disable: { label: 'Disable', detail: 'no sign-in from now on' },
  enable: { label: 'Enable', detail: 'sign-in is possible again' },
  release: { label: 'Release', detail: 'opens the locked account' },
  reset: { label: 'Reset password and factors', detail: 'he enrols again with a code' },
}

export type TaskProps = {
  readonly office: Office
  readonly me: Officer
  readonly mayManage: boolean
  readonly account: Account
  readonly onDone: () => void
  readonly onCode: (account: Account, code: string) => void
  readonly onBack: () => void
}

/** One change to one account; each asks why. */
export function TaskScreen({ task, ...props }: TaskProps & { readonly task: Task }): ReactElement {
  if (task === 'roles') return <RolesTask {...props} />
  if (task === 'authorise') return <AuthoriseTask {...props} />
  if (task === 'duty-hours') return <DutyHoursTask {...props} />
  if (task === 'own-plates') return <OwnPlatesTask {...props} />
  return <PlainTask {...props} task={task} />
}
