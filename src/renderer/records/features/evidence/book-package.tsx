import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { UPLOAD_WORDS } from '#renderer/records/words/kinds.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { EvidencePackage } from '#shared/records/evidence.ts'

type BookPackageProps = {
  readonly department: Department
  readonly evidence: EvidencePackage
  readonly onDone: () => void
  readonly onBack: () => void
}

const STATUSES = ['not-uploaded', 'uploaded', 'confirmed'] as const
type Status = (typeof STATUSES)[number]

/** What the evidence room or evidence.com gave back. */
export function BookPackage({ department, evidence, onDone, onBack }: BookPackageProps): ReactElement {
  const { booked, target } = evidence
  const isUploaded = target === 'evidence.com'
  const [mediaId, setMediaId] = useState(booked?.mediaId ?? '')
  const [bookingNumber, setBookingNumber] = useState(booked?.bookingNumber ?? '')
  const [receipt, setReceipt] = useState(booked?.receipt ?? '')
  const [evidenceId, setEvidenceId] = useState(booked?.evidenceId ?? '')
  const [status, setStatus] = useState<Status>(booked?.uploadStatus ?? 'not-uploaded')
  const [words, setWords] = useState('')
  const action = useAction(department)
  const filled = (isUploaded ? [evidenceId, receipt] : [mediaId, bookingNumber, receipt]).some(
    (one) => one.trim() !== '',
  )
  function save(): void {
    const input = {
      id: evidence.id,
      words,
      ...given({ receipt }),
      ...(isUploaded
        ? { ...given({ evidenceId }), uploadStatus: status }
        : given({ mediaId, bookingNumber })),
    }
    void action.run((core, signal) => core.evidence.book(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Book evidence of case ${evidence.caseNumber}`}
      lead={isUploaded ? 'A person uploads it there; what it answers stands here.' : undefined}
      submit="Keep it"
      notDone="Not booked."
      action={action}
      missing={missingOf(
        [filled || (isUploaded && status !== booked?.uploadStatus), 'what was given back'],
        [isSaid(words), saidIn('who took it and where')],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <div className="row">
          {isUploaded ? (
            <>
              <TextField
                label="Evidence id"
                isFirst
                value={evidenceId}
                mostCharacters={80}
                onChange={setEvidenceId}
              />
              <SelectField
                label="Upload"
                value={status}
                options={STATUSES.map((one) => [one, UPLOAD_WORDS[one]])}
                onChange={setStatus}
              />
            </>
          ) : (
            <>
              <TextField
                label="Booking number"
                isFirst
                value={bookingNumber}
                mostCharacters={80}
                onChange={setBookingNumber}
              />
              <TextField label="Media id" value={mediaId} mostCharacters={80} onChange={setMediaId} />
            </>
          )}
        </div>
        <TextField label="Receipt" value={receipt} mostCharacters={200} onChange={setReceipt} />
        <WordsField label="Who took it, and where" value={words} onChange={setWords} />
      </div>
    </FormScreen>
  )
}

/** The fields that something stands in. */
function given<T extends Readonly<Record<string, string>>>(fields: T): { [name in keyof T]?: string } {
  const filled: { [name in keyof T]?: string } = {}
  for (const name in fields) {
    const text = fields[name]?.trim()
    if (text !== undefined && text !== '') filled[name] = text
  }
  return filled
}
