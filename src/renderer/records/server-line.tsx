import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { StatusCell, StatusRow } from '#renderer/ui/status-row.tsx'
import { THEME_WORD, type Theme } from '#renderer/ui/theme.ts'
import type { AuditState } from '#shared/domain/audit.ts'
import type { ServerStatus } from '#shared/records/server.ts'
import { bytesWords, countWords } from './words/figures.ts'
import './server-line.css'

const DATABASE_WORDS: Readonly<Record<ServerStatus['database'], string>> = {
  postgresql: 'PostgreSQL',
  pglite: 'PGlite',
}
const OBJECTS_WORDS: Readonly<Record<ServerStatus['objects'], string>> = {
  folder: 'pictures in a folder',
  s3: 'pictures in S3',
}
/** Below this somebody has to make room: a day of pictures of some hundred cars. */
const LITTLE_BYTES = 20_000_000_000

type ServerLineProps = {
  readonly status: ServerStatus | undefined
  readonly audit: AuditState | undefined
  readonly who: string | undefined
  readonly theme: Theme
  readonly onTheme: () => void
  readonly onNavigation: (() => void) | undefined
}

/** The server in a row, and the keys that always work. */
export function ServerLine(props: ServerLineProps): ReactElement {
  const { status, audit, who, theme, onTheme, onNavigation } = props
  const unseen = status?.unseenNotices ?? 0
  return (
    <StatusRow
      name="server-line"
      cells={
        <>
          <StatusCell
            label="Server"
            value={status && `${status.version}, ${DATABASE_WORDS[status.database]}`}
          />
          <StatusCell
            label="Free"
            value={status && `${bytesWords(status.freeBytes)}, ${OBJECTS_WORDS[status.objects]}`}
            isWarning={status !== undefined && status.freeBytes < LITTLE_BYTES}
          />
          <StatusCell label="Cars" value={status && countWords(status.cars, 'car')} />
          <StatusCell
            label="Notices"
            value={status && (unseen === 0 ? 'all seen' : `${unseen} not seen`)}
            isWarning={unseen > 0}
          />
          <StatusCell
            label="Audit"
            value={audit && (audit.isWriting ? 'written' : 'not written')}
            isWarning={audit?.isWriting === false}
          />
          <StatusCell label="Signed in" value={who ?? 'nobody'} />
        </>
      }
    >
      <KeyButton keyName="F8" label={THEME_WORD[theme]} onPress={onTheme} />
      <KeyButton
        keyName="F9"
        label="Screens"
        onPress={() => onNavigation?.()}
        isDisabled={onNavigation === undefined}
      />
    </StatusRow>
  )
}
