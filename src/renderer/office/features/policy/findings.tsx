import type { ReactElement } from 'react'
import type { LintFinding } from '#shared/domain/policy.ts'
import { FINDING_WORDS } from './policy-words.ts'

/** What the check of a text found, with the line it stands in. */
export function Findings({ findings }: { readonly findings: readonly LintFinding[] }): ReactElement {
  if (findings.length === 0) return <p className="dim">The check of the text found nothing.</p>
  return (
    <ul className="findings">
      {findings.map(({ kind, key, line, words }) => (
        <li key={`${kind} ${key ?? ''} ${line ?? ''} ${words}`}>
          <strong>{FINDING_WORDS[kind]}</strong>
          {line === undefined ? '' : `, line ${line}`}
          {key === undefined ? '' : ` (${key})`}: {words}
        </li>
      ))}
    </ul>
  )
}
