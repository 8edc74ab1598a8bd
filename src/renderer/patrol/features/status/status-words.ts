// The car's equipment in the few words the status line has room for.
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { RecogniserStatus, StorageStatus } from '#shared/domain/system.ts'
import { span } from '#renderer/patrol/words/when.ts'

const COUNT = new Intl.NumberFormat('en-US')

export function recogniserWords({ state, framesPerSecond, load, provider }: RecogniserStatus): string {
  if (state === 'starting') return 'starting'
  if (state === 'not-reading') return 'not reading'
  const rate = framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0)
  return `${rate} frames/s, load ${Math.round(load * 100)} %, ${provider}`
}

/** The oldest list counts: its age is the one to know. */
export function hotListWords(lists: readonly HotListStatus[], now: number): string {
  const [oldest] = lists.toSorted((one, other) => one.writtenAt - other.writtenAt)
  if (oldest === undefined) return 'none loaded'
  const age = `${span(now - oldest.writtenAt)} old`
  return lists.length === 1 ? `${oldest.name}, ${age}` : `${lists.length} lists, oldest ${age}`
}

export function keptWords({ reads, hits }: StorageStatus): string {
  return `${COUNT.format(reads)} reads, ${COUNT.format(hits)} ${hits === 1 ? 'hit' : 'hits'}`
}

export function transferWords({ notTransferred }: StorageStatus): string {
  return `not yet transferred: ${COUNT.format(notTransferred)}`
}
