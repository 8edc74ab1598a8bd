import { z } from 'zod'
import { Instant } from '../domain/instant.ts'
import { act, own } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** What the department has signed for this car: rosters, training, releases, policies. */
export const DepartmentState = z.object({
  isEnrolled: z.boolean(),
  /** Fingerprint of the department's key. */
  department: z.string().optional(),
  roster: z.object({ serial: z.int(), issuedAt: Instant, isTooOld: z.boolean() }).optional(),
  /** Files in the data folder's `department` that have not been taken yet. */
  files: z.array(z.string()),
})
export type DepartmentState = z.infer<typeof DepartmentState>

export const department = {
  state: base.meta(own('tells how old the roster is')).output(DepartmentState),
  /** Trusts a department's key (PEM, Ed25519) from now on; only once. */
  enrol: base
    .meta(act(['department.enrol', 'department.refused'], ['department.enrol'], []))
    .input(z.object({ publicKey: z.string().max(400), fingerprint: z.string().trim().max(40) }))
    .errors(refused)
    .output(DepartmentState),
  /** Takes a signed file. One that is older than what is here, or whose signature does not fit, is refused whole. */
  import: base
    .meta(act(['department.import', 'department.refused'], ['department.import'], []))
    .input(
      z.object({
        file: z
          .string()
          .min(1)
          .max(120)
          .regex(/^[^/\\]+$/),
      }),
    )
    .errors(refused)
    .output(DepartmentState),
}
