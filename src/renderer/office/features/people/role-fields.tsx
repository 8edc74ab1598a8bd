import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'
import { CheckField } from '#renderer/ui/field.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { ROLES, type Officer, type Role } from '#shared/domain/officer.ts'
import { roleConflict } from '#shared/domain/rights.ts'
import { ROLE_WORDS } from './account-words.ts'

/** All roles with their titles in this agency; those that are not this person's to give are shut. */
export function RoleFields({
  office,
  roles,
  onChange,
  me,
  mayManage,
}: {
  readonly office: Office
  readonly roles: readonly Role[]
  readonly onChange: (roles: Role[]) => void
  readonly me: Officer
  readonly mayManage: boolean
}): ReactElement {
  const profile = useStore(office.store, (state) => state.rules?.profile)
  const assigner = profile?.operatorsAssignedBy
  const titles = profile?.roles.value ?? {}
  const conflict = roleConflict(roles)
  const mayAssign = assigner === undefined || me.roles.includes(assigner.value)

  function noteOf(role: Role): string {
    const title = titles[role] === undefined ? '' : `${titles[role]}: `
    if (role === 'operator' && !mayAssign) return `${title}given by the ${assignerWords()}`
    return role !== 'operator' && !mayManage
      ? `${title}given by an administrator`
      : `${title}${ROLE_WORDS[role]}`
  }
  function assignerWords(): string {
    if (assigner === undefined) return 'assigner'
    const title = titles[assigner.value]
    return title === undefined ? assigner.value : `${assigner.value} (${title})`
  }
  return (
    <>
      <p className="dim">
        Operators are made by the {assignerWords()}
        {assigner?.clause === undefined ? '' : `, clause ${assigner.clause}`}.
      </p>
      <div className="role-list">
        {ROLES.map((role) => (
          <CheckField
            key={role}
            label={role}
            note={noteOf(role)}
            isOn={roles.includes(role)}
            isDisabled={role === 'operator' ? !mayAssign : !mayManage}
            onChange={(isOn) => {
              onChange(ROLES.filter((one) => (one === role ? isOn : roles.includes(one))))
            }}
          />
        ))}
      </div>
      {conflict === undefined ? undefined : <Warning>{conflict}.</Warning>}
    </>
  )
}
