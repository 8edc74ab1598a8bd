// What is looked for in the audit, as it is typed.
import { createDraft } from '#renderer/ui/draft.ts'
import { typedMoment } from '#renderer/ui/typed-moment.ts'
import type { AuditOutcome, AuditQuery } from '#shared/domain/audit.ts'

export type QueryDraft = {
  readonly who: string
  readonly plate: string
  readonly from: string
  readonly to: string
  readonly action: string
  readonly words: string
  readonly outcome: AuditOutcome | 'any'
}

export const FRESH_QUERY: QueryDraft = {
  who: '',
  plate: '',
  from: '',
  to: '',
  action: '',
  words: '',
  outcome: 'any',
}

/** Kept while another screen is open; forgotten with the session, since a plate may stand in it. */
export const queryDraft = createDraft<QueryDraft>(FRESH_QUERY)

/** Areas of the audit by the beginning of their actions. */
export const AREAS: readonly (readonly [beginning: string, words: string])[] = [
  ['', 'everything'],
  ['reads.search', 'searches of stored reads'],
  ['read', 'reads'],
  ['hit', 'hits'],
  ['session.', 'sign-ins'],
  ['session.failure', 'failed sign-ins'],
  ['shift.', 'shifts'],
  ['list.', 'hot lists'],
  ['local.', 'plates by hand'],
  ['partial.', 'partial plates'],
  ['canvass.', 'canvasses'],
  ['account', 'accounts'],
  ['training.', 'training'],
  ['exercise.', 'exercises'],
  ['policy.', 'policy'],
  ['department.', 'department'],
  ['audit.', 'looks into the audit'],
  ['radar.', 'radar'],
  ['program.', 'starts, stops and gaps'],
  ['clock.', 'clock jumps'],
  ['procedure.refused', 'requests that a gate refused'],
]

const LIMIT = 100

/** The query that is sent, or what is wrong with what is typed. */
export function toQuery(
  draft: QueryDraft,
): { readonly query: AuditQuery } | { readonly missing: readonly string[] } {
  const from = momentOf(draft.from, false)
  const to = momentOf(draft.to, true)
  const missing = [
    ...(from === 'wrong' ? ['a moment such as 2026-11-22 14:05 in From'] : []),
    ...(to === 'wrong' ? ['a moment such as 2026-11-22 14:05 in To'] : []),
    ...(typeof from === 'number' && typeof to === 'number' && to < from
      ? ['an end after the beginning']
      : []),
  ]
  if (missing.length > 0 || from === 'wrong' || to === 'wrong') return { missing }
  const texts = Object.entries({
    who: draft.who,
    plate: draft.plate,
    action: draft.action,
    words: draft.words,
  }).filter(([, text]) => text.trim() !== '')
  return {
    query: {
      ...Object.fromEntries(texts.map(([name, text]) => [name, text.trim()])),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(draft.outcome === 'any' ? {} : { outcome: draft.outcome }),
      limit: LIMIT,
    },
  }
}

function momentOf(text: string, isEnd: boolean): number | undefined | 'wrong' {
  return text.trim() === '' ? undefined : (typedMoment(text, isEnd) ?? 'wrong')
}
