import type { ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { PlainButton, Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { AuditPart, AuditPartName, RegularAudit } from '#shared/domain/audit.ts'
import { openParts, PART_WORDS, spanWords } from './review-words.ts'

/** The regular audit: each part with its figures and its finding, and the close that waits for all of them. */
export function RegularScreen({
  office,
  audit,
  onPart,
  onClosed,
  onBack,
}: {
  readonly office: Office
  readonly audit: RegularAudit
  readonly onPart: (part: AuditPartName) => void
  readonly onClosed: () => void
  readonly onBack: () => void
}): ReactElement {
  const { id, clause, parts, closed } = audit
  const action = useAction(office)
  const obstacle = openParts(audit)
  const isOpen = closed === undefined
  const canClose = isOpen && obstacle === undefined
  return (
    <Screen
      title={`Audit of ${spanWords(audit)}`}
      lead={clause === undefined ? undefined : `Clause ${clause}: each part has its finding.`}
      onBack={onBack}
      backWord="Back to the reviews"
      trouble={<Trouble trouble={action.trouble} title="Not closed." />}
      actions={
        // Not on Enter: the press that keeps the last finding must not close the audit when it comes twice.
        isOpen ? (
          <PlainButton
            label="Close the audit"
            isDisabled={!canClose || action.isBusy}
            onPress={() => {
              void action.run((core, signal) => core.audit.close({ id }, { signal }), onClosed)
            }}
          />
        ) : undefined
      }
    >
      <div className="stack">
        {isOpen && obstacle !== undefined ? <Warning>{obstacle}</Warning> : undefined}
        {closed === undefined ? undefined : (
          <p>
            <StateMark standing="in-order">
              Closed by {closed.by.name}, {momentText(closed.at)}
            </StateMark>
          </p>
        )}
        <div className="audit-parts">
          {parts.map((part) => (
            <Part
              key={part.part}
              part={part}
              onFind={
                isOpen
                  ? () => {
                      onPart(part.part)
                    }
                  : undefined
              }
            />
          ))}
        </div>
      </div>
    </Screen>
  )
}

function Part({
  part: { part, figures, finding },
  onFind,
}: {
  readonly part: AuditPart
  readonly onFind: (() => void) | undefined
}): ReactElement {
  const name = PART_WORDS[part]
  return (
    <section className="stack audit-part" aria-label={name}>
      <h3>{name}</h3>
      <FactList facts={figures.map(({ words, value }) => [words, value] as const)} />
      {finding === undefined ? (
        <p>
          <StateMark standing="attention">no finding yet</StateMark>
        </p>
      ) : (
        <p>
          <StateMark standing={finding.verdict === 'in-order' ? 'in-order' : 'attention'}>
            {finding.verdict === 'in-order' ? 'in order' : 'deficient'}
          </StateMark>{' '}
          {finding.words} ({finding.by.name}, {momentText(finding.at)})
        </p>
      )}
      {onFind === undefined ? undefined : (
        <PlainButton
          label={finding === undefined ? `Finding: ${name}` : `Change: ${name}`}
          onPress={onFind}
        />
      )}
    </section>
  )
}
