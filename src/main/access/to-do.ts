// What an agency still has to do after first run, for whoever may do it.
import type { Account } from '#shared/domain/account.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { TrainingItem } from '#shared/domain/training.ts'

export type ToDo = { readonly words: string; readonly isDone: boolean; readonly clause?: string | undefined }

export type Standing = {
  readonly profile: Profile
  readonly accounts: readonly Account[]
  readonly trainingOf: (accountId: string) => readonly TrainingItem[]
  readonly isPolicyApproved: boolean
  readonly questions: number
  /** What only a car has, and what only a department has. */
  readonly ofCar?: { readonly hotLists: number; readonly isEnrolled: boolean }
  readonly ofDepartment?: { readonly hasCars: boolean }
}

export function toDoOf(standing: Standing): ToDo[] {
  const { profile, accounts, trainingOf, isPolicyApproved, questions, ofCar, ofDepartment } = standing
  const inUse = accounts.filter(({ state }) => state === 'active')
  const has = (role: Account['roles'][number]): boolean => inUse.some(({ roles }) => roles.includes(role))
  const title = (role: Account['roles'][number]): string => profile.roles.value[role] ?? role
  const operators = inUse.filter(({ roles }) => roles.includes('operator'))
  const isTrained = ({ id }: Account): boolean => trainingOf(id).every(({ state }) => state === 'valid')
  return [
    {
      words: `A second administrator, so that nobody depends on one person`,
      isDone: inUse.filter(({ roles }) => roles.includes('administrator')).length > 1,
    },
    {
      words: `An account for the manager (${title('manager')})`,
      isDone: has('manager'),
      clause: profile.roles.clause,
    },
    { words: 'An account for the auditor, who holds no other role', isDone: has('auditor') },
    {
      words: `Operators, assigned by the ${title(profile.operatorsAssignedBy.value)}`,
      isDone: operators.length > 0,
      clause: profile.operatorsAssignedBy.clause,
    },
    {
      words: 'The training of every operator on record',
      isDone: operators.length > 0 && operators.every(isTrained),
      clause: profile.trainingAlpr.clause,
    },
    { words: 'The policy approved by a second person', isDone: isPolicyApproved },
    {
      words: `${questions} ${questions === 1 ? 'value' : 'values'} of the policy confirmed by the agency`,
      isDone: questions === 0,
    },
    ...(ofCar === undefined
      ? []
      : [
          { words: 'A hot list', isDone: ofCar.hotLists > 0 },
          { words: 'The department server joined, or its key trusted', isDone: ofCar.isEnrolled },
        ]),
    ...(ofDepartment === undefined ? [] : [{ words: 'A first car enrolled', isDone: ofDepartment.hasCars }]),
  ]
}
