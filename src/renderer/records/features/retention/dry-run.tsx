import { useCallback, type ReactElement } from 'react'
import { unbroken } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { NotTold } from '#renderer/records/parts/not-told.tsx'
import { useOnce } from '#renderer/records/parts/use-once.ts'
import { countWords, figure, utcDay } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS } from '#renderer/records/words/kinds.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import type { RecordClass } from '#shared/records/retention.ts'

type DryRunScreenProps = {
  readonly department: Department
  readonly recordClass: RecordClass
  readonly onBack: () => void
}

/** Day by day what the next purge would take and what it would leave, and why. Nothing goes by looking. */
export function DryRunScreen({ department, recordClass, onBack }: DryRunScreenProps): ReactElement {
  const question = useCallback(
    (core: RecordsClient, signal: AbortSignal) => core.retention.dryRun({ class: recordClass }, { signal }),
    [recordClass],
  )
  const { value: run, trouble } = useOnce(department, question)
  const rows = run?.days.reduce((sum, day) => sum + day.rows, 0) ?? 0
  const kept = run?.days.reduce((sum, day) => sum + day.kept, 0) ?? 0
  return (
    <Screen
      title={`Dry run: ${CLASS_WORDS[recordClass].toLowerCase()}`}
      lead={
        run === undefined
          ? undefined
          : `Before ${momentText(run.cutoffAt)}: ${figure(rows)} would go, ${countWords(kept, 'would stay', 'would stay')}. Nothing goes by looking.`
      }
      onBack={onBack}
      backWord="Back to the clocks"
    >
      {run === undefined ? <NotTold trouble={trouble} /> : undefined}
      {run?.days.length === 0 ? (
        <Empty title="Nothing would go.">Nothing of this class is past its clock.</Empty>
      ) : undefined}
      {run === undefined || run.days.length === 0 ? undefined : (
        <DataTable
          label="What would go"
          columns={['Day (UTC)', 'Rows that go', 'Pictures that go', 'Rows that stay', 'Why']}
          rows={run.days.map((day) => ({
            key: String(day.day),
            cells: [
              unbroken(utcDay(day.day)),
              figure(day.rows),
              figure(day.images),
              figure(day.kept),
              day.why.join('; '),
            ],
          }))}
        />
      )}
    </Screen>
  )
}
