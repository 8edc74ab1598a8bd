import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { gpsWords } from '#renderer/patrol/words/where.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { hotListWords, keptWords, recogniserWords, transferWords } from './status-words.ts'
import './status-line.css'

type StatusLineProps = {
  readonly status: SystemStatus | undefined
  readonly themeWord: string
  readonly onTheme: () => void
  /** Hits that wait for an answer, put off ones among them. */
  readonly waiting: number
  readonly isReviewing: boolean
  readonly onReview: () => void
}

/** The car's own equipment in a row, and the two keys that always work. */
export function StatusLine(props: StatusLineProps): ReactElement {
  const { status, themeWord, onTheme, waiting, isReviewing, onReview } = props
  const now = useNow(5000)
  return (
    <footer className="status-line">
      <dl className="figures" aria-label="Status">
        <Cell label="Recogniser" value={status && recogniserWords(status.recogniser)} />
        <Cell label="GPS" value={status && gpsWords(status.gps)} />
        <Cell label="Hot lists" value={status && hotListWords(status.hotLists, now)} />
        <Cell label="Kept" value={status && keptWords(status.storage)} />
        <Cell label="Transfer" value={status && transferWords(status.storage)} />
      </dl>
      <KeyButton keyName="F8" label={`Theme: ${themeWord}`} onPress={onTheme} />
      <KeyButton
        keyName="F10"
        label={isReviewing ? 'Close' : `${waiting} open`}
        onPress={onReview}
        isDisabled={waiting === 0}
      />
    </footer>
  )
}

function Cell({
  label,
  value,
}: {
  readonly label: string
  readonly value: string | undefined
}): ReactElement {
  return (
    <div>
      <dt className="dim">{label}</dt>
      <dd>{value ?? 'not known yet'}</dd>
    </div>
  )
}
