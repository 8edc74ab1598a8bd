import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { StatusCell, StatusRow } from '#renderer/ui/status-row.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { gpsWords } from '#renderer/office/words/where.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { hotListWords, keptWords, recogniserWords, transferWords } from './status-words.ts'
import './status-line.css'

type StatusLineProps = {
  readonly status: SystemStatus | undefined
  readonly transfer: TransferStatus | undefined
  /** Who is on shift or signed in. */
  readonly who: string | undefined
  readonly isMenuOpen: boolean
  readonly onMenu: (() => void) | undefined
  /** Hits that are not closed, put off ones among them. */
  readonly waiting: number
  readonly isQueueOpen: boolean
  readonly onQueue: (() => void) | undefined
}

/** The car's own equipment in a row, and the two keys to everything else. */
export function StatusLine(props: StatusLineProps): ReactElement {
  const { status, transfer, who, isMenuOpen, onMenu, waiting, isQueueOpen, onQueue } = props
  const now = useNow(5000)
  const waits = status && transferWords(status.storage, transfer)
  const lists = status && hotListWords(status.hotLists, now)
  return (
    <StatusRow
      name="status-line"
      cells={
        <>
          <StatusCell label="Recogniser" value={status && recogniserWords(status.recogniser)} />
          <StatusCell label="GPS" value={status && gpsWords(status.gps)} />
          <StatusCell label="Hot lists" value={lists?.words} isWarning={lists?.isWarning ?? false} />
          <StatusCell label="Kept" value={status && keptWords(status.storage)} />
          <StatusCell label="Transfer" value={waits?.words} isWarning={waits?.isWarning ?? false} />
          <StatusCell label="Shift" value={who} />
        </>
      }
    >
      <KeyButton
        keyName="F1"
        label={isMenuOpen ? 'Close' : 'Menu'}
        onPress={() => onMenu?.()}
        isDisabled={onMenu === undefined}
      />
      <KeyButton
        keyName="F10"
        label={isQueueOpen ? 'Close' : `${waiting} open`}
        onPress={() => onQueue?.()}
        isDisabled={onQueue === undefined}
      />
    </StatusRow>
  )
}
