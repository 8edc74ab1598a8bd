// A training record as it is typed.
import { typedDay, typedMoment } from '#renderer/ui/typed-moment.ts'
import type { TrainingKind } from '#shared/domain/training.ts'

export type RecordDraft = {
  readonly kind: TrainingKind
  readonly taken: string
  readonly ends: string
  readonly certificate: string
}

export const FRESH_RECORD: RecordDraft = { kind: 'alpr-basic', taken: '', ends: '', certificate: '' }

type Ready = {
  readonly kind: TrainingKind
  readonly completedAt: number
  readonly certificate: string
  readonly expiresAt?: number
}

/** The record that is sent, or what it still lacks. */
export function toRecord(
  { kind, taken, ends, certificate }: RecordDraft,
  now: number,
): { readonly record: Ready } | { readonly missing: readonly string[] } {
  const completedAt = typedDay(taken)
  const isEndGiven = ends.trim() !== ''
  const expiresAt = isEndGiven ? typedMoment(ends, true) : undefined
  const missing = [
    ...(completedAt === undefined ? ['the day on which it was taken'] : []),
    ...(completedAt !== undefined && completedAt > now ? ['a day that is not in the future'] : []),
    ...(isEndGiven && expiresAt === undefined ? ["a day for the certificate's end"] : []),
    ...(completedAt !== undefined && expiresAt !== undefined && expiresAt <= completedAt
      ? ['an end after the day on which it was taken']
      : []),
    ...(certificate.trim().length < 2 ? ['the certificate, or who held the training'] : []),
  ]
  if (missing.length > 0 || completedAt === undefined) return { missing }
  const record = { kind, completedAt, certificate: certificate.trim() }
  return { record: expiresAt === undefined ? record : { ...record, expiresAt } }
}
