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
  /** At the department: sees cars, transfers, notices. */
  'fleet.see',
  /** Enrols cars and takes their certificates away. */
  'cars.manage',
  /** Has cars transfer, imports transfer packages. */
  'transfers.order',
  'holds.see',
  'holds.place',
  'holds.lift',
  /** Looks a purge over, or approves it, where the profile asks that. */
  'retention.decide',
  'evidence.make',
  /** Enters requests of other agencies and the agencies themselves. */
  'sharing.request',
  'sharing.approve',
  'sharing.fulfil',
  /** What is forwarded to the profile's administrator of the system. */
  'sharing.forwarded',
  /** Requests that are not from law enforcement: the role that the profile routes them to. */
  'other-requests.answer',
  'reports.read',
] as const
export type Right = (typeof RIGHTS)[number]

const ROLE_RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  operator: [
    'operate',
    'reads.search',
    'hits.history',
    'lists.import',
    'department.import',
    'holds.see',
    'holds.place',
    'sharing.request',
  ],
  assigner: ['accounts.see', 'accounts.assign'],
  supervisor: [
    'hits.history',
    'hits.older',
    'hits.review',
    'audit.radar',
    'fleet.see',
    'holds.see',
    'holds.place',
    'sharing.approve',
    'reports.read',
  ],
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
    'fleet.see',
    'transfers.order',
    'holds.see',
    'holds.place',
    'holds.lift',
    'retention.decide',
    'evidence.make',
    'sharing.request',
    'sharing.approve',
    'sharing.fulfil',
    'sharing.forwarded',
    'other-requests.answer',
    'reports.read',
  ],
  approver: ['policy.approve', 'sharing.approve', 'retention.decide'],
  auditor: ['audit.read', 'audit.review', 'audit.radar', 'reports.read'],
  administrator: [
    'lists.configure',
    'lists.categories',
    'accounts.see',
    'accounts.manage',
    'policy.propose',
    'department.enrol',
    'department.import',
    'fleet.see',
    'cars.manage',
    'sharing.forwarded',
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
