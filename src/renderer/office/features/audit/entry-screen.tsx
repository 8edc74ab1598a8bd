import type { ReactElement } from 'react'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { exactText } from '#renderer/ui/typed-moment.ts'
import { actionWords } from '#renderer/office/words/action-words.ts'
import type { AuditEntry } from '#shared/domain/audit.ts'
import { detailLines, OUTCOME_WORDS } from './audit-words.ts'

/** One entry with all that stands in it. */
export function EntryScreen({
  entry,
  onBack,
}: {
  readonly entry: AuditEntry
  readonly onBack: () => void
}): ReactElement {
  const [word, standing] = OUTCOME_WORDS[entry.outcome]
  const detail = detailLines(entry.detail)
  return (
    <Screen
      title={`Entry ${entry.counter}: ${actionWords(entry.action)}`}
      lead={`${entry.name}, ${entry.badge}`}
      onBack={onBack}
      backWord="Back to the entries"
    >
      <div className="halves">
        <div className="stack">
          <FactList
            facts={[
              ['System time', exactText(Date.parse(entry.at))],
              ['GPS time', entry.gpsAt === undefined ? 'no fix' : exactText(Date.parse(entry.gpsAt))],
              ['Action', <code key="action">{entry.action}</code>],
              ['Subject', entry.subject === '' ? '-' : entry.subject],
              [
                'Outcome',
                <StateMark key="outcome" standing={standing}>
                  {word}
                </StateMark>,
              ],
              ['Reason', entry.reason ?? '-'],
              ['Case', entry.caseNumber ?? '-'],
              ['Plate', entry.plate === undefined ? '-' : `pseudonym ${entry.plate}`],
            ]}
          />
          <h3>Detail</h3>
          {detail.length === 0 ? <p className="dim">Nothing more.</p> : <FactList facts={detail} />}
        </div>
        <div className="stack">
          <h3>How it is kept</h3>
          <FactList
            facts={[
              ['Policy', entry.policy],
              ['Device', entry.device],
              ['Session', entry.session ?? 'none'],
              ['Follows', `the entry whose SHA-256 is ${entry.previous}`],
            ]}
          />
        </div>
      </div>
    </Screen>
  )
}
