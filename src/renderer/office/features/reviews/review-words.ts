import type { Standing } from '#renderer/ui/state-mark.tsx'
import { dayText } from '#renderer/ui/typed-moment.ts'
import type { AuditPart, AuditPartName, LogReview, RegularAudit } from '#shared/domain/audit.ts'

export const PART_WORDS: Readonly<Record<AuditPartName, string>> = {
  passwords: 'Password security',
  usage: 'System usage',
  training: 'Training',
}

export type PartVerdict = NonNullable<AuditPart['finding']>['verdict']

export const PART_VERDICTS: readonly (readonly [PartVerdict, string])[] = [
  ['in-order', 'In order'],
  ['deficient', 'Deficient'],
]

export const spanWords = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `${dayText(from)} to ${dayText(to)}`

/** How a weekly review stands. */
export function reviewState(
  { signedOff, dueAt }: Pick<LogReview, 'signedOff' | 'dueAt'>,
  now: number,
): readonly [word: string, standing: Standing] {
  if (signedOff !== undefined) return [`signed off by ${signedOff.by.name}`, 'in-order']
  return dueAt < now
    ? [`overdue since ${dayText(dueAt)}`, 'stopped']
    : [`due by ${dayText(dueAt)}`, 'waiting']
}

/** How a regular audit stands. */
export function auditState(
  { closed, dueAt }: Pick<RegularAudit, 'closed' | 'dueAt'>,
  now: number,
): readonly [word: string, standing: Standing] {
  if (closed !== undefined) return [`closed by ${closed.by.name}`, 'in-order']
  return dueAt < now
    ? [`overdue since ${dayText(dueAt)}`, 'stopped']
    : [`open, due by ${dayText(dueAt)}`, 'waiting']
}

/** What keeps an audit from being closed, with its clause; undefined when nothing does. */
export function openParts({ parts, clause }: Pick<RegularAudit, 'parts' | 'clause'>): string | undefined {
  const open = parts.filter(({ finding }) => finding === undefined).map(({ part }) => PART_WORDS[part])
  if (open.length === 0) return undefined
  return `It cannot be closed while a part has no finding: ${open.join(', ')}${clause === undefined ? '' : ` (clause ${clause})`}.`
}
