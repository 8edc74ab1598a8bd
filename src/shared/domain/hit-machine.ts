// What may be done with a hit next. One pure function decides it for the core, and the console asks the same
// one, so that a screen never offers what the core would refuse.
import type { Hit } from './hit.ts'
import { isVerified, maySkip, openItems, progressOf, type HitProgress } from './hit-progress.ts'
import { refusalFor, type Refusal, type StepInput } from './hit-step.ts'
import { CHANNEL_WORDS, type Officer } from './officer.ts'
import type { ChecklistItem, Profile } from './profile.ts'

/** The rules of a profile that a hit's way rests on. */
export type HitRules = Pick<
  Profile,
  'verification' | 'channels' | 'authorisation' | 'incidentForEnforcement' | 'busyOfficer'
>

export const ITEM_WORDS: Readonly<Record<ChecklistItem, string>> = {
  characters: 'the characters you see',
  state: 'the state you see',
  vehicle: 'the vehicle you see',
  'plate-type': 'plate type and expiry',
  status: 'the current status of the record',
  record: 'what the record is about',
  confirmation: "the entering agency's confirmation",
}

type Steps = Pick<Hit, 'matches' | 'steps'>

/** Undefined when the step may be taken; else what is missing, the clause that binds, and what to do. */
export function refusalOf(
  hit: Steps,
  input: StepInput,
  officer: Officer,
  profile: HitRules,
): Refusal | undefined {
  const progress = progressOf(hit, profile.verification.value)
  if (progress.status === 'closed') {
    return input.kind === 'noted' ? undefined : refusalFor('this hit is closed', 'Add a note to it instead.')
  }
  switch (input.kind) {
    case 'deferred':
    case 'acknowledged':
      return progress.status === 'raised'
        ? undefined
        : refusalFor('the prompt was answered before', 'Go on with the comparison.')
    case 'compared':
      return progress.status === 'raised'
        ? refusalFor('an answer to the prompt', 'Answer the prompt first.')
        : undefined
    case 'checked':
    case 'skipped':
    case 'confirmation-requested':
      return refuseCheck(progress, input, officer, profile)
    case 'other-grounds':
      return profile.verification.value.scope === 'any-enforcement'
        ? refusalFor(
            'verification, whatever other grounds there are',
            'Complete the checklist.',
            profile.verification.clause,
          )
        : undefined
    case 'decided':
      return refuseDecision(progress, input, profile)
    case 'rejected':
      return refuseRejection(progress, input, profile)
    case 'closed':
      return refuseClosing(progress, input.incident, profile)
    case 'supervisor-told':
    case 'handed-off':
    case 'noted':
    default:
      return undefined
  }
}

/** What was seen is another plate or another state: nothing more is done with this record. */
function refuseOtherPlate({ comparison }: HitProgress, clause: string | undefined): Refusal | undefined {
  if (comparison?.characters === 'differ') {
    return refusalFor(
      'a plate that is the listed one: you saw other characters',
      'Reject the hit as wrong character.',
      clause,
    )
  }
  if (comparison?.state === 'differs') {
    return refusalFor('the listed state: you saw another one', 'Reject the hit as wrong state.', clause)
  }
  return undefined
}

type CheckInput = Extract<StepInput, { kind: 'checked' | 'skipped' | 'confirmation-requested' }>

function refuseCheck(
  progress: HitProgress,
  input: CheckInput,
  officer: Officer,
  profile: HitRules,
): Refusal | undefined {
  const { clause } = profile.verification
  if (progress.comparison === undefined) {
    return refusalFor('the comparison with what you see', 'Compare the plate first.', clause)
  }
  const other = refuseOtherPlate(progress, clause)
  if (other !== undefined) return other
  if (input.kind === 'skipped') return refuseSkip(progress, input.item, profile)
  return input.kind === 'checked' && input.item === 'status'
    ? refuseStatusCheck(progress, input, officer, profile)
    : undefined
}

/** An item is left out with a reason only where the policy says so, and never past an answer. */
function refuseSkip(progress: HitProgress, item: ChecklistItem, profile: HitRules): Refusal | undefined {
  const { clause, value: rules } = profile.verification
  const words = ITEM_WORDS[item]
  if (rules.modal === 'shall')
    return refusalFor(words, 'This policy lets nothing be skipped: check it.', clause)
  if (!maySkip(progress, rules, item)) {
    return refusalFor(
      `${words}: the vehicle is not the listed one`,
      'Check it, or reject the hit as wrong vehicle.',
    )
  }
  const answer = progress.items[item]
  if (answer === 'no') {
    return refusalFor(`a way past "no": ${words}`, 'Reject the hit, or check again.', clause)
  }
  return answer === 'yes'
    ? refusalFor(`an open question: ${words} is answered`, 'Go on with the next item.')
    : undefined
}

