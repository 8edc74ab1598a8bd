import type { ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction, type Trouble as Refused } from '#renderer/connection/use-action.ts'
import type { Area } from '#renderer/records/parts/area.ts'
import { countWords, figure } from '#renderer/records/words/figures.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { RecordRow } from '#shared/records/records.ts'
import { FoundRows } from './found-rows.tsx'
import { changeFound, toggleMark, type Found } from './found.ts'
import { PlacePlot } from './place-plot.tsx'
import { RowPreview } from './row-preview.tsx'
import { PAGE_ROWS } from './page-rows.ts'

type ResultsProps = {
  readonly department: Department
  readonly found: Found
  readonly isBusy: boolean
  readonly trouble: Refused | undefined
  readonly onOpen: (row: RecordRow) => void
  /** Undefined for who may not. */
  readonly onHold: (() => void) | undefined
  readonly onEvidence: (() => void) | undefined
  readonly onExport: () => void
  readonly onArea: (area: Area) => void
  readonly onBack: () => void
}

/** The found reads, newest first: rows, where they were made, and the picture of the selected one. */
export function Results(props: ResultsProps): ReactElement {
  const { department, found, isBusy, trouble, onOpen, onHold, onEvidence, onExport, onArea, onBack } = props
  const { search, rows, isMore, at, marked } = found
  const action = useAction(department)
  const selected = rows[at]
  function more(): void {
    const last = rows.at(-1)
    if (last === undefined || !isMore) return
    const after = { capturedAt: last.capturedAt, id: last.id }
    void action.run(
      (core, signal) => core.records.more({ search, after, limit: PAGE_ROWS }, { signal }),
      (told) => {
        changeFound((before) => ({ rows: [...before.rows, ...told.rows], isMore: told.isMore }))
      },
    )
  }
  const hasRows = rows.length > 0
  useKeys({
    F2: hasRows ? onHold : undefined,
    F3: hasRows ? onEvidence : undefined,
    F4: hasRows ? onExport : undefined,
    F5: isMore ? more : undefined,
  })
  const chosen = marked.size === 0 ? 'selected' : `${figure(marked.size)} marked`
  return (
    <Screen
      title={isMore ? `${figure(rows.length)} reads, and more` : countWords(rows.length, 'read')}
      lead="Possible matches, not verified. Each look is kept in the audit with your reason."
      onSubmit={
        selected === undefined
          ? undefined
          : () => {
              onOpen(selected)
            }
      }
      onBack={onBack}
      backWord="Back"
      trouble={
        <>
          <Trouble trouble={trouble} title="Not searched." />
          <Trouble trouble={action.trouble} title="Not loaded." />
        </>
      }
      actions={
        hasRows ? (
          <>
            <SubmitButton label="Open" />
            {onHold === undefined ? undefined : (
              <KeyButton keyName="F2" label="Hold" detail={chosen} onPress={onHold} />
            )}
            {onEvidence === undefined ? undefined : (
              <KeyButton keyName="F3" label="Evidence" detail={chosen} onPress={onEvidence} />
            )}
            <KeyButton keyName="F4" label="Export" detail="all found" onPress={onExport} />
            {isMore ? (
              <KeyButton
                keyName="F5"
                label="More"
                detail={`${PAGE_ROWS} rows`}
                isDisabled={action.isBusy}
                onPress={more}
              />
            ) : undefined}
          </>
        ) : undefined
      }
    >
      {selected === undefined ? (
        <Empty title="No read fits.">
          {isBusy ? 'Searching.' : 'What was purged, and what still waits in a car, is not here.'}
        </Empty>
      ) : (
        <div className="halves found-halves">
          <FoundRows rows={rows} at={at} marked={marked} onPick={pick} onMark={toggleMark} />
          <div className="found-side">
            <PlacePlot rows={rows} at={at} onPick={pick} onArea={onArea} />
            <RowPreview search={search} row={selected} />
          </div>
        </div>
      )}
    </Screen>
  )
}

/** The arrows go to another row, if there is one. */
function pick(next: number): void {
  changeFound((before) => ({ at: Math.min(before.rows.length - 1, Math.max(0, next)) }))
}
