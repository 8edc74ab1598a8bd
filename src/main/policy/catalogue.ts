// Every rule that a policy text may set: what it is about in our own words, which values it takes, how the values
// of several texts become the strictest, and which part of the effective rules (profile.ts) it makes.
import { z } from 'zod'
import { Category } from '#shared/domain/category.ts'
import { Presentation } from '#shared/domain/hot-list.ts'
import { Channel, Position } from '#shared/domain/officer.ts'
import {
  CHECKLIST_ITEMS,
  ChecklistItem,
  ForbiddenUse,
  Profile,
  Purpose,
  PURPOSES,
  SearchPurpose,
  TRAINING_MODULES,
  TrainingModule,
} from '#shared/domain/profile.ts'
import { Probability } from '#shared/domain/read.ts'
import {
  ALL_ALLOW,
  allOf,
  ANY_ASKS,
  HIGHEST,
  laterOf,
  LOWEST,
  type Merge,
  ONLY_COMMON,
  OWN,
  SOME_OVER_NONE,
} from './merges.ts'

export type PolicyKey = {
  readonly words: string
  readonly schema: z.ZodType
  readonly merge: Merge
  /** "field" or "field.part" of Profile; undefined: what the text says is told and shown, no part of the core asks it yet. */
  readonly makes: string | undefined
}

const key = (words: string, schema: z.ZodType, merge: Merge, makes?: string): PolicyKey => ({
  words,
  schema,
  merge,
  makes,
})

const value = Profile.shape
const Title = z.string().trim().min(1).max(80)
const Words = z.string().trim().min(1).max(300)
const Days = z.int().positive().max(36_500)
const DaysOrNone = Days.nullable()
const Characters = z.int().min(1).max(200)
/** A list in which nothing is said twice. */
const listOf = <T extends z.ZodType>(one: T) =>
  z.array(one).refine((list) => new Set(list).size === list.length, 'the same is named twice')
const some = <T extends z.ZodType>(one: T) => listOf(one).min(1)
const yesNo = z.boolean()

const HOLDS = value.holds.shape.value.element.options
const AUDIT_PARTS = value.audits.shape.value.shape.parts.element.options
const RECIPIENTS = value.sharing.shape.value.shape.recipients.element
const LOG_FIELDS = ['name', 'date', 'time', 'purpose', 'reason'] as const
const READ_FIELDS = ['date', 'time', 'location', 'image'] as const
const REQUEST_FIELDS = ['agency', 'person', 'purpose'] as const
const MAJOR_CRIMES = ['homicide', 'shooting', 'major-incident'] as const

const ACCESS = {
  'notice.text': key('what is acknowledged before anybody signs in', value.notice.shape.value, OWN, 'notice'),
  'password.least_characters': key(
    'how long a password is at least',
    value.password.shape.value.shape.leastCharacters,
    HIGHEST,
    'password.leastCharacters',
  ),
  'password.most_age_days': key(
    'after how many days a password is changed',
    Days,
    LOWEST,
    'password.mostAgeDays',
  ),
  'second_factor.required': key(
    'whether a second factor is asked beside the password',
    z.literal(true),
    ANY_ASKS,
    'secondFactor',
  ),
  'lockout.failures': key(
    'how many failures lock an account',
    value.lockout.shape.value.shape.failures,
    LOWEST,
    'lockout.failures',
  ),
  'lockout.within_minutes': key(
    'within how many minutes failures are counted',
    value.lockout.shape.value.shape.withinMinutes,
    HIGHEST,
    'lockout.withinMinutes',
  ),
  'session.reauthenticate_hours': key(
    'after how many hours everybody signs in again',
    value.reauthenticateHours.shape.value,
    LOWEST,
    'reauthenticateHours',
  ),
  'session.idle_minutes': key(
    'after how many minutes without input only alerts are left',
    value.idleMinutes.shape.value,
    LOWEST,
    'idleMinutes',
  ),
  'accounts.inactive_days': key(
    'after how many unused days an account is disabled',
    value.inactiveDays.shape.value,
    LOWEST,
    'inactiveDays',
  ),
  'accounts.identifier_days': key(
    'for how many days a badge number is given to nobody else',
    value.identifierDays.shape.value,
    HIGHEST,
    'identifierDays',
  ),
  'roster.max_age_days': key(
    'how old a roster may be in a car without contact',
    Days,
    LOWEST,
    'rosterMaxAgeDays',
  ),
  'users.positions': key('who may use the reader at all', some(Position), ONLY_COMMON, 'positions'),
  'data.classes_auth': key(
    'whether LEADS, NCIC and other state or federal data are for authorised persons only',
    z.literal('authorised-only'),
    OWN,
    'authorisation',
  ),
} as const

