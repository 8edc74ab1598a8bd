import { isContractProcedure } from '@orpc/contract'
import { call, ORPCError } from '@orpc/server'
import { expect, test } from 'vitest'
import { router, type ProcedureContext } from '#main/procedures/index.ts'
import { contract } from '#shared/contract/index.ts'

/** Every procedure of the contract with its path. */
function procedures(node: object, path = ''): (readonly [path: string, meta: { access?: string }])[] {
  if (isContractProcedure(node)) return [[path, node['~orpc'].meta as { access?: string }]]
  return Object.entries(node).flatMap(([name, inner]) => procedures(inner as object, `${path}/${name}`))
}

test('every procedure of the contract declares who may call it', () => {
  const all = procedures(contract)
  expect(all.length).toBeGreaterThan(5)
  expect(all.filter(([, meta]) => meta.access === undefined).map(([path]) => path)).toEqual([])
})

test('a procedure without a declared access is refused, whoever calls', async () => {
  const context = { cameras: { list: () => [] } } as unknown as ProcedureContext
  expect(await call(router.cameras.list, undefined, { context })).toEqual([])
  const undeclared = withoutDeclaration(router.cameras.list)
  await expect(call(undeclared, undefined, { context })).rejects.toThrow(ORPCError)
})

/** The same procedure with its declaration taken away, as if somebody had forgotten it. */
function withoutDeclaration<T extends { '~orpc': { meta: object } }>(procedure: T): T {
  const copy: T = Object.create(Object.getPrototypeOf(procedure) as object) as T
  return Object.assign(copy, { '~orpc': { ...procedure['~orpc'], meta: {} } })
}
