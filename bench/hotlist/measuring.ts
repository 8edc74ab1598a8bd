// What all ways of looking up are measured with: the same reads, the same clock, the same memory.
import { quantile } from '../statistics.ts'
import { madeUpReads, type MadeUpRead } from './made-up-reads.ts'
import type { LookupFigures, Task } from './process-protocol.ts'

const READS = 20_000
/** Uncounted: the code is compiled and the file's pages are warm after them. */
const WARM_UP = 2000

/** Resident MiB of this process, after what can be collected was. */
export function residentMiB(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss() / 1024 ** 2
}

export function benchReads({ listed }: Pick<Task, 'listed'>): MadeUpRead[] {
  return madeUpReads(READS, listed, 99)
}

/** Times `lookUp` read by read, in microseconds. */
export function timeReads(
  reads: readonly MadeUpRead[],
  lookUp: (read: MadeUpRead) => unknown,
): LookupFigures & { readonly lookupMaxUs: number } {
  for (const read of reads.slice(0, WARM_UP)) lookUp(read)
  const times = reads.slice(WARM_UP).map((read) => {
    const before = performance.now()
    lookUp(read)
    return (performance.now() - before) * 1000
  })
  return {
    lookupMedianUs: quantile(times, 0.5),
    lookupP99Us: quantile(times, 0.99),
    lookupMaxUs: Math.max(...times),
  }
}