const ROLES = {
  'roles.operator': key('who operates the reader', Title.nullable(), OWN, 'roles.operator'),
  'roles.assigner': key(
    'who assigns people to run equipment and data day by day',
    Title.nullable(),
    OWN,
    'roles.assigner',
  ),
  'roles.supervisor': key('who supervises the officers', Title.nullable(), OWN, 'roles.supervisor'),
  'roles.manager': key(
    'who manages installation, maintenance, retention and access',
    Title.nullable(),
    OWN,
    'roles.manager',
  ),
  'roles.approver': key('who approves policies and sharing', Title.nullable(), OWN, 'roles.approver'),
  'roles.auditor': key('who audits', Title.nullable(), OWN, 'roles.auditor'),
  'roles.administrator': key(
    'who administers accounts and settings',
    Title.nullable(),
    OWN,
    'roles.administrator',
  ),
  'roles.operators_assigned_by': key(
    'which role makes members operators',
    value.operatorsAssignedBy.shape.value,
    OWN,
    'operatorsAssignedBy',
  ),
} as const

const TRAINING = {
  'training.alpr': key(
    'whether ALPR training comes before operating and before any data',
    yesNo,
    ANY_ASKS,
    'trainingAlpr.isRequired',
  ),
  'training.alpr_max_age_days': key(
    'after how many days ALPR training has to be taken again',
    DaysOrNone,
    LOWEST,
    'trainingAlpr.maxAgeDays',
  ),
  'training.alpr_modules': key(
    'what ALPR training consists of',
    listOf(TrainingModule),
    allOf(TRAINING_MODULES),
    'trainingAlpr.modules',
  ),
  'training.leads': key(
    'whether LEADS training comes before operating and before any data',
    yesNo,
    ANY_ASKS,
    'trainingLeads.isRequired',
  ),
  'training.leads_max_age_days': key(
    "after how many days LEADS training has to be taken again, beside the certificate's own end",
    DaysOrNone,
    LOWEST,
    'trainingLeads.maxAgeDays',
  ),
  'training.awareness': key(
    'whether security awareness training comes before any access',
    yesNo,
    ANY_ASKS,
    'trainingAwareness.isRequired',
  ),
  'training.awareness_max_age_days': key(
    'after how many days security awareness training has to be taken again',
    DaysOrNone,
    LOWEST,
    'trainingAwareness.maxAgeDays',
  ),
  'training.update_on_change': key(
    'whether a change of law, policy or technology makes training due again',
    yesNo,
    ANY_ASKS,
  ),
} as const

const PURPOSE = {
  'purposes.allowed': key('what the reader may be used for', some(Purpose), ONLY_COMMON, 'purposes.allowed'),
  'purposes.case_asked': key(
    'which purposes take a case number',
    listOf(Purpose),
    allOf(PURPOSES),
    'purposes.caseAsked',
  ),
  'purposes.suspicion': key(
    'whether suspicion is needed before reading begins',
    z.enum(['not-required', 'not-said']),
    OWN,
  ),
  'search.reason': key(
    'whether looking at stored reads takes a reason',
    yesNo,
    ANY_ASKS,
    'search.isReasonRequired',
  ),
  'search.least_characters': key(
    'how long the reason is at least',
    Characters,
    HIGHEST,
    'search.leastCharacters',
  ),
  'search.case_number': key(
    'whether looking at stored reads takes a case number',
    yesNo,
    ANY_ASKS,
    'search.isCaseRequired',
  ),
  'search.articulable_facts': key(
    'whether looking at stored reads takes articulable facts',
    yesNo,
    ANY_ASKS,
    'search.areFactsRequired',
  ),
  'search.purposes': key(
    'which purposes open stored reads',
    some(SearchPurpose),
    ONLY_COMMON,
    'search.kinds',
  ),
  'search.log_fields': key('what is kept of every access', some(z.enum(LOG_FIELDS)), allOf(LOG_FIELDS)),
  prohibitions: key(
    'uses that no reason may name',
    listOf(ForbiddenUse),
    allOf(ForbiddenUse.options),
    'forbiddenUses',
  ),
} as const

