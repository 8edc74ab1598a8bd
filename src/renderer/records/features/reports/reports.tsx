import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import { FileReady } from '#renderer/records/parts/file-ready.tsx'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { missingOf } from '#renderer/records/parts/missing.ts'
import { REPORT_WORDS } from '#renderer/records/words/kinds.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { dayText, typedMoment } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { FileToFetch } from '#shared/records/records.ts'
import { ReportKind, type Report } from '#shared/records/reports.ts'
import { ReportView } from './report-view.tsx'

const DAY_MS = 86_400_000

type SpanDraft = { readonly kind: ReportKind; readonly from: string; readonly to: string }

const draft = createDraft<SpanDraft>({ kind: 'weekly', from: '', to: '' })

/** Which report, over which days. */
export function Reports({ department, onBack }: RecordsProps): ReactElement {
  const { kind, from: typedFrom, to: typedTo } = useDraft(draft)
  const [report, setReport] = useState<Report>()
  const action = useAction(department)
  const [start] = useState(() => dayText(Date.now() - 30 * DAY_MS))
  const [today] = useState(() => dayText(Date.now()))
  const from = typedMoment(typedFrom === '' ? start : typedFrom)
  const to = typedMoment(typedTo === '' ? today : typedTo, true)
  if (report !== undefined)
    return (
      <MadeReport
        department={department}
        report={report}
        onBack={() => {
          setReport(undefined)
        }}
      />
    )
  function make(): void {
    if (from === undefined || to === undefined) return
    void action.run((core, signal) => core.reports.make({ kind, from, to }, { signal }), setReport)
  }
  return (
    <FormScreen
      title="Reports"
      lead="Made from what is kept here now; each one stands in the audit."
      submit={action.isBusy ? 'Counting' : 'Make the report'}
      notDone="Not made."
      action={action}
      missing={missingOf(
        [from !== undefined, 'the first day, such as 2026-11-01'],
        [to !== undefined, 'the last day'],
        [from === undefined || to === undefined || from <= to, 'a first day before the last'],
      )}
      onSave={make}
      onBack={onBack}
    >
      <div className="stack">
        <div className="wide-choices">
          <ChoiceRow
            legend="Report"
            value={kind}
            options={ReportKind.options.map((one) => [one, REPORT_WORDS[one]])}
            onChange={(kind) => {
              draft.change({ kind })
            }}
          />
        </div>
        <div className="row">
          <TextField
            label="First day"
            value={typedFrom}
            mostCharacters={16}
            hint={`Empty: ${start}, thirty days ago.`}
            onChange={(from) => {
              draft.change({ from })
            }}
          />
          <TextField
            label="Last day"
            value={typedTo}
            mostCharacters={16}
            hint={`Empty: today, ${today}.`}
            onChange={(to) => {
              draft.change({ to })
            }}
          />
        </div>
        <p className="dim">
          Public transparency has counts only: small numbers are suppressed and no plate is in it.
        </p>
      </div>
    </FormScreen>
  )
}

type MadeReportProps = {
  readonly department: RecordsProps['department']
  readonly report: Report
  readonly onBack: () => void
}

function MadeReport({ department, report, onBack }: MadeReportProps): ReactElement {
  const [file, setFile] = useState<FileToFetch>()
  const action = useAction(department)
  const { kind, from, to } = report
  function write(format: 'html' | 'pdf' | 'csv') {
    return () => {
      const input = { kind, from, to, format }
      void action.run((core, signal) => core.reports.file(input, { signal }), setFile)
    }
  }
  useKeys({ F2: write('pdf'), F3: write('html'), F4: write('csv') })
  return (
    <Screen
      title={report.title}
      lead={`${dayText(from)} to ${dayText(to)}`}
      onBack={onBack}
      backWord="Another report"
      trouble={
        <>
          {file === undefined ? undefined : <FileReady file={file} />}
          <Trouble trouble={action.trouble} title="Not written." />
        </>
      }
      actions={
        <>
          <KeyButton keyName="F2" label="PDF" onPress={write('pdf')} isDisabled={action.isBusy} />
          <KeyButton keyName="F3" label="HTML" onPress={write('html')} isDisabled={action.isBusy} />
          <KeyButton keyName="F4" label="CSV" onPress={write('csv')} isDisabled={action.isBusy} />
        </>
      }
    >
      <ReportView report={report} />
    </Screen>
  )
}
