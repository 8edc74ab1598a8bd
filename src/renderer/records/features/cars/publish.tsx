import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { missingOf } from '#renderer/records/parts/missing.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'

const KINDS = [
  ['roster', 'Roster: accounts and roles'],
  ['training', 'Training records'],
  ['policy', 'Policy in force'],
] as const
type Kind = (typeof KINDS)[number][0]

/** Signed files for the cars, as things stand on this server now. */
export function Publish({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const [kind, setKind] = useState<Kind>()
  const [done, setDone] = useState<string>()
  const action = useAction(department)
  function save(): void {
    if (kind === undefined) return
    setDone(undefined)
    void action.run(
      (core, signal) => core.fleet.publish({ kind }, { signal }),
      ({ serial }) => {
        setDone(`The ${kind} is published as number ${serial}. Each car takes it at its next contact.`)
      },
    )
  }
  return (
    <FormScreen
      title="Publish to the cars"
      lead="Signed by this server; a car takes what is newer than what it has."
      submit="Publish"
      notDone="Not published."
      action={action}
      missing={missingOf([kind !== undefined, 'what is to be published'])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <div className="wide-choices">
          <ChoiceRow legend="What" value={kind} options={KINDS} onChange={setKind} />
        </div>
        <p role="status">
          <strong>{done}</strong>
        </p>
      </div>
    </FormScreen>
  )
}
