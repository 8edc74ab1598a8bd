import type { ReactElement } from 'react'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import type { Receiver } from '#shared/records/evidence.ts'
import { TextArea } from './text-area.tsx'

export type ReceiverDraft = {
  readonly kind: Receiver['kind']
  readonly publicKey: string
  readonly passphrase: string
}

export const FRESH_RECEIVER: ReceiverDraft = { kind: 'key', publicKey: '', passphrase: '' }

const LEAST_PASSPHRASE = 16

/** For whom it is sealed, or undefined while that is not said. */
export function receiverOf({ kind, publicKey, passphrase }: ReceiverDraft): Receiver | undefined {
  if (kind === 'passphrase') return passphrase.length < LEAST_PASSPHRASE ? undefined : { kind, passphrase }
  const pem = publicKey.trim()
  return pem.startsWith('-----BEGIN PUBLIC KEY-----') && pem.length <= 400
    ? { kind, publicKey: pem }
    : undefined
}

/** What is missing where nobody can open the package. */
export const receiverMissing = ({ kind }: ReceiverDraft): string =>
  kind === 'key'
    ? "the receiver's public key (PEM, P-256)"
    : `a passphrase of at least ${LEAST_PASSPHRASE} characters`

/** Who alone can open a package: the holder of a key, or who is told a passphrase in another way. */
export function ReceiverFields({
  draft,
  onChange,
}: {
  readonly draft: ReceiverDraft
  readonly onChange: (draft: ReceiverDraft) => void
}): ReactElement {
  return (
    <div className="stack">
      <div className="wide-choices">
        <ChoiceRow
          legend="Sealed for"
          value={draft.kind}
          options={[
            ['key', "The receiver's key"],
            ['passphrase', 'A passphrase'],
          ]}
          onChange={(kind) => {
            onChange({ ...draft, kind })
          }}
        />
      </div>
      {draft.kind === 'key' ? (
        <TextArea
          label="Public key of the receiver"
          value={draft.publicKey}
          mostCharacters={400}
          hint="PEM, with its first and last line. Only its holder opens the package."
          onChange={(publicKey) => {
            onChange({ ...draft, publicKey })
          }}
        />
      ) : (
        <TextField
          label="Passphrase"
          value={draft.passphrase}
          mostCharacters={128}
          hint="Tell it in another way than the package goes. It is kept nowhere."
          onChange={(passphrase) => {
            onChange({ ...draft, passphrase })
          }}
        />
      )}
    </div>
  )
}
