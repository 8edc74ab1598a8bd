// Several senders at once for some seconds: what is begun then is ended, and counted with the time that it took.
import { summarise, type Summary } from '../statistics.ts'

export type Sent = Summary & { readonly seconds: number }

/** Each sender does one thing after another. `count`, `median` and `p95` (ms) are of those things. */
export async function forSeconds(seconds: number, senders: readonly (() => Promise<void>)[]): Promise<Sent> {
  const started = performance.now()
  const until = started + seconds * 1000
  const took: number[] = []
  await Promise.all(
    senders.map(async (send) => {
      while (performance.now() < until) {
        const begun = performance.now()
        await send()
        took.push(performance.now() - begun)
      }
    }),
  )
  return { ...summarise(took), seconds: (performance.now() - started) / 1000 }
}

export const perSecond = (count: number, { seconds }: Pick<Sent, 'seconds'>): number =>
  Math.round(count / seconds)
