// The seats of a department: one for each browser, with one session at most. A seat that nobody has used for longer than
// any session lasts is given up.
import { createHash } from 'node:crypto'
import type { Consoles } from '#main/access/index.ts'

export type SeatMaker = () => Consoles & { leave(): void }
type Seat = ReturnType<SeatMaker>

/** Longer than the twelve hours after which everybody proves himself anew. */
const UNUSED_MS = 13 * 3_600_000
/** Browsers that open the page and never sign in. */
const MOST_SEATS = 2000

/** A hash: the map is looked up by what a stranger sends. */
const nameOf = (cookie: string): string => createHash('sha256').update(cookie).digest('hex')

export function openSeats(newSeat: SeatMaker, now: () => number) {
  const seats = new Map<string, { readonly seat: Seat; usedAt: number; joined: number }>()

  function giveUpUnused(): void {
    for (const [name, { seat, usedAt, joined }] of seats) {
      const isFull = seats.size >= MOST_SEATS && seat.sessionId() === undefined
      if (joined > 0 || (!isFull && now() - usedAt < UNUSED_MS)) continue
      seat.leave()
      seats.delete(name)
    }
  }

  function entryOf(seat: Seat) {
    return [...seats.values()].find((one) => one.seat === seat)
  }

  return {
    of(cookie: string | undefined): Seat | undefined {
      return cookie === undefined ? undefined : seats.get(nameOf(cookie))?.seat
    },
    /** The seat of a browser; a new one where it has none yet. */
    forCookie(cookie: string | undefined): Seat | undefined {
      if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) return undefined
      const name = nameOf(cookie)
      const known = seats.get(name)
      if (known !== undefined) return known.seat
      giveUpUnused()
      if (seats.size >= MOST_SEATS) return undefined
      const seat = newSeat()
      seats.set(name, { seat, usedAt: now(), joined: 0 })
      return seat
    },
    join(seat: Seat): void {
      const entry = entryOf(seat)
      if (entry !== undefined) Object.assign(entry, { joined: entry.joined + 1, usedAt: now() })
    },
    part(seat: Seat): void {
      const entry = entryOf(seat)
      if (entry !== undefined) Object.assign(entry, { joined: entry.joined - 1, usedAt: now() })
    },
    stop(): void {
      for (const { seat } of seats.values()) seat.leave()
      seats.clear()
    },
  }
}
