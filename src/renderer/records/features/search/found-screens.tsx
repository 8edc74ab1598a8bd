import { useState, type ReactElement } from 'react'
import type { Trouble } from '#renderer/connection/use-action.ts'
import type { Area } from '#renderer/records/parts/area.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import type { RecordRow } from '#shared/records/records.ts'
import { ExportRows } from './export-rows.tsx'
import { chosenRows, type Found } from './found.ts'
import { HoldRecords } from './hold-records.tsx'
import { MakeEvidence } from './make-evidence.tsx'
import { RecordScreen } from './record-screen.tsx'
import { Results } from './results.tsx'

type FoundScreensProps = RecordsProps & {
  readonly found: Found
  readonly isBusy: boolean
  readonly trouble: Trouble | undefined
  readonly onArea: (area: Area) => void
}

type View =
  | { readonly name: 'rows' | 'export' }
  | { readonly name: 'record'; readonly row: RecordRow }
  | { readonly name: 'hold' | 'evidence'; readonly rows: readonly RecordRow[] }

/** What was found, and what can be done with it under the same search. */
export function FoundScreens(props: FoundScreensProps): ReactElement {
  const { department, rights, found, isBusy, trouble, onArea, onBack } = props
  const [view, setView] = useState<View>({ name: 'rows' })
  const toRows = (): void => {
    setView({ name: 'rows' })
  }
  const mayHold = rights.includes('holds.place')
  const mayMake = rights.includes('evidence.make')
  function take(name: 'hold' | 'evidence', rows: readonly RecordRow[]) {
    return () => {
      if (rows.length > 0) setView({ name, rows })
    }
  }
  const given = { department, search: found.search, onBack: toRows }
  switch (view.name) {
    case 'record':
      return (
        <RecordScreen
          {...given}
          row={view.row}
          onHold={mayHold ? take('hold', [view.row]) : undefined}
          onEvidence={mayMake ? take('evidence', [view.row]) : undefined}
        />
      )
    case 'hold':
      return <HoldRecords {...given} rows={view.rows} caseNumber={found.statement.caseNumber} />
    case 'evidence':
      return <MakeEvidence {...given} rows={view.rows} caseNumber={found.statement.caseNumber} />
    case 'export':
      return <ExportRows {...given} />
    case 'rows':
    default:
      return (
        <Results
          department={department}
          found={found}
          isBusy={isBusy}
          trouble={trouble}
          onOpen={(row) => {
            setView({ name: 'record', row })
          }}
          onHold={mayHold ? take('hold', chosenRows(found)) : undefined}
          onEvidence={mayMake ? take('evidence', chosenRows(found)) : undefined}
          onExport={() => {
            setView({ name: 'export' })
          }}
          onArea={onArea}
          onBack={onBack}
        />
      )
  }
}
