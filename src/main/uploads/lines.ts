// How each destination was last reached, and when it is tried again.
import type { Holder } from '#main/storage/uploads-repository.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import { createBackOff, type BackOff } from './back-off.ts'
import { DestinationError } from './destination.ts'

type Line = {
  link: TransferStatus['link']
  trouble: string | undefined
  nextTryAt: number
  readonly backOff: BackOff
}

export type Lines = ReturnType<typeof createLines>

type Options = {
  readonly random: () => number
  readonly now: () => number
}

export function createLines({ random, now }: Options) {
  const lines = new Map<Holder, Line>()

  function line(holder: Holder): Line {
    const known = lines.get(holder)
    if (known !== undefined) return known
    const made: Line = { link: 'off', trouble: undefined, nextTryAt: 0, backOff: createBackOff(random) }
    lines.set(holder, made)
    return made
  }

  return {
    of: (holder: Holder): Pick<Line, 'link' | 'trouble'> => line(holder),
    isDue: (holder: Holder): boolean => now() >= line(holder).nextTryAt,

    reached(holder: Holder): void {
      const one = line(holder)
      one.link = 'reached'
      one.trouble = undefined
      one.nextTryAt = 0
      one.backOff.reset()
    },

    failed(holder: Holder, error: unknown): void {
      const one = line(holder)
      const isKnown = error instanceof DestinationError
      one.link = isKnown ? error.link : 'unreachable'
      one.trouble = isKnown
        ? `${error.message.replace(/\.$/, '')}. ${error.next}`
        : 'the transfer failed. It is tried again by itself.'
      one.nextTryAt = now() + one.backOff.next()
    },

    /** The network or the day is another one: no need to wait any longer. */
    retryNow(): void {
      for (const one of lines.values()) {
        one.nextTryAt = 0
        one.backOff.reset()
      }
    },
  }
}
