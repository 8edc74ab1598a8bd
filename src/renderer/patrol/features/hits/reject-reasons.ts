import type { RejectReason } from '#shared/domain/hit-step.ts'

/** Reasons that say all by themselves: no words, and nothing of the vehicle that is worth remembering. */
export function isPlain(reason: RejectReason): boolean {
  return reason === 'wrong-character' || reason === 'wrong-state' || reason === 'test'
}
