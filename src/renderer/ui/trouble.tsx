import type { ReactElement } from 'react'
import './trouble.css'

/** Why something was not done: refused by policy or by the order of things, gone, or failed. */
export type TroubleWords =
  | {
      readonly kind: 'refused'
      readonly refusal: {
        readonly missing: readonly string[]
        readonly clause?: string | undefined
        readonly next: string
      }
    }
  | { readonly kind: 'gone' | 'failed'; readonly why: string }

/** Says what is missing, the clause where one binds, and what to do next. Nothing while there is no trouble. */
export function Trouble({
  trouble,
  title = 'Not saved.',
}: {
  readonly trouble: TroubleWords | undefined
  readonly title?: string
}): ReactElement | undefined {
  if (trouble === undefined) return undefined
  return (
    <div className="trouble" role="alert">
      {trouble.kind === 'refused' ? (
        <p>
          <strong>{title}</strong> Missing: {trouble.refusal.missing.join('; ')}.
          {trouble.refusal.clause === undefined ? '' : ` Clause ${trouble.refusal.clause}.`}{' '}
          {trouble.refusal.next}
        </p>
      ) : (
        <p>
          <strong>{title}</strong> {trouble.why} What is filled in stays here.
        </p>
      )}
    </div>
  )
}
