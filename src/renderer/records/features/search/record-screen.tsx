import { useCallback, useState, type ReactElement } from 'react'
import { moment } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { oddsRight, oddsWrong } from '#renderer/office/words/odds.ts'
import { readCells } from '#renderer/office/words/plate-cells.ts'
import { whereRead } from '#renderer/office/words/where.ts'
import { NotTold } from '#renderer/records/parts/not-told.tsx'
import { useOnce } from '#renderer/records/parts/use-once.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { exactText, momentText } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import type { RecordDetail, RecordRow } from '#shared/records/records.ts'
import { keyOf, pictureUrl } from './found.ts'
import { WhyKeptPanel } from './why-kept.tsx'

type RecordScreenProps = {
  readonly department: Department
  readonly search: string
  readonly row: RecordRow
  /** Undefined for who may not. */
  readonly onHold: (() => void) | undefined
  readonly onEvidence: (() => void) | undefined
  readonly onBack: () => void
}

/** One read with its pictures, everything that it may be, its hits, and why it is still here. */
export function RecordScreen({
  department,
  search,
  row,
  onHold,
  onEvidence,
  onBack,
}: RecordScreenProps): ReactElement {
  const [isWhy, setIsWhy] = useState(false)
  const question = useCallback(
    (core: RecordsClient, signal: AbortSignal) => core.records.get({ search, key: keyOf(row) }, { signal }),
    [search, row],
  )
  const { value: detail, trouble } = useOnce(department, question)
  function toggleWhy(): void {
    setIsWhy((before) => !before)
  }
  useKeys({ F2: onHold, F3: onEvidence, F6: toggleWhy })
  return (
    <Screen
      title={`Read of ${row.carName}, ${row.cameraName}`}
      lead={`${exactText(row.capturedAt)}. Possible match, not verified.`}
      onBack={onBack}
      backWord="Back to the rows"
      actions={
        <>
          {onHold === undefined ? undefined : <KeyButton keyName="F2" label="Hold" onPress={onHold} />}
          {onEvidence === undefined ? undefined : (
            <KeyButton keyName="F3" label="Evidence" onPress={onEvidence} />
          )}
          <KeyButton
            keyName="F6"
            label={isWhy ? 'The read' : 'Why is this still here?'}
            detail={isWhy ? undefined : 'and when will it go'}
            isPressed={isWhy}
            onPress={toggleWhy}
          />
        </>
      }
    >
      <div className="halves record-halves">
        <div className="stack">
          <div className="found-crop">
            {row.cropHash === '' ? (
              <span className="picture-missing">No picture is kept</span>
            ) : (
              <Picture
                src={pictureUrl(search, row, row.cropHash)}
                label={`Plate as read, ${row.plate}`}
                isPixelated
              />
            )}
          </div>
          <div className="found-context">
            {detail === undefined ? undefined : detail.read.contextHash === undefined ? (
              <span className="picture-missing">No context image is kept</span>
            ) : (
              <Picture src={pictureUrl(search, row, detail.read.contextHash)} label="Context image" />
            )}
          </div>
        </div>
        {isWhy ? (
          <WhyKeptPanel department={department} search={search} row={row} />
        ) : detail === undefined ? (
          <NotTold trouble={trouble} />
        ) : (
          <Detail detail={detail} />
        )}
      </div>
    </Screen>
  )
}

function Detail({ detail }: { readonly detail: RecordDetail }): ReactElement {
  const { row, read, receivedAt, sha256, hits } = detail
  return (
    <div className="stack">
      <div className="record-plate">
        <PlateText cells={readCells(read.plate, read.positions)} />
        <span>
          {stateAnswered(read.state) ?? 'state not read'}
          <br />
          {oddsWrong(read.plateProbability)}
        </span>
      </div>
      <FactList
        facts={[
          ['Where', whereRead(read.location)],
          ['Received here', momentText(receivedAt)],
          ['Held', row.isHeld ? 'yes' : 'no'],
          ...(read.entered === undefined
            ? []
            : [['Typed by hand', `badge ${read.entered.by.badge}: ${read.entered.words}`] as const]),
          ['SHA-256', <code key="hash">{sha256}</code>],
        ]}
      />
      <h3>All it may be</h3>
      {read.candidates.length === 0 ? (
        <p className="dim">No other reading.</p>
      ) : (
        <DataTable
          label="Candidates"
          columns={['Plate', 'How often it is this one']}
          rows={read.candidates.map(({ plate, probability }) => ({
            key: plate,
            cells: [<code key="plate">{plate}</code>, oddsRight(probability)],
          }))}
        />
      )}
      <h3>Hits</h3>
      {hits.length === 0 ? (
        <p className="dim">None was raised on it.</p>
      ) : (
        <DataTable
          label="Hits"
          columns={['Raised', 'Category', 'State', 'Answer']}
          rows={hits.map((hit) => ({
            key: hit.id,
            cells: [
              moment(hit.raisedAt),
              CATEGORY_WORDS[hit.category],
              hit.status,
              [hit.decision, hit.rejectReason].filter((word) => word !== undefined).join(', ') || 'none',
            ],
          }))}
        />
      )}
    </div>
  )
}
