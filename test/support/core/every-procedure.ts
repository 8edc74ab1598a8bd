// All procedures of the contract by their path, and how to call any of them as a console would.
import { isContractProcedure } from '@orpc/contract'
import { call, isProcedure, ORPCError, type AnyProcedure } from '@orpc/server'
import { router } from '#main/procedures/index.ts'
import type { Access } from '#shared/contract/access.ts'
import { contract } from '#shared/contract/index.ts'
import { Refusal } from '#shared/domain/hit-step.ts'

export type Declared = { readonly path: string; readonly access: Access | undefined }

export function everyProcedure(node: object = contract, path: readonly string[] = []): Declared[] {
  if (isContractProcedure(node)) {
    const { access } = node['~orpc'].meta as { access?: Access }
    return [{ path: path.join('.'), access }]
  }
  return Object.entries(node).flatMap(([name, inner]) => everyProcedure(inner as object, [...path, name]))
}

function procedureAt(path: string, from: unknown): AnyProcedure {
  let node: unknown = from
  for (const name of path.split('.')) node = (node as Readonly<Record<string, unknown>>)[name]
  if (!isProcedure(node)) throw new Error(`${path} is no procedure.`)
  return node
}

/** What came of a call: what was told, or why not. `gate`: which gate held. */
export type Answer =
  | { readonly kind: 'told'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly gate: string | undefined; readonly missing: readonly string[] }
  | { readonly kind: 'other'; readonly code: string }

/** Calls a procedure with anything at all; of the car's router, or of another one. */
export async function ask(
  session: { readonly context: object },
  path: string,
  input?: unknown,
  from: unknown = router,
): Promise<Answer> {
  try {
    // The path stands in the middleware's words to the audit, as it does over the wire.
    const value: unknown = await call(procedureAt(path, from), input, {
      context: session.context,
      path: path.split('.'),
    })
    return { kind: 'told', value }
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    if (error.code !== 'REFUSED') return { kind: 'other', code: error.code }
    const { gate, missing } = Refusal.parse(error.data)
    return { kind: 'refused', gate, missing }
  }
}
