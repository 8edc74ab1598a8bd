// A policy profile that no agency has: strict in everything, so that every rule shows on the screen.
import { Profile } from '#shared/domain/profile.ts'

const PROMPTED = { isCovert: false } as const

/** Who may sit down, and what is asked before anybody operates or looks. */
const ACCESS = {
  notice: {
    value:
      'This is a made-up system of a made-up police department. Use is official only, it is watched and recorded, and use without permission is prohibited. Using it means that you agree to this.',
    clause: '100.1',
  },
  password: { value: { leastCharacters: 8, mostAgeDays: 365 }, clause: '100.2' },
  secondFactor: { value: true, clause: '100.2' },
  lockout: { value: { failures: 5, withinMinutes: 15 }, clause: '100.2' },
  reauthenticateHours: { value: 12, clause: '100.2' },
  idleMinutes: { value: 30, clause: '100.2' },
  inactiveDays: { value: 90, clause: '100.2' },
  identifierDays: { value: 365, clause: '100.2' },
  rosterMaxAgeDays: { value: 30 },
  roles: { value: { operator: 'Patrol officer', auditor: 'Audit lieutenant', manager: 'Deputy chief' } },
  operatorsAssignedBy: { value: 'assigner' },
  positions: { value: ['sworn', 'cso'], clause: '100.3' },
  trainingAlpr: {
    value: { isRequired: true, maxAgeDays: 365, modules: ['legal', 'policy', 'practical-exercises'] },
    clause: '100.5',
  },
  trainingLeads: { value: { isRequired: true, modules: [] }, clause: '100.5' },
  trainingAwareness: { value: { isRequired: true, maxAgeDays: 365, modules: [] }, clause: '100.5' },
  purposes: {
    value: [
      { purpose: 'patrol', isCaseAsked: false },
      { purpose: 'stolen-vehicle', isCaseAsked: false },
      { purpose: 'missing-person', isCaseAsked: false },
      { purpose: 'canvass', isCaseAsked: true },
      { purpose: 'investigation', isCaseAsked: true },
    ],
    clause: '100.4',
  },
  search: {
    value: {
      isReasonRequired: true,
      leastCharacters: 10,
      isCaseRequired: true,
      areFactsRequired: true,
      kinds: ['criminal-case', 'administrative-action'],
    },
    clause: '100.7 (b)',
  },
  forbiddenUses: {
    value: ['personal', 'harassment', 'protected-class', 'first-amendment', 'immigration-status'],
    clause: '100.6 (e)',
  },
} as const

/** What becomes of what is kept. */
const RECORDS = {
  logReviewDays: { value: 7 },
  audits: { value: { everyMonths: 12, parts: ['passwords', 'usage', 'training'] }, clause: '100.5 (d)' },
  auditKeptDays: { value: 365 },
  transfer: { value: { mostDays: 30, warnAtDays: [20, 25] }, clause: '100.8' },
  storage: { value: 'department' },
  retention: { value: { mostDays: 90, purge: 'automatic' }, clause: '100.8' },
  holds: { value: ['evidence', 'legal-process'] },
  evidence: { value: 'portable-media' },
  sharing: {
    value: {
      recipients: ['law-enforcement'],
      isWrittenRequestRequired: true,
      approvers: ['Deputy chief'],
      isForwardedToAdministrator: true,
    },
  },
  outOfState: { value: 'declaration-required' },
  otherRequests: { value: 'Records supervisor' },
  marking: { value: 'Law enforcement sensitive' },
} as const

/** The rules of the scripted core; `change` replaces whole rules. */
export function madeUpProfile(change: Partial<Profile> = {}): Profile {
  return Profile.parse({
    id: 'made-up',
    version: 1,
    overlays: [],
    agency: 'Made-up Police Department',
    state: 'IL',
    policy: { number: 'MUP-100', effective: '2026-01-01' },
    ...ACCESS,
    ...RECORDS,
    alertWords: { value: 'A hit alone is no reasonable suspicion and no probable cause.', clause: '100.6' },
    verification: {
      value: {
        modal: 'shall',
        scope: 'any-enforcement',
        items: ['characters', 'state', 'vehicle', 'status'],
      },
      clause: '100.6 (a)-(b)',
    },
    channels: { value: ['leads', 'communications'], clause: '100.6 (b)' },
    authorisation: { value: 'authorised-only', clause: '100.6' },
    everyAlertAnswered: { value: true, clause: '100.6' },
    incidentForEnforcement: { value: true, clause: '100.6' },
    busyOfficer: { value: { isGuided: true }, clause: '100.6 (a)-(d)' },
    localList: {
      value: {
        reasonAtLeast: 10,
        isIncidentRequired: true,
        mostDays: 30,
        categories: [
          'local-interest',
          'stolen-vehicle',
          'stolen-plate',
          'felony-vehicle',
          'wanted-person',
          'missing-person',
          'amber-alert',
        ],
      },
      clause: '100.6',
    },
    partialPlates: { value: { isAllowed: true, isIncidentRequired: true, mostDays: 14 }, clause: '100.4' },
    canvass: { value: { isAllowed: true }, clause: '100.4' },
    allowedCategories: {
      value: [
        'stolen-vehicle',
        'stolen-plate',
        'felony-vehicle',
        'wanted-person',
        'missing-person',
        'amber-alert',
        'supervised-release',
        'expired-registration',
        'local-interest',
      ],
    },
    presentations: {
      'stolen-vehicle': {
        ...PROMPTED,
        severity: 'critical',
        sound: 'critical',
        spoken: 'Stolen vehicle',
        mayMute: false,
      },
      'amber-alert': {
        ...PROMPTED,
        severity: 'critical',
        sound: 'critical',
        spoken: 'AMBER alert',
        mayMute: false,
      },
      'stolen-plate': {
        ...PROMPTED,
        severity: 'high',
        sound: 'high',
        spoken: 'Stolen plate',
        mayMute: false,
      },
      'wanted-person': {
        ...PROMPTED,
        severity: 'high',
        sound: 'high',
        spoken: 'Wanted person',
        mayMute: false,
      },
      'supervised-release': {
        ...PROMPTED,
        severity: 'medium',
        sound: 'medium',
        spoken: 'Supervised release',
        mayMute: true,
      },
      'local-interest': {
        ...PROMPTED,
        severity: 'medium',
        sound: 'medium',
        spoken: 'Local interest',
        mayMute: true,
      },
      'expired-registration': { ...PROMPTED, severity: 'low', sound: 'low', spoken: '', mayMute: true },
    },
    limits: { critical: 0.5, high: 0.3, medium: 0.3, low: 0.5 },
    sameVehicle: { withinMs: 300_000, withinMetres: 500 },
    listedShare: { serious: 0.00005, other: 0.002 },
    ...change,
  })
}
