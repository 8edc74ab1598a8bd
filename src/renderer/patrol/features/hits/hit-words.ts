// The words of a hit's questions, answers, reasons and steps.
import type { HitProgress, ItemState } from '#shared/domain/hit-progress.ts'
import type { Decision, HitStatus, NoActionGround, RejectReason, StepInput } from '#shared/domain/hit-step.ts'
import { CHANNEL_WORDS } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Question } from './questions.ts'

export const QUESTION_WORDS: Readonly<Record<Question, string>> = {
  characters: 'Characters',
  state: 'State',
  vehicle: 'Vehicle',
  contradiction: 'What speaks against it',
  'plate-type': 'Plate type',
  status: 'Status',
  record: 'Record',
  confirmation: 'Confirmation',
  decision: 'Decision',
  'no-action': 'No action',
  busy: 'Your assignment',
  'other-grounds': 'Other grounds',
  'leave-out': 'Left out',
  'hand-off': 'Hand-off',
  close: 'Close',
}

export const REASON_WORDS: Readonly<Record<RejectReason, string>> = {
  'wrong-character': 'Wrong character',
  'wrong-state': 'Wrong state',
  'wrong-vehicle': 'Wrong vehicle',
  'record-not-active': 'Record not active',
  'wrong-person': 'Wrong person',
  test: 'Test',
  other: 'Other',
}

export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  stop: 'Stop',
  follow: 'Follow',
  'hand-off': 'Hand to Communications',
  'no-action': 'No action',
}

export const GROUND_WORDS: Readonly<Record<NoActionGround, string>> = {
  safety: 'Safety',
  'more-serious-assignment': 'A more serious assignment',
  'vehicle-gone': 'The vehicle is gone',
  'not-warranted': 'No action is warranted',
  other: 'Other',
}

export const STATUS_WORDS: Readonly<Record<HitStatus, string>> = {
  raised: 'not answered',
  acknowledged: 'to be compared',
  compared: 'to be checked',
  verified: 'to be decided',
  decided: 'to be closed',
  closed: 'closed',
}

const ITEM_MARKS: Readonly<Record<ItemState, string>> = {
  yes: 'yes',
  no: 'NO',
  'cannot-tell': 'cannot tell',
  skipped: 'skipped',
  open: '',
}

/** What has been answered to a question, in one or two words; empty while nothing has. */
export function markOf(question: Question, { items, decision, status }: HitProgress): string {
  switch (question) {
    case 'characters':
    case 'state':
    case 'vehicle':
    case 'plate-type':
    case 'status':
    case 'record':
    case 'confirmation':
      return ITEM_MARKS[items[question]]
    case 'decision':
      return decision?.replace('-', ' ') ?? ''
    case 'close':
      return status === 'closed' ? 'closed' : ''
    case 'contradiction':
    case 'no-action':
    case 'busy':
    case 'other-grounds':
    case 'leave-out':
    case 'hand-off':
    default:
      return ''
  }
}

/** The clause that binds a question; undefined where it is this product's own rule. */
export function clauseOf(
  question: Question,
  profile: Pick<Profile, 'busyOfficer' | 'incidentForEnforcement' | 'verification'>,
): string | undefined {
  switch (question) {
    case 'busy':
      return profile.busyOfficer.clause
    case 'close':
      return profile.incidentForEnforcement.clause
    case 'no-action':
    case 'hand-off':
      return undefined
    case 'characters':
    case 'state':
    case 'vehicle':
    case 'contradiction':
    case 'plate-type':
    case 'status':
    case 'record':
    case 'confirmation':
    case 'decision':
    case 'other-grounds':
    case 'leave-out':
    default:
      return profile.verification.clause
  }
}

const ANSWER_WORDS = { yes: 'yes', no: 'no', 'cannot-tell': 'cannot tell' } as const

/** One step of a hit as it stands in the record. */
export function stepWords(step: StepInput): string {
  switch (step.kind) {
    case 'deferred':
      return 'Not now'
    case 'acknowledged':
      return 'Matches what I see'
    case 'compared':
      return `Compared: saw ${step.seen.plate}${step.seen.isTyped ? ' (typed)' : ''}, state ${step.seen.state.replace('cannot-tell', 'cannot tell')}, vehicle ${step.seen.vehicle.replace('-', ' ')}${words(step.seen.vehicleWords)}`
    case 'checked':
      return checkedWords(step)
    case 'skipped':
      return `Skipped ${QUESTION_WORDS[step.item].toLowerCase()}${words(step.reason)}`
    case 'confirmation-requested':
      return `Asked the entering agency to confirm, ${step.urgency}`
    case 'other-grounds':
      return `Enforcement has other grounds${words(step.words)}`
    case 'decided': {
      const ground = step.ground === undefined ? '' : ` (${GROUND_WORDS[step.ground].toLowerCase()})`
      const busy = step.busy === undefined ? '' : `; on assignment: ${step.busy.assignment}`
      return `Decided: ${DECISION_WORDS[step.decision].toLowerCase()}${ground}${words(step.words)}${busy}`
    }
    case 'supervisor-told':
      return `Supervisor told${words(step.words)}`
    case 'handed-off':
      return `Handed to Communications, ${step.delivery === 'sent' ? 'sent' : 'read aloud'}${step.receivedBy === '' ? '' : ` to ${step.receivedBy}`}`
    case 'rejected':
      return `Rejected: ${REASON_WORDS[step.reason].toLowerCase()}${words(step.words)}${step.exoneration === undefined ? '' : `; not the wanted vehicle: ${step.exoneration.proof}`}`
    case 'closed':
      return step.incident === '' ? 'Closed' : `Closed, incident ${step.incident}`
    case 'noted':
    default:
      return `Note${words(step.words)}`
  }
}

function checkedWords(step: Extract<StepInput, { kind: 'checked' }>): string {
  const answer = ANSWER_WORDS[step.answer]
  if (step.item !== 'status') return `${QUESTION_WORDS[step.item]}: ${answer}${words(step.words)}`
  const reference = step.reference === '' ? '' : `, reference ${step.reference}`
  return `Status of ${step.plate}: active ${answer}, by ${CHANNEL_WORDS[step.channel]}, run by ${step.ranBy}${reference}${words(step.words)}`
}

const words = (text: string): string => (text.trim() === '' ? '' : `: ${text.trim()}`)
