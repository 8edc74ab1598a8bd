// What each role may do: the least that its work needs (CJIS AC-6), and which roles one person may not hold
// together (AC-5).
import type { Role } from './officer.ts'

export const RIGHTS = [
  /** Shift, live reads, hits and their answers, plates by hand, local list, partial plates, canvass. */
  'operate',
  /** Stored reads, with a stated purpose. */
  'reads.search',
  'hits.history',
  /** Hits from before the own shift, closed ones too. */
  'hits.older',
  /** Upholds exonerations or sets them aside. */
  'hits.review',
  'lists.import',
  'lists.configure',
  /** Turns categories on that the profile does not allow. */
  'lists.categories',
  'accounts.see',
  'accounts.manage',
  /** Makes members operators, and ends it, where the profile names his role for it. */
  'accounts.assign',
  'training.record',
  'policy.propose',
  'policy.approve',
  'audit.read',
  /** Weekly reviews and the regular audit. */
  'audit.review',
  'audit.radar',
  'department.enrol',
  'department.import',
] as const
export type Right = (typeof RIGHTS)[number]

const ROLE_RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  operator: ['operate', 'reads.search', 'hits.history', 'lists.import', 'department.import'],
  assigner: ['accounts.see', 'accounts.assign'],
  supervisor: ['hits.history', 'hits.older', 'hits.review', 'audit.radar'],
  manager: [
    'reads.search',
    'hits.history',
    'hits.older',
    'lists.import',
    'lists.configure',
    'accounts.see',
    'accounts.assign',
    'training.record',
    'policy.propose',
    'policy.approve',
    'department.import',
  ],
  approver: ['policy.approve'],
  auditor: ['audit.read', 'audit.review', 'audit.radar'],
  administrator: [
    'lists.configure',
    'lists.categories',
    'accounts.see',
    'accounts.manage',
    'policy.propose',
    'department.enrol',
    'department.import',
  ],
}

export function rightsOf(roles: readonly Role[]): Right[] {
  return RIGHTS.filter((right) => roles.some((role) => ROLE_RIGHTS[role].includes(right)))
}

export function mayDo(roles: readonly Role[], right: Right): boolean {
  return roles.some((role) => ROLE_RIGHTS[role].includes(right))
}

/** Whoever reads the audit does nothing that stands in it. */
const BESIDE_AUDITOR: ReadonlySet<Role> = new Set(['auditor', 'approver'])

/** Why one person may not hold these roles together, or undefined. */
export function roleConflict(roles: readonly Role[]): string | undefined {
  if (!roles.includes('auditor')) return undefined
  const other = roles.find((role) => !BESIDE_AUDITOR.has(role))
  return other && `auditor and ${other} are never one person: nobody audits what he did himself`
}
