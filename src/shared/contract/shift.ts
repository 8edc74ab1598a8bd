import { z } from 'zod'
import { Category } from '../domain/category.ts'
import { Shift } from '../domain/officer.ts'
import { Profile, Purpose } from '../domain/profile.ts'
import { act, open, own } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** The officer's time at this console, and the rules that bind in it. */
export const shift = {
  /** The running shift; null between shifts. */
  get: base.meta(own('tells the own shift')).output(Shift.nullable()),
  /**
   * Begins the shift of who is signed in. He acknowledges that use is official and says what it is for; a purpose
   * for which the profile asks a case takes its number.
   */
  start: base
    .meta(act('shift.start', ['operate'], ['training']))
    .input(
      z.object({ purpose: Purpose, caseNumber: z.string().trim().max(40), isAcknowledged: z.literal(true) }),
    )
    .errors(refused)
    .output(Shift),
  /** Signs off. With open hits it is refused and they are named, until the officer says that he leaves them. */
  end: base
    .meta(act('shift.end', ['operate'], []))
    .input(z.object({ leavesOpenHits: z.boolean() }))
    .errors(refused)
    .output(Shift),
  /** Mutes or unmutes the sound of a severity, as far as the profile lets it. */
  mute: base
    .meta(act(['sound.mute', 'sound.unmute'], ['operate'], ['shift']))
    .input(z.object({ severity: z.enum(['high', 'medium', 'low']), isMuted: z.boolean() }))
    .errors(refused)
    .output(Shift),
  profile: base.meta(open('the rules bind everybody who sits down; they tell no record')).output(
    z.object({
      profile: Profile,
      /** The profile's categories and those that an administrator has turned on. */
      allowedCategories: z.array(Category),
    }),
  ),
}
