// Sentences in, place out, without any port or clock. RMC and GGA of one UTC instant make one fix; what a
// fix was worth at any moment of the last minute can be asked, and it is never given past its age.
import type { Location, Place } from '#shared/domain/place.ts'
import { readSentence } from './read-sentence.ts'
import type { Gga, Rmc } from './read-sentence.ts'

/** A fix older than this is not a place any more: at 50 m/s the car is 150 m further. */
const MAX_FIX_AGE_MS = 3000

/**
 * Enough for a minute at 10 fixes a second: a picture from a serial camera is asked about many seconds
 * after it was taken, and must be given the place of then.
 */
const MAX_HISTORY = 600

/** The least delayed of this many fixes tells the clock's offset. */
const CLOCK_FIXES = 10

const DAY_MS = 24 * 60 * 60 * 1000

export type FixTracker = {
  /** Takes one sentence, heard at `at` (epoch ms). changed: there is a new fix, or the fix is lost. */
  hear(line: string, at: number): 'refused' | 'heard' | 'changed'
  /** The receiver is gone since `at`. */
  lose(at: number): void
  /** The place at `at` with the age that the fix had then, or why there was none. */
  location(at: number): Location
  /** GPS time minus system time; undefined before the first fix with a date. */
  clockOffsetMs(): number | undefined
}

/** What one UTC instant's sentences said. */
type Epoch = {
  readonly timeOfDayMs: number | undefined
  /** When its first sentence was heard: the fix's age counts from here. */
  readonly heardAt: number
  rmc: Rmc | undefined
  gga: Gga | undefined
  state: 'waiting' | 'published' | 'refuted'
}

type Why = Extract<Location, { kind: 'none' }>['why']
type Known = { readonly at: number } & ({ readonly why: Why } | { readonly place: Omit<Place, 'ageMs'> })

export function createFixTracker(): FixTracker {
  const history: Known[] = [{ at: Number.NEGATIVE_INFINITY, why: 'no-receiver' }]
  const clockOffsets: number[] = []
  let epoch: Epoch | undefined
  /** The receiver sends only one of the two sentences, so there is nothing to wait for. */
  let isAlone = true
  let lastDated: { readonly dayAt: number; readonly timeOfDayMs: number } | undefined

  const remember = (known: Known) => {
    const last = history.at(-1)
    if (last?.at === known.at && 'place' in last) history.pop()
    history.push(known)
    if (history.length > MAX_HISTORY) history.shift()
  }

  /** UTC of a fix: its own date or, for GGA, the day that is nearest to the last one heard. */
  const findUtc = ({ rmc, timeOfDayMs }: Epoch): number | undefined => {
    if (timeOfDayMs === undefined) return undefined
    if (rmc?.dayAt !== undefined) return rmc.dayAt + timeOfDayMs
    if (lastDated === undefined) return undefined
    const behind = lastDated.timeOfDayMs - timeOfDayMs
    const days = behind > DAY_MS / 2 ? 1 : behind < -DAY_MS / 2 ? -1 : 0
    return lastDated.dayAt + days * DAY_MS + timeOfDayMs
  }

  const publish = (of: Epoch) => {
    const position = (of.rmc ?? of.gga)?.position
    if (position === undefined) return
    of.state = 'published'
    const utcAt = findUtc(of)
    remember({
      at: of.heardAt,
      place: {
        ...position,
        speedMps: of.rmc?.speedMps,
        courseDeg: of.rmc?.courseDeg,
        quality: of.gga?.quality ?? of.rmc?.quality ?? 1,
        satellites: of.gga?.satellites,
        hdop: of.gga?.hdop,
        utcAt,
      },
    })
    if (of.rmc?.dayAt === undefined || utcAt === undefined) return
    clockOffsets.push(utcAt - of.heardAt)
    if (clockOffsets.length > CLOCK_FIXES) clockOffsets.shift()
  }

  /** The instant of a sentence: the one under way, or a new one, which ends the one before. */
  const enter = (timeOfDayMs: number | undefined, at: number): Epoch => {
    if (epoch !== undefined && timeOfDayMs !== undefined && epoch.timeOfDayMs === timeOfDayMs) return epoch
    if (epoch !== undefined) {
      if (epoch.state === 'waiting') publish(epoch)
      isAlone = epoch.rmc === undefined || epoch.gga === undefined
    }
    epoch = { timeOfDayMs, heardAt: at, rmc: undefined, gga: undefined, state: 'waiting' }
    return epoch
  }

  return {
    hear: (line, at) => {
      const sentence = readSentence(line)
      if (sentence === undefined) return 'refused'
      if (sentence.kind === 'other') return 'heard'
      const why = refute(sentence)
      if (why === undefined && (sentence.timeOfDayMs === undefined || sentence.position === undefined)) {
        return 'refused'
      }
      const before = history.at(-1)
      const current = enter(sentence.timeOfDayMs, at)
      if (sentence.kind === 'rmc') {
        current.rmc = sentence
        const { dayAt, timeOfDayMs } = sentence
        if (dayAt !== undefined && timeOfDayMs !== undefined) lastDated = { dayAt, timeOfDayMs }
      } else {
        current.gga = sentence
      }
      const isComplete = current.rmc !== undefined && current.gga !== undefined
      if (why !== undefined) {
        current.state = 'refuted'
        remember({ at, why })
      } else if (current.state !== 'refuted' && (isComplete || isAlone)) {
        publish(current)
      }
      return history.at(-1) === before ? 'heard' : 'changed'
    },
    lose: (at) => {
      epoch = undefined
      remember({ at, why: 'no-receiver' })
    },
    location: (at) => {
      const known = history.findLast((entry) => entry.at <= at)
      if (known === undefined) return { kind: 'none', why: 'no-fix' }
      if ('why' in known) return { kind: 'none', why: known.why }
      const ageMs = at - known.at
      if (ageMs > MAX_FIX_AGE_MS) return { kind: 'none', why: 'stale' }
      return { kind: 'fix', place: { ...known.place, ageMs } }
    },
    clockOffsetMs: () => (clockOffsets.length === 0 ? undefined : Math.max(...clockOffsets)),
  }
}

/** Why a sentence says that there is no measured place; undefined when it gives one. */
function refute(sentence: Rmc | Gga): Why | undefined {
  if (sentence.quality === 0 || (sentence.kind === 'rmc' && !sentence.isValid)) return 'no-fix'
  // 7 was typed in by hand, 8 is a simulator.
  if (sentence.quality === 7 || sentence.quality === 8) return 'not-measured'
  return undefined
}
