// The office of the scripted core: people, training, policy, audit and department, with made-up data. Together
// they implement those parts of the contract.
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { DepartmentState } from '#shared/contract/department.ts'
import { refuse } from './refuse.ts'
import { scriptedAudit } from './scripted-office-audit.ts'
import { holderOf, scriptedPeople, type OfficeOptions } from './scripted-office-people.ts'
import { scriptedPolicy } from './scripted-office-policy.ts'
import { scriptedTraining } from './scripted-office-training.ts'

export function scriptedOffice(options: OfficeOptions) {
  const people = scriptedPeople(options)
  return {
    accounts: people.handlers,
    ...scriptedTraining({ ...options, accounts: people.all }),
    policy: scriptedPolicy(options),
    audit: scriptedAudit(options),
    department: scriptedDepartment(options),
  }
}

function scriptedDepartment({ tell, officer }: OfficeOptions) {
  const os = implement(contract)
  let state: DepartmentState = {
    isEnrolled: false,
    files: ['roster-41.json', 'roster-42.json', 'training-17.json'],
  }
  return {
    state: os.department.state.handler(() => state),
    enrol: os.department.enrol.handler(({ input: { publicKey, fingerprint } }) => {
      holderOf(officer, 'department.enrol')
      if (state.isEnrolled) throw refuse('a car without a department', 'It trusts one already.')
      if (!publicKey.includes('PUBLIC KEY'))
        throw refuse('a public key (PEM, Ed25519)', 'Copy the whole of it, with its first and last line.')
      state = { ...state, isEnrolled: true, department: fingerprint }
      tell({ accessChanged: true })
      return state
    }),
    import: os.department.import.handler(({ input: { file } }) => {
      holderOf(officer, 'department.import')
      if (!state.isEnrolled) throw refuse('a department that this car trusts', 'Enrol its key first.')
      if (file === 'roster-41.json')
        throw refuse('a newer roster: this one is older than what is here', 'Ask for the newest.')
      const serial = Number(/\d+/.exec(file)?.[0] ?? 0)
      state = {
        ...state,
        ...(file.startsWith('roster')
          ? { roster: { serial, issuedAt: Date.now() - 9.5 * 86_400_000, isTooOld: true } }
          : {}),
        files: state.files.filter((one) => one !== file),
      }
      tell({ accessChanged: true })
      return state
    }),
  }
}
