import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import type { Account } from '#shared/domain/account.ts'
import { Badge, Position, type Officer, type Role } from '#shared/domain/officer.ts'
import { roleConflict } from '#shared/domain/rights.ts'
import { POSITION_WORDS } from './account-words.ts'
import { RoleFields } from './role-fields.tsx'

type Fresh = { badge: string; name: string; position: Position; roles: Role[] }
const fresh: Fresh = { badge: '', name: '', position: 'sworn', roles: [] }
const invited = createDraft(fresh)

/** A new account; its holder enrols with the code that follows. */
export function Invite({
  office,
  me,
  onInvited,
  onBack,
}: {
  readonly office: Office
  readonly me: Officer
  readonly onInvited: (account: Account, code: string) => void
  readonly onBack: () => void
}): ReactElement {
  const positions = useStore(office.store, (state) => state.rules?.profile.positions)
  const draft = useDraft(invited)
  const action = useAction(office)
  function save(): void {
    const missing = missingOf(draft)
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Complete it and press Enter.' } })
      return
    }
    void action.run(
      (core, signal) =>
        core.accounts.invite(
          { ...draft, badge: draft.badge.trim(), name: draft.name.trim(), roles: [...draft.roles] },
          { signal },
        ),
      ({ account, code }) => {
        invited.forget()
        onInvited(account, code)
      },
    )
  }
  return (
    <Screen
      title="Invite somebody"
      lead="One person, one account. A badge number is not given again for a year (CJIS IA-4)."
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not invited." />}
      actions={<SubmitButton label="Make the account and its code" isDisabled={action.isBusy} />}
    >
      <div className="halves">
        <div className="stack">
          <TextField
            label="Badge number"
            isFirst
            value={draft.badge}
            mostCharacters={12}
            onChange={(badge) => {
              invited.change({ badge })
            }}
          />
          <TextField
            label="Name"
            value={draft.name}
            mostCharacters={60}
            onChange={(name) => {
              invited.change({ name })
            }}
          />
          <ChoiceRow
            legend="Position"
            value={draft.position}
            options={Position.options.map((one) => [one, POSITION_WORDS[one]])}
            onChange={(position) => {
              invited.change({ position })
            }}
            hint={
              positions === undefined
                ? undefined
                : `May operate: ${positions.value.map((one) => POSITION_WORDS[one]).join(', ')}${positions.clause === undefined ? '' : ` (clause ${positions.clause})`}.`
            }
          />
        </div>
        <div className="stack">
          <h3>Roles</h3>
          <RoleFields
            office={office}
            me={me}
            mayManage
            roles={draft.roles}
            onChange={(roles) => {
              invited.change({ roles })
            }}
          />
        </div>
      </div>
    </Screen>
  )
}

function missingOf({ badge, name, roles }: Fresh): string[] {
  const conflict = roleConflict(roles)
  return [
    ...(Badge.safeParse(badge.trim()).success ? [] : ['a badge number of 1 to 12 letters and digits']),
    ...(name.trim() === '' ? ['the name'] : []),
    ...(conflict === undefined ? [] : [`other roles: ${conflict}`]),
  ]
}
