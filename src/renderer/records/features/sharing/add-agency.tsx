import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { missingOf } from '#renderer/records/parts/missing.ts'
import { AGENCY_KIND_WORDS } from '#renderer/records/words/kinds.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import type { Agency } from '#shared/records/sharing.ts'

/** An ORI as NCIC gives it: nine characters, the first two the state. */
const ORI = /^[A-Z]{2}[A-Z0-9]{7}$/

const KINDS = ['law-enforcement', 'prosecutor', 'other'] as const

type AddAgencyProps = {
  readonly department: Department
  readonly onDone: (agency: Agency) => void
  readonly onBack: () => void
}

/** Another agency for the registry; who it really is, somebody verifies afterwards. */
export function AddAgency({ department, onDone, onBack }: AddAgencyProps): ReactElement {
  const [name, setName] = useState('')
  const [ori, setOri] = useState('')
  const [state, setState] = useState('')
  const [kind, setKind] = useState<Agency['kind']>('law-enforcement')
  const [contacts, setContacts] = useState('')
  const action = useAction(department)
  const typedOri = ori.trim().toUpperCase()
  function save(): void {
    const input = {
      name: name.trim(),
      state: state.trim().toUpperCase(),
      kind,
      contacts: contacts.trim(),
      ...(typedOri === '' ? {} : { ori: typedOri }),
    }
    void action.run((core, signal) => core.sharing.addAgency(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title="Add an agency"
      submit="Add it"
      notDone="Not added."
      action={action}
      missing={missingOf(
        [name.trim().length >= 2, 'the name'],
        [/^[A-Za-z]{2}$/.test(state.trim()), 'the state in two letters, ZZ for another country'],
        [typedOri === '' || ORI.test(typedOri), 'an ORI of nine characters, or none'],
        [contacts.trim().length >= 5, 'how they are reached'],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <div className="row">
          <TextField label="Name" isFirst value={name} mostCharacters={120} onChange={setName} />
          <TextField
            label="State"
            width="tiny"
            value={state}
            mostCharacters={2}
            hint="ZZ: abroad."
            onChange={setState}
          />
          <TextField
            label="ORI"
            width="short"
            value={ori}
            mostCharacters={9}
            hint="Nine characters, if any."
            onChange={setOri}
          />
        </div>
        <div className="wide-choices">
          <ChoiceRow
            legend="Kind"
            value={kind}
            options={KINDS.map((one) => [one, AGENCY_KIND_WORDS[one]])}
            onChange={setKind}
          />
        </div>
        <TextField
          label="Contacts"
          value={contacts}
          mostCharacters={400}
          hint="Telephone and address that were found elsewhere than in a request."
          onChange={setContacts}
        />
      </div>
    </FormScreen>
  )
}