const AUDIT = {
  'audit.log_review_days': key(
    'how often the log is looked over and signed off, in days',
    Days,
    LOWEST,
    'logReviewDays',
  ),
  'audit.every_months': key(
    'how often the system is audited, in months',
    value.audits.shape.value.shape.everyMonths,
    LOWEST,
    'audits.everyMonths',
  ),
  'audit.parts': key(
    'what an audit consists of',
    some(z.enum(AUDIT_PARTS)),
    allOf(AUDIT_PARTS),
    'audits.parts',
  ),
  'audit.kept_days': key(
    'how many days the audit log is kept at least',
    value.auditKeptDays.shape.value,
    HIGHEST,
    'auditKeptDays',
  ),
} as const

const DATA = {
  'read.fields': key('what every read carries', listOf(z.enum(READ_FIELDS)), allOf(READ_FIELDS)),
  'transfer.max_interval_days': key(
    'how many days reads may stay in a car at most before they are transferred',
    DaysOrNone,
    LOWEST,
    'transfer.mostDays',
  ),
  'transfer.warn_at_days': key(
    'after how many days in the car is warned',
    listOf(Days),
    OWN,
    'transfer.warnAtDays',
  ),
  'storage.department': key('where stored reads are', value.storage.shape.value, OWN, 'storage'),
  'retention.least_days': key(
    'how many days a read is kept at least',
    DaysOrNone,
    HIGHEST,
    'retention.leastDays',
  ),
  'retention.read_days': key(
    'how many days a read is kept at most',
    DaysOrNone,
    LOWEST,
    'retention.mostDays',
  ),
  'retention.purge': key(
    'how a read is purged after that',
    value.retention.shape.value.shape.purge,
    OWN,
    'retention.purge',
  ),
  'retention.schedule': key(
    'which schedule stands behind the days',
    z.string().trim().min(1).max(120).nullable(),
    OWN,
    'retention.schedule',
  ),
  'hold.kinds': key('what keeps a read from being purged', listOf(z.enum(HOLDS)), allOf(HOLDS), 'holds'),
  'evidence.target': key('where evidence goes', value.evidence.shape.value, OWN, 'evidence'),
  'marking.text': key(
    'what stands on screens, prints and exports',
    value.marking.shape.value,
    OWN,
    'marking',
  ),
} as const

const SHARING = {
  'sharing.recipients': key('who may be given data', some(RECIPIENTS), ONLY_COMMON, 'sharing.recipients'),
  'sharing.verified_requester': key('whether the requester is verified', yesNo, ANY_ASKS),
  'sharing.written_request': key(
    'whether an official request in writing is needed',
    yesNo,
    ANY_ASKS,
    'sharing.isWrittenRequestRequired',
  ),
  'sharing.request_form': key('what a request names', listOf(z.enum(REQUEST_FIELDS)), allOf(REQUEST_FIELDS)),
  'sharing.approver': key(
    'who approves a release before it',
    listOf(Title),
    SOME_OVER_NONE,
    'sharing.approvers',
  ),
  'sharing.request_kept': key('whether the approved request is kept on file', yesNo, ANY_ASKS),
  'sharing.forwarded': key(
    'whether requests go to the system administrator',
    yesNo,
    ANY_ASKS,
    'sharing.isForwardedToAdministrator',
  ),
  'sharing.out_of_state': key(
    'what an agency of another state has to declare first',
    value.outOfState.shape.value,
    laterOf('as-law-permits', 'declaration-required'),
    'outOfState',
  ),
  'sharing.forbidden_use': key(
    'what data are never shared for, nor looked at',
    listOf(ForbiddenUse),
    allOf(ForbiddenUse.options),
    'forbiddenUses',
  ),
  'nonle_requests.route': key(
    'where requests from outside of law enforcement go',
    Title,
    OWN,
    'otherRequests',
  ),
} as const

