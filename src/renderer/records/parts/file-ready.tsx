import { useState, type ReactElement } from 'react'
import type { FileToFetch } from '#shared/records/records.ts'
import { bytesWords } from '#renderer/records/words/figures.ts'
import './file-ready.css'

/** Enter fetches what was asked for; React focuses fields by `autoFocus`, and no links. */
function takeFocus(link: HTMLAnchorElement | null): void {
  link?.focus()
}

/** A file that waits for this console: one fetch, within five minutes. */
export function FileReady({ file }: { readonly file: FileToFetch }): ReactElement {
  const [fetched, setFetched] = useState<string>()
  const isFetched = fetched === file.url
  return (
    <div className="file-ready" role="status">
      <p>
        <strong>{file.name}</strong>, {bytesWords(file.bytes)}.{' '}
        {isFetched
          ? 'It was fetched. Another one is another entry in the audit.'
          : 'It can be fetched once, within five minutes.'}
      </p>
      {isFetched ? undefined : (
        <a
          ref={takeFocus}
          key={file.url}
          className="key-button plain-button"
          href={file.url}
          download={file.name}
          onClick={() => {
            setFetched(file.url)
          }}
        >
          Fetch the file
        </a>
      )}
    </div>
  )
}
