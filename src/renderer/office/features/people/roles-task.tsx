import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { roleConflict } from '#shared/domain/rights.ts'
import { RoleFields } from './role-fields.tsx'
import { TaskForm } from './task-form.tsx'
import type { TaskProps } from './task-screen.tsx'

/** All roles of one account at once. */
export function RolesTask({ office, me, mayManage, account, onDone, onBack }: TaskProps): ReactElement {
  const [roles, setRoles] = useState(account.roles)
  const [words, setWords] = useState('')
  const action = useAction(office)
  const conflict = roleConflict(roles)
  return (
    <TaskForm
      title={`Roles of ${account.name}`}
      lead="The least that the work needs."
      submit="Set the roles"
      action={action}
      words={words}
      onWords={setWords}
      fault={
        conflict === undefined
          ? undefined
          : {
              kind: 'refused',
              refusal: { missing: ['roles that one person may hold'], next: `${conflict}.` },
            }
      }
      onSave={() => {
        void action.run(
          (core, signal) => core.accounts.setRoles({ id: account.id, roles, words }, { signal }),
          onDone,
        )
      }}
      onBack={onBack}
    >
      <RoleFields office={office} me={me} mayManage={mayManage} roles={roles} onChange={setRoles} />
    </TaskForm>
  )
}
