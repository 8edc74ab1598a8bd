import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { DocumentField } from '#renderer/records/parts/document-field.tsx'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { missingOf } from '#renderer/records/parts/missing.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { typedMoment } from '#renderer/ui/typed-moment.ts'
import type { Document } from '#shared/records/sharing.ts'
import type { AgencyTaskProps } from './verify-agency.tsx'

/** The written declaration of 625 ILCS 5/2-130(c) that the other agency has executed. */
export function AddDeclaration({ department, agency, onDone, onBack }: AgencyTaskProps): ReactElement {
  const [signer, setSigner] = useState('')
  const [signed, setSigned] = useState('')
  const [until, setUntil] = useState('')
  const [document, setDocument] = useState<Document>()
  const action = useAction(department)
  const signedAt = typedMoment(signed)
  const validUntil = until.trim() === '' ? undefined : typedMoment(until, true)
  function save(): void {
    if (signedAt === undefined || document === undefined) return
    const input = {
      agency: agency.id,
      signer: signer.trim(),
      signedAt,
      document,
      ...(validUntil === undefined ? {} : { validUntil }),
    }
    void action.run((core, signal) => core.sharing.addDeclaration(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Declaration of ${agency.name}`}
      lead="Clause 625 ILCS 5/2-130(c): that no data are used for what Illinois forbids."
      submit="Keep it"
      notDone="Not kept."
      action={action}
      missing={missingOf(
        [signer.trim().length >= 2, 'who signed it'],
        [signedAt !== undefined, 'the day it was signed, such as 2026-11-02'],
        [until.trim() === '' || validUntil !== undefined, 'the last day it counts, or none'],
        [document !== undefined, 'the document'],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <TextField label="Signed by" isFirst value={signer} mostCharacters={120} onChange={setSigner} />
        <div className="row">
          <TextField
            label="Signed on"
            value={signed}
            mostCharacters={10}
            hint="Such as 2026-11-02."
            onChange={setSigned}
          />
          <TextField
            label="Counts until"
            value={until}
            mostCharacters={10}
            hint="Empty: until it is withdrawn."
            onChange={setUntil}
          />
        </div>
        <DocumentField label="Document" value={document} onChange={setDocument} />
      </div>
    </FormScreen>
  )
}
