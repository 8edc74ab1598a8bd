// The car's equipment in the few words the status line has room for.
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { RecogniserStatus, StorageStatus } from '#shared/domain/system.ts'
import { span } from '#renderer/patrol/words/when.ts'

const COUNT = new Intl.NumberFormat('en-US')

export function recogniserWords({ state, framesPerSecond, load, provider }: RecogniserStatus): string {
  if (state === 'starting') return 'starting'
  if (state === 'not-reading') return 'not reading'
  const rate = framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0)
  return `${rate} frames/s, load\u00A0${Math.round(load * 100)}\u00A0%, ${provider}`
}

/** The age comes first: it must be seen whatever the list is called. Of several, the oldest counts. */
export function hotListWords(lists: readonly HotListStatus[], now: number): string {
  const [oldest] = lists.toSorted((one, other) => one.writtenAt - other.writtenAt)
  if (oldest === undefined) return 'none loaded'
  const age = `${span(now - oldest.writtenAt)} old`
  return lists.length === 1 ? `${age}: ${oldest.name}` : `oldest ${age}, ${lists.length} lists`
}

export function keptWords({ reads, hits }: StorageStatus): string {
  return `${COUNT.format(reads)} reads, ${COUNT.format(hits)}\u00A0${hits === 1 ? 'hit' : 'hits'}`
}

export function transferWords({ notTransferred }: StorageStatus): string {
  return `${COUNT.format(notTransferred)} not yet transferred`
}
