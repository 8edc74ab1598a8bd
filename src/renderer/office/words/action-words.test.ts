import { isContractProcedure } from '@orpc/contract'
import { expect, test } from 'vitest'
import type { Access } from '#shared/contract/access.ts'
import { contract } from '#shared/contract/index.ts'
import { recordsContract } from '#shared/records/index.ts'
import { actionWords } from './action-words.ts'

/** Every action that a procedure of the contract writes to the audit. */
function actionsOf(node: object): string[] {
  if (!isContractProcedure(node)) return Object.values(node).flatMap((inner: object) => actionsOf(inner))
  const { access } = node['~orpc'].meta as { readonly access?: Access }
  if (access === undefined || access.audit.writes === 'nothing') return []
  return access.audit.writes === 'view' ? [access.audit.action] : [...access.audit.actions]
}

test('every action of a car and of its department has words of its own', () => {
  const actions = actionsOf({ contract, recordsContract })
  expect(actions.length).toBeGreaterThan(120)
  expect(actions.filter((action) => !/^[A-Z]/.test(actionWords(action)))).toEqual([])
})

test('an unknown action is told by its name', () => {
  expect(actionWords('clock.jumped-back')).toBe('clock jumped back')
})
