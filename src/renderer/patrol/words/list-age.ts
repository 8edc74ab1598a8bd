// The age of hot lists in words, and whether they are older than their contract allows.
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import { span } from '#renderer/office/words/when.ts'

type Dated = Pick<HotListStatus, 'writtenAt' | 'maxAgeMs'>

/** Older than agreed on: a warning at the start of a shift and on each of its alerts. */
export const isTooOld = ({ writtenAt, maxAgeMs }: Dated, now: number): boolean => now - writtenAt > maxAgeMs

/** "2 h old"; "3 days old, should be newer than 24 h" past the contract. */
export function listAge(list: Dated, now: number): string {
  const age = `${span(now - list.writtenAt)} old`
  return isTooOld(list, now) ? `${age}, should be newer than ${span(list.maxAgeMs)}` : age
}
