// Where the texts have two readings (clauses.md 4.8): for each, when a text has it, and the question to the agency.
// The value is then the reading that protects more, and `confirm` says that it is to be confirmed.
import type { AgencyPolicyText, PolicyEntry } from './text.ts'
import { DEFAULT_CITE } from './text.ts'

type Reading = {
  /** The rule that carries the question. */
  readonly key: string
  readonly question: string
  /** `said`: what the text says of a rule; undefined where it says nothing. */
  readonly isOpen: (said: (key: string) => PolicyEntry | undefined) => boolean
}

const isCited = (entry: PolicyEntry | undefined): boolean =>
  entry !== undefined && entry.cite !== DEFAULT_CITE
const isOurs = (entry: PolicyEntry | undefined): boolean => entry !== undefined && entry.cite === DEFAULT_CITE
const list = (entry: PolicyEntry | undefined): readonly unknown[] =>
  Array.isArray(entry?.value) ? entry.value : []

const READINGS: readonly Reading[] = [
  {
    key: 'retention.read_days',
    question: 'Is the number of days a floor, a ceiling or both?',
    isOpen: (said) =>
      typeof said('retention.read_days')?.value === 'number' &&
      said('retention.read_days')?.value === said('retention.least_days')?.value,
  },
  {
    key: 'retention.read_days',
    question: 'How many days does the schedule give?',
    isOpen: (said) => isCited(said('retention.read_days')) && said('retention.purge')?.value === 'reviewed',
  },
  {
    key: 'storage.department',
    question: 'Is the buffer in the car storage, and which system is the store of its reads?',
    isOpen: (said) =>
      ['provider', 'provider-and-department'].some((where) => where === said('storage.department')?.value),
  },
  {
    key: 'transfer.max_interval_days',
    question: 'Does the interval count from the oldest read or from the last transfer?',
    isOpen: (said) =>
      isCited(said('transfer.max_interval_days')) && said('transfer.max_interval_days')?.value !== null,
  },
  {
    key: 'audit.kept_days',
    question: 'Is the audit log ALPR data that the purge of reads binds?',
    isOpen: (said) =>
      isCited(said('storage.department')) &&
      said('retention.purge')?.value === 'automatic' &&
      isCited(said('retention.purge')),
  },
  {
    key: 'verify.required',
    question: 'Which reasons make verification not practicable?',
    isOpen: (said) => said('verify.required')?.value === 'if-practicable',
  },
  {
    key: 'verify.items',
    question: 'Does verifying a response include the state of the plate?',
    isOpen: (said) => said('verify.required')?.value === 'if-practicable',
  },
  {
    key: 'verify.items',
    question: "Is the hit compared with the machine's reading or with the plate on the car?",
    isOpen: (said) => said('verify.scope')?.value === 'any-enforcement' && isCited(said('verify.scope')),
  },
  {
    key: 'roles.assigner',
    question: 'Who assigns personnel to run equipment and data day by day?',
    isOpen: (said) =>
      said('roles.operators_assigned_by')?.value === 'assigner' && !isCited(said('roles.assigner')),
  },
  {
    key: 'data.classes_auth',
    question: 'Does an alert that shows LEADS or NCIC data give access to an operator who is not authorised?',
    // Where the whole text asks LEADS training of everybody the question does not arise.
    isOpen: (said) => isCited(said('data.classes_auth')) && said('training.leads')?.value !== true,
  },
  {
    key: 'sharing.approver',
    question: 'Who is the designee, and for how long?',
    isOpen: (said) => list(said('sharing.approver')).some((title) => /designee/i.test(String(title))),
  },
  {
    key: 'search.log_fields',
    question: 'In a car with two officers, whose name is kept?',
    isOpen: (said) => list(said('search.log_fields')).includes('name'),
  },
  {
    key: 'users.positions',
    question: 'May Community Service Officers accept a hit, and what may they do on it?',
    isOpen: (said) => isCited(said('users.positions')) && list(said('users.positions')).includes('cso'),
  },
  {
    key: 'audit.every_months',
    question: 'What interval is "on a regular basis"?',
    isOpen: (said) => said('audit.every_months') !== undefined && !isCited(said('audit.parts')),
  },
  {
    key: 'training.alpr',
    question: 'Is a record of the training enough, or is the certificate kept as a file?',
    isOpen: (said) => isCited(said('training.alpr')),
  },
  {
    key: 'transfer.max_interval_days',
    question: 'Within how many days are reads transferred?',
    isOpen: (said) =>
      isOurs(said('transfer.max_interval_days')) && said('transfer.max_interval_days')?.value !== null,
  },
]

/** The readings of a text that nobody has marked: its key has no `confirm`. */
export function unmarkedReadings({
  entries,
}: Pick<AgencyPolicyText, 'entries'>): Pick<Reading, 'key' | 'question'>[] {
  return READINGS.filter(
    ({ key, isOpen }) => isOpen((name) => entries.get(name)) && entries.get(key)?.confirm === undefined,
  ).map(({ key, question }) => ({ key, question }))
}
