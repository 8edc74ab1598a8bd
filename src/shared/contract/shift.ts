import { z } from 'zod'
import { Category } from '../domain/category.ts'
import { Badge, Shift } from '../domain/officer.ts'
import { Profile } from '../domain/profile.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** The officer's time at this console, and the rules that bind in it. */
export const shift = {
  /** The running shift; null between shifts. */
  get: base.meta({ access: 'console' }).output(Shift.nullable()),
  /** Begins a shift. An officer who is not on the roster has no authorisation for any database. */
  start: base
    .meta({ access: 'console' })
    .input(z.object({ badge: Badge, name: z.string().trim().min(1).max(60) }))
    .errors(refused)
    .output(Shift),
  /** Signs off. With open hits it is refused and they are named, until the officer says that he leaves them. */
  end: base
    .meta({ access: 'console' })
    .input(z.object({ leavesOpenHits: z.boolean() }))
    .errors(refused)
    .output(Shift),
  /** Mutes or unmutes the sound of a severity, as far as the profile lets it. */
  mute: base
    .meta({ access: 'console' })
    .input(z.object({ severity: z.enum(['high', 'medium', 'low']), isMuted: z.boolean() }))
    .errors(refused)
    .output(Shift),
  profile: base.meta({ access: 'console' }).output(
    z.object({
      profile: Profile,
      /** The profile's categories and those that an administrator has turned on. */
      allowedCategories: z.array(Category),
    }),
  ),
}
