// Trial cases of the gates: stored reads, training, roles.
import { forbiddenUse } from '#shared/domain/forbidden-use.ts'
import { ROLES } from '#shared/domain/officer.ts'
import { ForbiddenUse, type Profile, SearchPurpose } from '#shared/domain/profile.ts'
import { purposeRefusal, type PurposeStatement } from '#shared/domain/purpose.ts'
import { mayDo, roleConflict } from '#shared/domain/rights.ts'
import { trainingItems, type TrainingKind, type TrainingRecord } from '#shared/domain/training.ts'
import type { TrialCase } from './trial.ts'

const DAY_MS = 86_400_000
/** Words of one case that name no use and no crime, long enough for any policy. */
const REASON =
  'silver sedan with a roof rack and a broken left tail light, told to the patrol by radio during the late watch; ' +
  'left Main Street towards the river with two bicycles on the rack, as the caller at the bakery described it'
const FACTS =
  'the caller gave five of seven characters, the bicycles and the broken light; the same sedan passed this camera ' +
  'four minutes later, which fits the distance between the bakery and the bridge'

/** Words that name each use, as far as a list of words can. */
const NAMING: Readonly<Record<ForbiddenUse, string>> = {
  personal: 'want to know where my wife went on Friday night',
  harassment: 'to intimidate them until they move away',
  'protected-class': 'every hispanic driver who comes through here',
  'first-amendment': 'the protesters who stood in front of the hall',
  'private-property': 'look into the closed garage behind the house',
  'reproductive-health': 'who went there for an abortion this week',
  'immigration-status': 'immigration standing of the registered owner',
}

export function accessCases(profile: Profile, at: number): TrialCase[] {
  return [...searchCases(profile), ...trainingCases(profile, at), ...roleCases(profile)]
}

function searchCases(profile: Profile): TrialCase[] {
  const { isReasonRequired, isCaseRequired, areFactsRequired, leastCharacters, kinds } = profile.search.value
  const [purpose = 'criminal-case'] = kinds
  const whole: PurposeStatement = { purpose, reason: REASON, caseNumber: '26-00001', facts: FACTS }
  const isRefused = (change: Partial<PurposeStatement>): boolean =>
    purposeRefusal({ ...whole, ...change }, profile) !== undefined
  const asks = (what: string, change: Partial<PurposeStatement>, isAsked: boolean): TrialCase => ({
    name: `search: ${isAsked ? 'refused' : 'let through'} without ${what}`,
    isRight: () => isRefused(change) === isAsked,
  })
  const naming = (use: ForbiddenUse): string => `${NAMING[use]}; ${REASON}`
  const named = ForbiddenUse.options.filter((use) => forbiddenUse(naming(use), [use]) !== undefined)
  return [
    { name: 'search: a full statement opens stored reads', isRight: () => !isRefused({}) },
    asks('a reason', { reason: '' }, isReasonRequired),
    asks('a case number', { caseNumber: '' }, isCaseRequired),
    asks('articulable facts', { facts: '' }, areFactsRequired),
    {
      name: 'search: a reason that fits every case is refused',
      isRight: () => isRefused({ reason: 'police business' }),
    },
    {
      name: 'search: a reason of too few characters is refused',
      isRight: () => leastCharacters === 1 || isRefused({ reason: REASON.slice(0, leastCharacters - 1) }),
    },
    ...SearchPurpose.options.map((kind) =>
      kinds.includes(kind)
        ? { name: `search: ${kind} is a purpose`, isRight: () => !isRefused({ purpose: kind }) }
        : { name: `search: ${kind} is no purpose`, isRight: () => isRefused({ purpose: kind }) },
    ),
    ...named.map((use): TrialCase => {
      const isForbidden = profile.forbiddenUses.value.includes(use)
      return {
        name: `search: a reason that names ${use} is ${isForbidden ? 'refused' : 'let through'}`,
        isRight: () => isRefused({ reason: naming(use) }) === isForbidden,
      }
    }),
  ]
}

function trainingCases(profile: Profile, at: number): TrialCase[] {
  const { trainingAlpr, trainingLeads, trainingAwareness } = profile
  const asked: [TrainingKind, number | undefined][] = [
    ...(trainingAlpr.value.isRequired ? trainingAlpr.value.modules : []).map(
      (kind): [TrainingKind, number | undefined] => [kind, trainingAlpr.value.maxAgeDays],
    ),
    ...(trainingLeads.value.isRequired
      ? [['leads', trainingLeads.value.maxAgeDays] satisfies [TrainingKind, number | undefined]]
      : []),
    ...(trainingAwareness.value.isRequired
      ? [['awareness', trainingAwareness.value.maxAgeDays] satisfies [TrainingKind, number | undefined]]
      : []),
  ]
  const taken = (daysAgo: number): TrainingRecord[] =>
    asked.map(([kind]) => ({
      id: '00000000-0000-4000-8000-000000000000',
      accountId: '00000000-0000-4000-8000-000000000000',
      kind,
      completedAt: at - daysAgo * DAY_MS,
      certificate: '',
      recordedBy: { badge: '0', name: 'Trial' },
      recordedAt: at,
    }))
  const isOpen = (records: readonly TrainingRecord[]): boolean =>
    trainingItems(records, [], profile, at).every(({ state }) => state === 'valid')
  return [
    {
      name: 'training: a training that is asked names what it consists of',
      isRight: () => !trainingAlpr.value.isRequired || trainingAlpr.value.modules.length > 0,
    },
    { name: 'training: who has all of it may go on', isRight: () => isOpen(taken(0)) },
    ...asked.map(([kind, maxAgeDays]): TrialCase => ({
      name: `training: without ${kind}, or with ${kind} too old, nobody goes on`,
      isRight: () =>
        !isOpen(taken(0).filter((record) => record.kind !== kind)) &&
        (maxAgeDays === undefined ||
          trainingItems(taken(maxAgeDays), [], profile, at).some(
            (item) => item.kind === kind && item.state === 'expired',
          )),
    })),
    ...asked.map(([kind]): TrialCase => ({
      name: `training: a change makes ${kind} due again`,
      isRight: () => {
        const change = {
          id: '00000000-0000-4000-8000-000000000000',
          kind,
          words: '',
          by: { badge: '0', name: '' },
          at,
        }
        return trainingItems(taken(1), [change], profile, at).some(
          (item) => item.kind === kind && item.state === 'due',
        )
      },
    })),
  ]
}

function roleCases({ roles, operatorsAssignedBy, positions }: Profile): TrialCase[] {
  const assigner = operatorsAssignedBy.value
  return [
    {
      name: `roles: the ${assigner}, who makes members operators, has a title and may do it`,
      isRight: () =>
        roles.value[assigner] !== undefined &&
        (mayDo([assigner], 'accounts.assign') || mayDo([assigner], 'accounts.manage')),
    },
    {
      name: 'roles: somebody other than an operator audits and administers',
      isRight: () => roles.value.auditor !== undefined && roles.value.administrator !== undefined,
    },
    {
      name: 'roles: the auditor neither searches nor administers',
      isRight: () =>
        ROLES.filter((role) => role !== 'auditor' && role !== 'approver').every(
          (role) => roleConflict(['auditor', role]) !== undefined,
        ) && ROLES.every((role) => roleConflict([role]) === undefined),
    },
    { name: 'roles: sworn officers may use the reader', isRight: () => positions.value.includes('sworn') },
  ]
}
