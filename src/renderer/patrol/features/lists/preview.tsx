import type { ReactElement } from 'react'
import type { Trouble } from '#renderer/connection/use-action.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Trouble as TroubleNote } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import type { ImportPreview } from '#shared/domain/import-template.ts'
import { lineKind, understoodWords } from './list-words.ts'

type PreviewProps = {
  readonly preview: ImportPreview | undefined
  readonly trouble: Trouble | undefined
  /** What stands here before there is anything to preview. */
  readonly before: string
}

/** The first lines as they are written and as they are understood, before anything is taken. */
export function Preview({ preview, trouble, before }: PreviewProps): ReactElement {
  if (preview === undefined) {
    return trouble === undefined ? (
      <p className="dim">{before}</p>
    ) : (
      <TroubleNote trouble={trouble} title="No preview." />
    )
  }
  const { lines, refusal } = preview
  const refused = lines.filter(({ kind }) => kind === 'refused').length
  return (
    <div className="preview">
      {refusal === undefined ? (
        <p>
          The first {lines.length} lines, {refused} of them refused. Nothing is taken yet.
        </p>
      ) : (
        <Warning>
          <strong>Nothing of this file would be taken.</strong> {refusal}
        </Warning>
      )}
      <DataTable
        label="First lines of the file"
        columns={['Line', 'Taken as', 'As it is written, and as it is understood']}
        rows={lines.map(({ line, kind, raw, understood, reason }) => ({
          key: String(line),
          isMarked: kind === 'refused' || kind === 'junk',
          cells: [
            line,
            lineKind(kind),
            <div key="words">
              <code>{raw}</code>
              <p>
                {reason === undefined ? undefined : <strong>{reason}. </strong>}
                {understoodWords(understood)}
              </p>
            </div>,
          ],
        }))}
      />
    </div>
  )
}
