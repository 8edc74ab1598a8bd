import type { ReactElement } from 'react'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import type { ImportReport } from '#shared/domain/import-template.ts'
import { counted, fileName, reportFacts } from './list-words.ts'

/** What came of reading a file: counts, and each refused line with its reason. */
export function Report({ report }: { readonly report: ImportReport }): ReactElement {
  const { file, refusal, refused, refusedCount } = report
  return (
    <div className="stack">
      <h3>Report on {fileName(file)}</h3>
      {refusal === undefined ? undefined : (
        <Warning>
          <strong>The whole file was refused; what was loaded stays.</strong> {refusal}
        </Warning>
      )}
      <dl className="facts figures">
        {reportFacts(report).map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {refused.length === 0 ? undefined : (
        <>
          {refusedCount > refused.length ? (
            <p>
              The first {refused.length} of {counted(refusedCount, 'refused line')}:
            </p>
          ) : undefined}
          <DataTable
            label="Refused lines"
            columns={['Line', 'Field', 'Why it was not taken']}
            rows={refused.map(({ line, field, reason }) => ({
              key: `${line} ${field}`,
              cells: [line, field ?? '', reason],
            }))}
          />
        </>
      )}
    </div>
  )
}
