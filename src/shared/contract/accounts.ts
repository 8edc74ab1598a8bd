import { z } from 'zod'
import { Account, Authorisation, DutyHours, EnrolmentCode } from '../domain/account.ts'
import { Badge, Position, Role } from '../domain/officer.ts'
import { PlateText } from '../domain/plate.ts'
import { act, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

const Words = z.string().trim().min(10).max(400)
const one = z.object({ id: z.uuid(), words: Words })

/** Personal accounts of this car; those of a department's roster come from it and are not changed here. */
export const accounts = {
  list: base.meta(view('accounts.view', ['accounts.see'], [])).output(z.array(Account)),
  /** A new account and the code that its holder enrols with; the code is shown once. */
  invite: base
    .meta(act('account.invite', ['accounts.manage'], []))
    .input(
      z.object({
        badge: Badge,
        name: z.string().trim().min(1).max(60),
        position: Position,
        roles: z.array(Role),
      }),
    )
    .errors(refused)
    .output(z.object({ account: Account, code: EnrolmentCode })),
  /** All roles at once; nobody changes his own. Operators are made by whom the profile names. */
  setRoles: base
    .meta(act('account.roles', ['accounts.manage', 'accounts.assign'], []))
    .input(one.extend({ roles: z.array(Role) }))
    .errors(refused)
    .output(Account),
  authorise: base
    .meta(act('account.authorise', ['accounts.manage'], []))
    .input(one.extend({ authorisations: z.array(Authorisation) }))
    .errors(refused)
    .output(Account),
  setDutyHours: base
    .meta(act('account.duty-hours', ['accounts.manage'], []))
    .input(one.extend({ dutyHours: DutyHours.nullable() }))
    .errors(refused)
    .output(Account),
  /** Own and family plates, kept as keyed hashes for the misuse radar; they replace what was there. */
  setOwnPlates: base
    .meta(act('account.own-plates', ['accounts.manage'], []))
    .input(one.extend({ plates: z.array(PlateText).max(20) }))
    .errors(refused)
    .output(Account),
  disable: base
    .meta(act('account.disable', ['accounts.manage'], []))
    .input(one)
    .errors(refused)
    .output(Account),
  enable: base
    .meta(act('account.enable', ['accounts.manage'], []))
    .input(one)
    .errors(refused)
    .output(Account),
  /** Opens a locked account. */
  release: base
    .meta(act('account.release', ['accounts.manage'], []))
    .input(one)
    .errors(refused)
    .output(Account),
  /** Takes password and factors away; the holder enrols again with the code. */
  resetFactors: base
    .meta(act('account.reset', ['accounts.manage'], []))
    .input(one)
    .errors(refused)
    .output(z.object({ account: Account, code: EnrolmentCode })),
  /** The code that releases a locked account of a car of this department, for the challenge read over the radio. */
  releaseCode: base
    .meta(act('account.release-code', ['accounts.manage'], []))
    .input(
      z.object({
        releaseKey: z.string().trim().max(80),
        badge: Badge,
        challenge: z.string().trim().max(40),
        words: Words,
      }),
    )
    .errors(refused)
    .output(z.object({ code: z.string() })),
  /** This car's own release key, for the department's safe. */
  releaseKey: base
    .meta(act('account.release-key', ['accounts.manage'], []))
    .output(z.object({ releaseKey: z.string() })),
}
