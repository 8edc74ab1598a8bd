// The event stream of the scripted core.
import { implement } from '@orpc/server'
import type { ConsoleEvent } from '#shared/contract/events.ts'
import { contract } from '#shared/contract/index.ts'

type Change = Omit<Extract<ConsoleEvent, { kind: 'changed' }>, 'kind' | 'number'>
/** Hints to every console that something changed. */
export type Tell = (change: Partial<Change>) => void

/** `mayName`: whether hits are named; as in the car they are not before somebody is signed in. */
export function scriptedEvents(mayName: () => boolean) {
  const os = implement(contract)
  const listeners = new Set<(event: ConsoleEvent) => void>()
  let number = 1
  const tell: Tell = (change) => {
    number += 1
    const event = {
      raisedHits: [],
      hitsChanged: false,
      statusChanged: false,
      shiftChanged: false,
      accessChanged: false,
      ...change,
      ...(mayName() ? {} : { raisedHits: [] }),
    }
    for (const listener of listeners) listener({ ...event, kind: 'changed', number })
  }
  const handlers = {
    subscribe: os.events.subscribe.handler(async function* ({ signal }) {
      const queue: ConsoleEvent[] = [{ kind: 'hello', number }]
      let wake = (): void => {}
      const listener = (event: ConsoleEvent): void => {
        queue.push(event)
        wake()
      }
      listeners.add(listener)
      signal?.addEventListener('abort', () => {
        wake()
      })
      try {
        for (;;) {
          if (signal?.aborted === true) return
          yield* queue.splice(0)
          await new Promise<void>((resolve) => {
            wake = resolve
            if (queue.length > 0 || signal?.aborted === true) resolve()
          })
        }
      } finally {
        listeners.delete(listener)
      }
    }),
  }
  return { tell, handlers }
}
