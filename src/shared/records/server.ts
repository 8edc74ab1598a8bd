import { z } from 'zod'
import { open } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { Profile } from '../domain/profile.ts'

export const ServerStatus = z.object({
  version: z.string(),
  database: z.enum(['postgresql', 'pglite']),
  objects: z.enum(['folder', 's3']),
  freeBytes: z.number().nonnegative(),
  cars: z.int().nonnegative(),
  /** Notices of cars and keeping that stand and nobody has seen. */
  unseenNotices: z.int().nonnegative(),
})
export type ServerStatus = z.infer<typeof ServerStatus>

export const server = {
  status: base.meta(open('tells no record, only counts')).output(ServerStatus),
  profile: base.meta(open('the rules bind everybody who sits down; they tell no record')).output(Profile),
}
