// The people of the agency as far as the product knows them: who somebody is, what he may do and what of it is
// kept with what he did.
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

/**
 * What somebody does in the product; the profile says who in the agency fills each. What a role may is in
 * rights.ts.
 */
export const ROLES = [
  'operator',
  'assigner',
  'supervisor',
  'manager',
  'approver',
  'auditor',
  'administrator',
] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Oak Brook 131.6 lets sworn personnel and Community Service Officers use ALPR, nobody else. */
export const Position = z.enum(['sworn', 'cso', 'civilian'])
export type Position = z.infer<typeof Position>

export const Badge = z.string().regex(/^[0-9A-Za-z-]{1,12}$/)

/** A database whose records somebody may see and query himself, beside the department's own. */
export const DataClass = Channel.exclude(['communications'])
export type DataClass = z.infer<typeof DataClass>

/** An account's holder as he is at the console now: what has expired is not in it. */
export const Officer = z.strictObject({
  badge: Badge,
  name: z.string().min(1).max(60),
  position: Position,
  roles: z.array(Role),
  /** The databases that this officer may query and whose fields he may see; nobody else may. */
  authorisations: z.array(DataClass),
})
export type Officer = z.infer<typeof Officer>

/** Who did something, as it is kept with what was done. */
export const By = z.object({ badge: Badge, name: z.string().max(60) })
export type By = z.infer<typeof By>

/** Of an officer or an account: what is kept with what he did, and no more. */
export const byOf = ({ badge, name }: By): By => ({ badge, name })

/** One officer's time at this console. */
export const Shift = z.object({
  id: z.uuid(),
  officer: Officer,
  /** What it is for, as the officer said at its start. */
  purpose: z.string(),
  caseNumber: z.string(),
  startedAt: Instant,
  endedAt: Instant.optional(),
  /** Severities whose sound the officer has muted, as far as the profile lets it. */
  muted: z.array(z.enum(['high', 'medium', 'low'])),
})
export type Shift = z.infer<typeof Shift>
