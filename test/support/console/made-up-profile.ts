// A policy profile that no agency has: strict in everything, so that every rule shows on the screen.
import { Profile } from '#shared/domain/profile.ts'

const PROMPTED = { isCovert: false } as const

/** The rules of the scripted core; `change` replaces whole rules. */
export function madeUpProfile(change: Partial<Profile> = {}): Profile {
  return Profile.parse({
    id: 'made-up',
    agency: 'Made-up Police Department',
    state: 'IL',
    policy: { number: 'MUP-100', effective: '2026-01-01' },
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
