// Trial cases of the way from a hit to enforcement, asked of the hit machine itself.
import { refusalOf } from '#shared/domain/hit-machine.ts'
import { HitStep, type StepInput } from '#shared/domain/hit-step.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Channel, Officer } from '#shared/domain/officer.ts'
import { PlateText } from '#shared/domain/plate.ts'
import type { ChecklistItem, Profile } from '#shared/domain/profile.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import type { TrialCase } from './trial.ts'

const PLATE = PlateText.parse('ZZ00000')
const STATE = 'IL'
const WORDS = 'a made-up case of the trial'
const BY = { badge: '0', name: 'Trial' }

const MATCH: HotListMatch = {
  entry: {
    key: 'trial',
    list: 'Trial',
    kind: 'list',
    source: 'Trial',
    line: 1,
    raw: '',
    plate: PLATE,
    state: STATE,
    category: 'stolen-vehicle',
    categoryWords: '',
    vehicle: { make: 'TRIAL', colour: 'SIL' },
    cautions: [],
    notes: '',
    trust: 'normal',
    mended: [],
  },
  kind: 'exact',
  matchedPlate: PLATE,
  plateProbability: 1,
  replaced: [],
  stateAgreement: 'agrees',
  odds: { characters: 1, state: 1, both: 1 },
  crowding: { listed: 0, looked: 0 },
}

const ACKNOWLEDGED: StepInput = { kind: 'acknowledged' }
const STOP: StepInput = { kind: 'decided', decision: 'stop', words: '' }
const OTHER_GROUNDS: StepInput = { kind: 'other-grounds', words: WORDS }
const BUSY: StepInput = {
  ...STOP,
  busy: { assignment: 'a graver assignment', graver: 'assignment', endangers: false },
}

/** Compared with what is seen; an item that is left out cannot be told. */
const compared = (left?: ChecklistItem): StepInput => ({
  kind: 'compared',
  seen: {
    plate: PLATE,
    isTyped: false,
    state: left === 'state' ? 'cannot-tell' : STATE,
    vehicle: left === 'vehicle' ? 'cannot-tell' : 'match',
    vehicleWords: '',
  },
})
const status = (channel: Channel, state: 'IL' | 'cannot-tell' = STATE): StepInput => ({
  kind: 'checked',
  item: 'status',
  answer: 'yes',
  plate: PLATE,
  state,
  channel,
  ranBy: BY.name,
  ranAt: 0,
  reference: 'trial',
  words: '',
})

const officer = (authorisations: Officer['authorisations']): Officer => ({
  ...BY,
  position: 'sworn',
  roles: ['operator'],
  authorisations,
})
const AUTHORISED = officer(['leads', 'ncic', 'kcjis'])
const UNAUTHORISED = officer([])

export function hitCases(profile: Profile): TrialCase[] {
  const { modal, scope, items } = profile.verification.value
  const channels = profile.channels.value
  const [first = 'communications'] = channels
  const isRefused = (taken: readonly StepInput[], next: StepInput, who = AUTHORISED): boolean => {
    const steps: HitStep[] = []
    for (const input of taken) {
      if (refusalOf({ matches: [MATCH], steps }, input, who, profile) !== undefined)
        throw new Error(`${input.kind} is refused on the way`)
      const number = steps.length + 1
      steps.push({ number, at: number, afterMs: 1, by: BY, input })
    }
    return refusalOf({ matches: [MATCH], steps }, next, who, profile) !== undefined
  }
  /** Everything that the rules verify, but one item. */
  const verified = (channel: Channel = first, left?: ChecklistItem): StepInput[] => [
    ACKNOWLEDGED,
    compared(left),
    ...(left === 'status' ? [] : [status(channel, left === 'state' ? 'cannot-tell' : STATE)]),
    ...items.filter((item) => item !== left).flatMap((item) => answered(item)),
  ]
  const isShall = modal === 'shall'
  const enforced = [...verified(), STOP]
  const isIncidentRequired = profile.incidentForEnforcement.value

  return [
    { name: 'hit: no stop before the comparison', isRight: () => isRefused([ACKNOWLEDGED], STOP) },
    { name: 'hit: a verified hit may be stopped', isRight: () => !isRefused(verified(), STOP) },
    ...items
      // The characters are answered by the comparison itself: without it nothing goes on at all.
      .filter((item) => item !== 'characters')
      .map((item) => ({
        name: `hit: no stop without ${item}`,
        isRight: () => isRefused(verified(first, item), STOP),
      })),
    {
      name: isShall
        ? 'hit: nothing is skipped'
        : 'hit: an item is skipped with a reason where not practicable',
      isRight: () =>
        isRefused([ACKNOWLEDGED, compared()], { kind: 'skipped', item: 'status', reason: WORDS }) === isShall,
    },
    {
      name:
        scope === 'any-enforcement'
          ? 'hit: other grounds do not take the place of verification'
          : 'hit: enforcement on other grounds, told in words, may go on',
      isRight: () =>
        isRefused([ACKNOWLEDGED, compared()], OTHER_GROUNDS) === (scope === 'any-enforcement') &&
        (scope === 'any-enforcement' || !isRefused([ACKNOWLEDGED, compared(), OTHER_GROUNDS], STOP)),
    },
    ...(['leads', 'ncic', 'kcjis', 'communications'] as const).map((channel) => ({
      name: `hit: a status by ${channel} is ${channels.includes(channel) ? 'taken' : 'refused'}`,
      isRight: () => isRefused([ACKNOWLEDGED, compared()], status(channel)) !== channels.includes(channel),
    })),
    ...channels
      .filter((channel) => channel !== 'communications')
      .map((channel) => ({
        name: `hit: ${channel} is refused to who is not authorised`,
        isRight: () => isRefused([ACKNOWLEDGED, compared()], status(channel), UNAUTHORISED),
      })),
    {
      name: 'hit: who is not authorised for any database can still have a plate verified',
      isRight: () =>
        channels.includes('communications') && !isRefused(verified('communications'), STOP, UNAUTHORISED),
    },
    {
      name: 'hit: an officer with the graver assignment hands the hit over',
      isRight: () => isRefused(verified(), BUSY),
    },
    {
      name: isIncidentRequired
        ? 'hit: a stop ends with its incident number only'
        : 'hit: a stop may end without an incident number',
      isRight: () =>
        isRefused(enforced, { kind: 'closed', incident: '' }) === isIncidentRequired &&
        !isRefused(enforced, { kind: 'closed', incident: '26-00001' }),
    },
    {
      name: 'local list: a reason of too few characters is refused',
      isRight: () => {
        const { reasonAtLeast } = profile.localList.value
        const long = 'seen leaving the scene of a burglary, told by radio; '.repeat(5)
        return (
          reasonFault(long.slice(0, reasonAtLeast - 1), reasonAtLeast) !== undefined &&
          reasonFault(long, reasonAtLeast) === undefined
        )
      },
    },
  ]
}

/** Items that are answered by a step of their own; the others come from comparison and status. */
function answered(item: ChecklistItem): StepInput[] {
  switch (item) {
    case 'record':
    case 'plate-type':
      return [{ kind: 'checked', item, answer: 'yes', words: '' }]
    case 'confirmation':
      return [
        { kind: 'confirmation-requested', urgency: 'urgent' },
        { kind: 'checked', item, answer: 'yes', reference: 'trial', words: '' },
      ]
    case 'characters':
    case 'state':
    case 'vehicle':
    case 'status':
    default:
      return []
  }
}