/** The Green case: the plate that is run must be the plate that is seen, not the one that was read. */
function refuseStatusCheck(
  { comparison }: HitProgress,
  input: Extract<StepInput, { kind: 'checked'; item: 'status' }>,
  officer: Officer,
  profile: HitRules,
): Refusal | undefined {
  const { channel } = input
  if (input.plate !== comparison?.seen.plate || input.state !== comparison.seen.state) {
    return refusalFor(
      'a status of the plate that you saw',
      'Run the plate and state as you saw them.',
      profile.verification.clause,
    )
  }
  if (!profile.channels.value.includes(channel)) {
    return refusalFor(
      `a channel of this policy: ${profile.channels.value.map((one) => CHANNEL_WORDS[one]).join(' or ')}`,
      'Have it run there.',
      profile.channels.clause,
    )
  }
  if (channel !== 'communications' && !officer.authorisations.includes(channel)) {
    return refusalFor(
      `an authorisation for ${CHANNEL_WORDS[channel]}`,
      'Ask the Communications Center to run it.',
      profile.authorisation.clause,
    )
  }
  return undefined
}

type DecisionInput = Extract<StepInput, { kind: 'decided' }>

function refuseDecision(progress: HitProgress, input: DecisionInput, profile: HitRules): Refusal | undefined {
  const { decision, ground, words, busy } = input
  if (progress.status === 'raised') return refusalFor('an answer to the prompt', 'Answer the prompt first.')
  if (decision === 'no-action' && ground === undefined) {
    return refusalFor('the ground for no action', 'Choose the ground.')
  }
  if (ground === 'other' && words.trim().length < 3) {
    return refusalFor('words for the ground "other"', 'Say in a few words why nothing is done.')
  }
  if (decision !== 'stop') return undefined
  const clause = profile.busyOfficer.clause
  if (busy?.endangers === true) {
    return refusalFor(
      'safety: leaving the assignment would endanger somebody',
      'Hand the hit to the Communications Center.',
      clause,
    )
  }
  if (busy?.graver === 'assignment') {
    return refusalFor(
      'a graver hit: your assignment is the more serious',
      'Hand the hit to the Communications Center.',
      clause,
    )
  }
  return refuseEnforcement(progress, profile)
}

/**
 * Enforcement waits for the whole checklist; who has other grounds and may rest on them is not held. With another
 * plate or state before him nobody enforces on this record: what he does then has nothing to do with the hit.
 */
function refuseEnforcement(progress: HitProgress, profile: HitRules): Refusal | undefined {
  const { clause, value: rules } = profile.verification
  const other = refuseOtherPlate(progress, clause)
  if (other !== undefined) return other
  if (rules.scope === 'solely-on-alert' && progress.otherGrounds !== undefined) return undefined
  if (progress.comparison === undefined) {
    return refusalFor('the comparison with what you see', 'Compare the plate first.', clause)
  }
  if (isVerified(progress, rules)) return undefined
  const open = openItems(progress, rules)
  const maySkipAll = open.every((item) => progress.items[item] !== 'no' && maySkip(progress, rules, item))
  return refusalFor(
    open.map((item) => ITEM_WORDS[item]),
    nextOf(progress, maySkipAll),
    // What only this product asks does not rest on the policy.
    open.some((item) => rules.items.includes(item)) ? clause : undefined,
  )
}

function nextOf({ items }: HitProgress, maySkipAll: boolean): string {
  if (items.status === 'no') return 'The record is not active: reject the hit.'
  if (items.confirmation === 'no') return 'The entering agency does not confirm it: reject the hit.'
  return maySkipAll ? 'Check it, or skip it with a reason.' : 'Complete the checklist before any enforcement.'
}

/** A stop is documented before the hit ends, whatever became of it (Oak Brook 131.6). */
function refuseRejection(
  { isEnforced }: HitProgress,
  { reason, words, incident = '' }: Extract<StepInput, { kind: 'rejected' }>,
  { incidentForEnforcement: { value: isRequired, clause } }: HitRules,
): Refusal | undefined {
  if (isEnforced && isRequired && incident.trim() === '') {
    return refusalFor('the incident or event number of the stop', 'Enter it with the reason.', clause)
  }
  return reason === 'other' && words.trim().length < 3
    ? refusalFor('words for the reason "other"', 'Say in a few words why it is rejected.')
    : undefined
}

function refuseClosing(progress: HitProgress, incident: string, profile: HitRules): Refusal | undefined {
  const missing: string[] = []
  if (progress.decision === undefined) missing.push('a decision')
  if (progress.decision === 'hand-off' && !progress.isHandedOff)
    missing.push('the hand-off to the Communications Center')
  const isIncidentMissing =
    progress.isEnforced && profile.incidentForEnforcement.value && incident.trim() === ''
  if (isIncidentMissing) missing.push('the incident or event number')
  if (missing.length === 0) return undefined
  return refusalFor(
    missing,
    isIncidentMissing && missing.length === 1
      ? 'Enter the incident or event number.'
      : 'Complete what is missing, then close.',
    isIncidentMissing ? profile.incidentForEnforcement.clause : undefined,
  )
}
