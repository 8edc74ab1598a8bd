import { z } from 'zod'
import { act, view } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Instant } from '../domain/instant.ts'
import { By } from '../domain/officer.ts'
import { CarId, ContactReport, EnrolmentTicket } from '../transfer/wire.ts'

const Words = z.string().trim().min(10).max(400)

export const FleetCar = z.object({
  id: CarId,
  name: z.string(),
  state: z.enum(['enrolled', 'revoked']),
  enrolledAt: Instant,
  certificateEndsAt: Instant,
  lastContactAt: Instant.optional(),
  /** Days since the oldest record was made that is not transferred (Schaumburg IV.B). */
  transfer: z.object({
    days: z.int(),
    level: z.enum(['fine', 'warn', 'escalated']),
    mostDays: z.int().optional(),
    clause: z.string().optional(),
    waiting: z.int(),
    lastCompleteAt: Instant.optional(),
  }),
  order: z
    .object({
      id: z.uuid(),
      by: By,
      at: Instant,
      state: z.enum(['ordered', 'taken', 'done']),
      /** Of what waited when the car took it: how much is here, 0 to 1. */
      progress: z.number().min(0).max(1),
    })
    .optional(),
  report: ContactReport.optional(),
})
export type FleetCar = z.infer<typeof FleetCar>

export const FleetNotice = z.object({
  id: z.uuid(),
  kind: z.string(),
  car: z.string().optional(),
  level: z.enum(['warning', 'urgent']),
  words: z.string(),
  raisedAt: Instant,
  clearedAt: Instant.optional(),
  mailedAt: Instant.optional(),
  seen: z.object({ badge: z.string(), at: Instant }).optional(),
})
export type FleetNotice = z.infer<typeof FleetNotice>

export const fleet = {
  cars: base.meta(view('fleet.view', ['fleet.see'], ['training'])).output(z.array(FleetCar)),
  notices: base.meta(view('fleet.notices', ['fleet.see'], ['training'])).output(z.array(FleetNotice)),
  seen: base
    .meta(act('notice.seen', ['fleet.see'], ['training']))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(z.array(FleetNotice)),
  /** A one-time code for a new car; shown once, good for a day. */
  invite: base
    .meta(act('car.invite', ['cars.manage'], []))
    .input(z.object({ name: z.string().trim().min(1).max(60) }))
    .errors(refused)
    .output(z.object({ ticket: EnrolmentTicket, expiresAt: Instant })),
  revoke: base
    .meta(act('car.revoke', ['cars.manage'], []))
    .input(z.object({ id: CarId, why: Words }))
    .errors(refused)
    .output(z.array(FleetCar)),
  /** Has one car, or every car, transfer at its next contact. */
  order: base
    .meta(act('transfer.order', ['transfers.order'], ['training']))
    .input(z.object({ car: CarId.optional() }))
    .errors(refused)
    .output(z.array(FleetCar)),
  /** Files in the server's `packages` folder: transfer packages of cars, on media that were carried here. */
  packages: base
    .meta(view('packages.view', ['transfers.order'], ['training']))
    .output(z.array(z.object({ file: z.string(), bytes: z.int() }))),
  /** Takes one; its receipts lie beside it afterwards, to be carried back. */
  importPackage: base
    .meta(act('package.import', ['transfers.order'], ['training']))
    .input(z.object({ file: z.string().regex(/^[^/\\]{1,120}$/) }))
    .errors(refused)
    .output(
      z.object({
        car: z.string(),
        records: z.int(),
        images: z.int(),
        refused: z.int(),
        receipts: z.string(),
      }),
    ),
  /** Signed files for the cars: the roster, training and policy of this server as they are now. */
  publish: base
    .meta(act('files.publish', ['cars.manage', 'transfers.order'], []))
    .input(z.object({ kind: z.enum(['roster', 'training', 'policy']) }))
    .errors(refused)
    .output(z.object({ serial: z.int() })),
  /** Hot list files in the server's `lists` folder, and what the cars were last told of each. */
  lists: base.meta(view('lists.view', ['fleet.see', 'lists.import'], ['training'])).output(
    z.array(
      z.object({
        file: z.string(),
        bytes: z.int(),
        published: z.object({ serial: z.int(), at: Instant, lines: z.int() }).optional(),
      }),
    ),
  ),
  publishList: base
    .meta(act('list.publish', ['lists.import'], ['training']))
    .input(z.object({ file: z.string().regex(/^[^/\\]{1,120}$/), template: z.string().max(60) }))
    .errors(refused)
    .output(z.object({ serial: z.int(), lines: z.int(), changeBytes: z.int(), wholeBytes: z.int() })),
}
