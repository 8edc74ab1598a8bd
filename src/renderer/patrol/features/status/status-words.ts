// The car's equipment in the few words the status line has room for.
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { RecogniserStatus, StorageStatus } from '#shared/domain/system.ts'
import { isTooOld } from '#renderer/patrol/words/list-age.ts'
import { daysWords } from '#renderer/patrol/words/transfer-words.ts'
import { span } from '#renderer/office/words/when.ts'

const STAGE_WORDS: Readonly<Record<Exclude<SessionState['stage'], 'signed-in'>, string>> = {
  'set-up': 'first run',
  'signed-out': 'nobody signed in',
  enrolling: 'nobody signed in',
  'second-factor': 'nobody signed in',
  locked: 'nobody signed in',
  'alert-only': 'alert only',
}

const COUNT = new Intl.NumberFormat('en-US')

export function recogniserWords({ state, framesPerSecond, load, provider }: RecogniserStatus): string {
  if (state === 'starting') return 'starting'
  if (state === 'not-reading') return 'not reading'
  const rate = framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0)
  return `${rate} frames/s, load\u00A0${Math.round(load * 100)}\u00A0%, ${provider}`
}

/**
 * The age comes first: it must be seen whatever the list is called. Of several, the oldest counts. `isWarning`
 * where any is older than its contract.
 */
export function hotListWords(
  lists: readonly HotListStatus[],
  now: number,
): { readonly words: string; readonly isWarning: boolean } {
  const [oldest] = lists.toSorted((one, other) => one.writtenAt - other.writtenAt)
  if (oldest === undefined) return { words: 'none loaded', isWarning: true }
  const age = `${span(now - oldest.writtenAt)} old`
  return {
    words: lists.length === 1 ? `${age}: ${oldest.name}` : `oldest ${age}, ${lists.length} lists`,
    isWarning: lists.some((list) => isTooOld(list, now)),
  }
}

export function keptWords({ reads, hits }: StorageStatus): string {
  const words = `${COUNT.format(reads)} ${reads === 1 ? 'read' : 'reads'}`
  return `${words}, ${COUNT.format(hits)}\u00A0${hits === 1 ? 'hit' : 'hits'}`
}

/** How many wait; from the policy's first day of warning on the days first, which then bind. */
export function transferWords(
  { notTransferred }: StorageStatus,
  transfer: Pick<TransferStatus, 'due' | 'waiting'> | undefined,
): { readonly words: string; readonly isWarning: boolean } {
  const words = `${COUNT.format(notTransferred)} not yet transferred`
  if (transfer === undefined || transfer.due.level === 'fine') return { words, isWarning: false }
  const { records, images } = transfer.waiting
  return {
    words: `${daysWords(transfer.due)} days, ${COUNT.format(records + images)} wait`,
    isWarning: true,
  }
}

/** Who is on shift or signed in, by badge; undefined while it is not known. */
export function shiftWords(
  session: SessionState | undefined,
  shift: Shift | null | undefined,
): string | undefined {
  if (session === undefined) return undefined
  if (session.stage !== 'signed-in') return STAGE_WORDS[session.stage]
  const { badge, roles } = session.officer
  if (!roles.includes('operator')) return `badge ${badge}, no shift`
  if (shift === undefined) return undefined
  return shift === null ? 'not started' : `badge ${badge}`
}
