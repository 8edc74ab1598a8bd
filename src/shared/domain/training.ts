// Training records, and what they amount to under a profile: the gate before operating and before any data.
import { z } from 'zod'
import { Instant } from './instant.ts'
import { By } from './officer.ts'
import { TrainingModule, type Profile } from './profile.ts'

/** leads: LEADS certification (Oak Brook 131.6 ¶1); awareness: CJIS AT-2; the others are parts of ALPR training. */
export const TrainingKind = z.enum([...TrainingModule.options, 'leads', 'awareness'])
export type TrainingKind = z.infer<typeof TrainingKind>

export const TRAINING_WORDS: Readonly<Record<TrainingKind, string>> = {
  'alpr-basic': 'ALPR training',
  privacy: 'privacy and civil liberties',
  legal: 'legal authorities and issues',
  policy: 'current policy',
  technology: 'technology and its risks',
  security: 'security measures',
  'practical-exercises': 'practical exercises',
  leads: 'LEADS training',
  awareness: 'CJIS security awareness',
}

export const TrainingRecord = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  kind: TrainingKind,
  completedAt: Instant,
  /** The certificate's own end, where it has one. */
  expiresAt: Instant.optional(),
  certificate: z.string().max(80),
  /** Who vouches for it; the product itself for exercises that it scored. */
  recordedBy: By,
  recordedAt: Instant,
  /** Right answers of all, for exercises. */
  score: z.object({ right: z.int(), of: z.int() }).optional(),
})
export type TrainingRecord = z.infer<typeof TrainingRecord>

/** A change of law, policy or technology after which a module has to be taken again (Rantoul 438.5 s2). */
export const TrainingChange = z.object({
  id: z.uuid(),
  kind: TrainingKind,
  words: z.string(),
  by: By,
  at: Instant,
})
export type TrainingChange = z.infer<typeof TrainingChange>

export const TrainingItem = z.object({
  kind: TrainingKind,
  state: z.enum(['valid', 'missing', 'expired', 'due']),
  clause: z.string().optional(),
  completedAt: Instant.optional(),
  expiresAt: Instant.optional(),
  /** Why it is due again. */
  words: z.string().optional(),
  /** Days left, where 60, 30, 14 or 7 or fewer are. */
  remindDays: z.int().optional(),
})
export type TrainingItem = z.infer<typeof TrainingItem>

const DAY_MS = 86_400_000
/** Days before the end at which the holder is reminded. */
const REMIND_AT = [60, 30, 14, 7]

type Asked = {
  readonly kind: TrainingKind
  readonly maxAgeDays: number | undefined
  readonly clause: string | undefined
}

/** Every training that the profile asks, and how it stands at an instant. All must be valid; there is no override. */
export function trainingItems(
  records: readonly TrainingRecord[],
  changes: readonly TrainingChange[],
  profile: Pick<Profile, 'trainingAlpr' | 'trainingLeads' | 'trainingAwareness'>,
  at: number,
): TrainingItem[] {
  const { trainingAlpr, trainingLeads, trainingAwareness } = profile
  const asked: Asked[] = []
  const ask = ({ value, clause }: typeof trainingAlpr, kinds: readonly TrainingKind[]): void => {
    if (!value.isRequired) return
    for (const kind of kinds) asked.push({ kind, maxAgeDays: value.maxAgeDays, clause })
  }
  ask(trainingAlpr, trainingAlpr.value.modules)
  ask(trainingLeads, ['leads'])
  ask(trainingAwareness, ['awareness'])
  return asked.map((one) => standOf(one, records, changes, at))
}

/** How one training that is asked stands at an instant. */
function standOf(
  { kind, maxAgeDays, clause }: Asked,
  records: readonly TrainingRecord[],
  changes: readonly TrainingChange[],
  at: number,
): TrainingItem {
  const said = clause === undefined ? {} : { clause }
  const newest = records
    .filter((record) => record.kind === kind && record.completedAt <= at)
    .toSorted((one, other) => other.completedAt - one.completedAt)[0]
  if (newest === undefined) return { kind, state: 'missing', ...said }
  const ends = [
    newest.expiresAt,
    maxAgeDays === undefined ? undefined : newest.completedAt + maxAgeDays * DAY_MS,
  ].filter((end) => end !== undefined)
  const expiresAt = ends.length === 0 ? undefined : Math.min(...ends)
  const known = {
    kind,
    ...said,
    completedAt: newest.completedAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
  if (expiresAt !== undefined && expiresAt <= at) return { ...known, state: 'expired' }
  const change = changes.find((one) => one.kind === kind && one.at > newest.completedAt && one.at <= at)
  if (change !== undefined) return { ...known, state: 'due', words: change.words }
  if (expiresAt === undefined) return { ...known, state: 'valid' }
  const days = Math.ceil((expiresAt - at) / DAY_MS)
  const isNear = REMIND_AT.some((limit) => days <= limit)
  return { ...known, state: 'valid', ...(isNear ? { remindDays: days } : {}) }
}