const HITS = {
  'alert.wording': key('what stands under every alert', value.alertWords.shape.value, OWN, 'alertWords'),
  'alert.disposition': key(
    'whether every alert is accepted or rejected by a person',
    yesNo,
    ANY_ASKS,
    'everyAlertAnswered',
  ),
  'alert.presentations': key(
    'how each category looks and sounds',
    z.partialRecord(Category, Presentation),
    OWN,
    'presentations',
  ),
  'alert.limits': key('below which odds an alert stays silent', value.limits, OWN, 'limits'),
  'alert.same_vehicle': key('which reads are one vehicle', value.sameVehicle, OWN, 'sameVehicle'),
  'alert.listed_share': key(
    'which share of passing vehicles is truly listed',
    z.strictObject({ serious: Probability, other: Probability }),
    OWN,
    'listedShare',
  ),
  'verify.required': key(
    'whether verification may be left out where it is not practicable',
    z.enum(['if-practicable', 'shall']),
    laterOf('if-practicable', 'shall'),
    'verification.modal',
  ),
  'verify.scope': key(
    'which enforcement waits for verification',
    z.enum(['solely-on-alert', 'any-enforcement']),
    laterOf('solely-on-alert', 'any-enforcement'),
    'verification.scope',
  ),
  'verify.items': key('what is verified', some(ChecklistItem), allOf(CHECKLIST_ITEMS), 'verification.items'),
  'verify.channels': key('where the status of a record is asked', some(Channel), ONLY_COMMON, 'channels'),
  'enforcement.incident': key(
    'whether enforcement after a hit takes an incident number',
    yesNo,
    ANY_ASKS,
    'incidentForEnforcement',
  ),
  busy_officer: key(
    'whether an officer with another task is led through the choice',
    yesNo,
    ANY_ASKS,
    'busyOfficer.isGuided',
  ),
} as const

const LISTS = {
  'lists.categories_allowed': key(
    'which categories may alert',
    some(Category),
    ONLY_COMMON,
    'allowedCategories',
  ),
  'manual_entry.reason': key(
    'how long the reason for a plate entered by hand is at least',
    value.localList.shape.value.shape.reasonAtLeast,
    HIGHEST,
    'localList.reasonAtLeast',
  ),
  'manual_entry.incident': key(
    'whether a plate entered by hand takes an incident number',
    yesNo,
    ANY_ASKS,
    'localList.isIncidentRequired',
  ),
  'manual_entry.most_days': key(
    'how many days a plate entered by hand stays at most',
    value.localList.shape.value.shape.mostDays,
    LOWEST,
    'localList.mostDays',
  ),
  'manual_entry.categories': key(
    'which categories officers may enter',
    some(Category),
    ONLY_COMMON,
    'localList.categories',
  ),
  'partial_plates.allowed': key(
    'whether partial plates may be entered',
    yesNo,
    ALL_ALLOW,
    'partialPlates.isAllowed',
  ),
  'partial_plates.incident': key(
    'whether a partial plate takes an incident number',
    yesNo,
    ANY_ASKS,
    'partialPlates.isIncidentRequired',
  ),
  'partial_plates.most_days': key(
    'how many days a partial plate stays at most',
    value.partialPlates.shape.value.shape.mostDays,
    LOWEST,
    'partialPlates.mostDays',
  ),
  'canvass.allowed': key('whether scenes may be canvassed', yesNo, ALL_ALLOW, 'canvass.isAllowed'),
  'canvass.thought_to': key(
    'which scenes deserve particular thought',
    listOf(z.enum(MAJOR_CRIMES)),
    allOf(MAJOR_CRIMES),
  ),
  'equipment.repairs_approved_by': key('who approves the sources of repairs', Title.nullable(), OWN),
  'misuse.consequence': key('what misuse leads to', Words, OWN),
} as const

export const CATALOGUE: ReadonlyMap<string, PolicyKey> = new Map<string, PolicyKey>(
  Object.entries({
    ...ACCESS,
    ...ROLES,
    ...TRAINING,
    ...PURPOSE,
    ...AUDIT,
    ...DATA,
    ...SHARING,
    ...HITS,
    ...LISTS,
  }),
)

/** The rule of a key; throws for one that is not in the catalogue. */
export function ruleOf(name: string): PolicyKey {
  const found = CATALOGUE.get(name)
  if (found === undefined) throw new Error(`There is no policy key "${name}".`)
  return found
}
