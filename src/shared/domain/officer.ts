// The officer at the console, as the roster in the settings has him. Who it is is declared by badge number;
// proof of it arrives with sign-in.
import { z } from 'zod'
import { Instant } from './instant.ts'

/**
 * Where the current status of a record is asked for. communications: by the Communications Center, which needs
 * no authorisation of the officer's own (Schaumburg III.A.6, Rantoul 438.3(f), Alsip 709.3(e)).
 */
export const Channel = z.enum(['leads', 'ncic', 'kcjis', 'communications'])
export type Channel = z.infer<typeof Channel>

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  leads: 'LEADS',
  ncic: 'NCIC',
  kcjis: 'KCJIS',
  communications: 'Communications Center',
}

export const Badge = z.string().regex(/^[0-9A-Za-z-]{1,12}$/)

export const Officer = z.strictObject({
  badge: Badge,
  name: z.string().min(1).max(60),
  /** The databases that this officer may query; nobody else may. */
  authorisations: z.array(Channel.exclude(['communications'])).default([]),
  isSupervisor: z.boolean().default(false),
  isAdministrator: z.boolean().default(false),
})
export type Officer = z.infer<typeof Officer>

/** Who did something, as it is kept with what was done. */
export const By = z.object({ badge: Badge, name: z.string().max(60) })
export type By = z.infer<typeof By>

/** One officer's time at this console. */
export const Shift = z.object({
  id: z.uuid(),
  officer: Officer,
  startedAt: Instant,
  endedAt: Instant.optional(),
  /** Severities whose sound the officer has muted, as far as the profile lets it. */
  muted: z.array(z.enum(['high', 'medium', 'low'])),
})
export type Shift = z.infer<typeof Shift>
