import { useState, type ReactElement } from 'react'
import type { Document } from '#shared/records/sharing.ts'
import { bytesWords } from '#renderer/records/words/figures.ts'
import './document-field.css'

/** 4 MiB, as the server takes it. */
const MOST_BYTES = 4 * 1024 * 1024

type DocumentFieldProps = {
  readonly label: string
  readonly value: Document | undefined
  readonly onChange: (document: Document | undefined) => void
}

/** A file that is handed in: a scanned declaration, a letter. */
export function DocumentField({ label, value, onChange }: DocumentFieldProps): ReactElement {
  const [fault, setFault] = useState<string>()
  async function take(file: File | undefined): Promise<void> {
    setFault(undefined)
    if (file === undefined || file.size > MOST_BYTES) {
      if (file !== undefined) setFault(`It has ${bytesWords(file.size)}; 4 MiB are taken at most.`)
      onChange(undefined)
      return
    }
    try {
      onChange({ name: file.name.slice(0, 120), base64: base64Of(new Uint8Array(await file.arrayBuffer())) })
    } catch {
      setFault('The file cannot be read.')
      onChange(undefined)
    }
  }
  return (
    <div className="document-field">
      <label>
        <span>{label}</span>
        <input
          type="file"
          accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,.txt,.eml"
          onChange={(event) => {
            void take(event.target.files?.[0])
          }}
        />
      </label>
      <p className={fault === undefined ? 'field-hint dim' : 'field-hint field-fault'}>
        {fault ??
          (value === undefined ? 'A scan or a letter of at most 4 MiB.' : `${value.name} is handed in.`)}
      </p>
    </div>
  )
}

/** In pieces, since the bytes of a file are too many for the arguments of one call. */
function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 32_768)
    pieces.push(String.fromCodePoint(...bytes.subarray(at, at + 32_768)))
  return btoa(pieces.join(''))
}
