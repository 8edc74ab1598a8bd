import { z } from 'zod'
import { Instant } from '../domain/instant.ts'
import { By } from '../domain/officer.ts'
import { EnrolmentTicket } from '../transfer/wire.ts'
import { act, open, own } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** How the transfer to the department stands: counts and times only. */
export const TransferStatus = z.object({
  /** none: this car belongs to no server yet; the clocks of the car alone decide (docs/decisions/0007). */
  to: z.enum(['none', 'department', 'provider']),
  carName: z.string().optional(),
  host: z.string().optional(),
  /** For how long a provider keeps what it is sent, in its own words (Oak Brook 131.7 (d)). */
  keeps: z.string().max(400).optional(),
  link: z.enum(['off', 'reached', 'unreachable', 'refused', 'metered']),
  /** Why not, and what to do. */
  trouble: z.string().optional(),
  lastContactAt: Instant.optional(),
  lastCompleteAt: Instant.optional(),
  waiting: z.object({ records: z.int(), images: z.int(), oldestAt: Instant.optional() }),
  /** Days since the oldest record that waits was made, against the profile (Schaumburg IV.B s2). */
  due: z.object({
    days: z.int(),
    level: z.enum(['fine', 'warn', 'escalated']),
    mostDays: z.int().optional(),
    clause: z.string().optional(),
  }),
  /** What is being sent now, of how much. */
  running: z.object({ sent: z.int(), of: z.int() }).optional(),
  /** The supervisor's order that the car obeys or has obeyed last. */
  order: z.object({ by: By, at: Instant, state: z.enum(['taken', 'done']) }).optional(),
  /** Records that the server refused; they stay here until somebody has looked. */
  refusedRecords: z.array(z.object({ kind: z.string(), why: z.string(), count: z.int() })),
})
export type TransferStatus = z.infer<typeof TransferStatus>

/** A removable medium that the agency registered in settings.json, and what lies on it. */
export const TransferMedium = z.object({
  name: z.string(),
  isThere: z.boolean(),
  freeBytes: z.number().optional(),
  /** Receipts that the department wrote for this car. */
  receipts: z.array(z.string()),
})
export type TransferMedium = z.infer<typeof TransferMedium>

export const transfer = {
  status: base.meta(open('tells no record, only counts')).output(TransferStatus),
  /** Joins a department server by the one-time code that it shows. Only once. */
  enrol: base
    .meta(act(['department.enrol', 'department.refused'], ['department.enrol'], []))
    .input(z.object({ ticket: EnrolmentTicket }))
    .errors(refused)
    .output(TransferStatus),
  /** Tries at once instead of when it is due. */
  start: base
    .meta(act('transfer.start', ['operate', 'department.import'], []))
    .errors(refused)
    .output(TransferStatus),
  media: base
    .meta(own('names the media that are registered', ['operate', 'department.import']))
    .output(z.array(TransferMedium)),
  /** Writes all that waits as one sealed, signed package onto a registered medium. Nothing is deleted by it. */
  writePackage: base
    .meta(act('transfer.package', ['operate', 'department.import'], ['training']))
    .input(z.object({ medium: z.string().max(60) }))
    .errors(refused)
    .output(z.object({ file: z.string(), records: z.int(), images: z.int(), bytes: z.int() })),
  /** Takes the receipts of a package that the department has imported. */
  takeReceipts: base
    .meta(act('transfer.receipts', ['operate', 'department.import'], ['training']))
    .input(z.object({ medium: z.string().max(60), file: z.string().regex(/^[^/\\]{1,120}$/) }))
    .errors(refused)
    .output(z.object({ transferred: z.int(), ignored: z.int() })),
}
