// What is looked after for every car, once a minute: how long it has not transferred, whether it is heard of, whether
// it reads, what its lists are like, when its certificate ends.
import type { Log } from '#main/host.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import { CarId } from '#shared/transfer/wire.ts'
import type { Notices, Trouble } from './index.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const SILENT_MS = DAY_MS
const LIST_AGE_MS = 7 * DAY_MS
const CERTIFICATE_MS = 30 * DAY_MS
const LEAST_FREE_BYTES = 5 * 1024 ** 3
/** States of a camera that deliver no picture of use (domain/camera.ts). */
const CAMERA_TROUBLE: Readonly<Record<string, string>> = {
  frozen: 'its picture does not change',
  black: 'its picture is black',
  lost: 'no pictures come from it',
}
const KINDS = [
  'transfer',
  'silent',
  'certificate',
  'camera',
  'not-reading',
  'space',
  'list-age',
  'no-lists',
] as const

type Options = {
  readonly fleet: { state(): Promise<FleetCar[]> }
  readonly notices: Pick<Notices, 'settle'>
  readonly profile: Pick<Profile, 'transfer'>
  readonly everyMs?: number
  readonly now: () => number
  readonly log: Log
}

export function watchFleet({ fleet, notices, profile, everyMs = 60_000, now, log }: Options) {
  async function check(): Promise<void> {
    const cars = await fleet.state()
    const troubles = cars
      .filter(({ state }) => state === 'enrolled')
      .flatMap((car) =>
        [transferTroubles(car, profile), contactTroubles(car, now()), reportedTroubles(car, now())].flat(),
      )
    await notices.settle(KINDS, troubles)
  }

  let checking: Promise<void> | undefined
  const ticking = setInterval(() => {
    checking ??= check()
      .catch((error: unknown) => log('error', `The cars could not be looked after: ${String(error)}`))
      .finally(() => {
        checking = undefined
      })
  }, everyMs)
  ticking.unref()

  return {
    /** Looks at once. */
    check,
    async stop(): Promise<void> {
      clearInterval(ticking)
      await checking
    },
  }
}

const about = (car: FleetCar): { readonly carId: CarId } => ({ carId: car.id })
const daysWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

/** One notice for each day of the profile that is reached, so that each is told anew. */
function transferTroubles(car: FleetCar, { transfer }: Pick<Profile, 'transfer'>): Trouble[] {
  const { days, level, mostDays, clause } = car.transfer
  if (level === 'fine') return []
  const source = clause === undefined ? '' : ` (${clause})`
  const bound = mostDays === undefined ? '' : ` of ${mostDays}${source}`
  if (level === 'escalated') {
    return [
      {
        kind: 'transfer',
        subject: `${car.id}/escalated`,
        ...about(car),
        level: 'urgent',
        words:
          `No complete transfer for ${daysWords(days)}; at most ${mostDays ?? days} are allowed${source}. ` +
          'Bring the car into contact, or have a transfer package carried here.',
      },
    ]
  }
  const reached = Math.max(...transfer.value.warnAtDays.filter((at) => days >= at))
  return [
    {
      kind: 'transfer',
      subject: `${car.id}/${reached}`,
      ...about(car),
      level: 'warning',
      words: `No complete transfer for ${daysWords(days)}${bound}.`,
    },
  ]
}

function contactTroubles(car: FleetCar, now: number): Trouble[] {
  const troubles: Trouble[] = []
  const heardAt = car.lastContactAt ?? car.enrolledAt
  if (now - heardAt > SILENT_MS) {
    troubles.push({
      kind: 'silent',
      subject: car.id,
      ...about(car),
      level: 'warning',
      words:
        car.lastContactAt === undefined
          ? 'The car was enrolled, but was never in contact.'
          : `The car was not in contact since ${new Date(heardAt).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    })
  }
  if (car.certificateEndsAt - now < CERTIFICATE_MS) {
    const isOver = car.certificateEndsAt <= now
    const end = new Date(car.certificateEndsAt).toISOString().slice(0, 10)
    troubles.push({
      kind: 'certificate',
      subject: car.id,
      ...about(car),
      level: isOver ? 'urgent' : 'warning',
      words: isOver
        ? `The car's certificate ended on ${end}. It has to be enrolled again.`
        : `The car's certificate ends on ${end}; the car renews it when it is in contact.`,
    })
  }
  return troubles
}

function reportedTroubles(car: FleetCar, now: number): Trouble[] {
  const { report } = car
  if (report === undefined) return []
  const of = (kind: string, subject: string, level: Trouble['level'], words: string): Trouble => ({
    kind,
    subject,
    ...about(car),
    level,
    words,
  })
  const troubles: Trouble[] = []
  for (const { id, name, state } of report.cameras) {
    const words = CAMERA_TROUBLE[state]
    if (words !== undefined) {
      troubles.push(of('camera', `${car.id}/${id}`, 'warning', `Camera ${name} does not deliver: ${words}.`))
    }
  }
  if (report.recogniser === 'not-reading') {
    troubles.push(of('not-reading', car.id, 'urgent', 'The car does not read plates.'))
  }
  if (report.guard !== 'normal') {
    const words =
      report.guard === 'hits-only'
        ? 'The disk is full: reads without a hit are not kept.'
        : 'The disk is nearly full: context images are not kept.'
    troubles.push(of('space', car.id, report.guard === 'hits-only' ? 'urgent' : 'warning', words))
  } else if (report.freeBytes < LEAST_FREE_BYTES) {
    const free = (report.freeBytes / 1024 ** 3).toFixed(1)
    troubles.push(of('space', car.id, 'warning', `Only ${free} GB are free on the car's disk.`))
  }
  if (report.lists.length === 0) {
    troubles.push(of('no-lists', car.id, 'warning', 'The car has no hot list.'))
  }
  for (const { name, loadedAt } of report.lists) {
    if (loadedAt === undefined || now - loadedAt <= LIST_AGE_MS) continue
    const days = Math.floor((now - loadedAt) / DAY_MS)
    troubles.push(
      of('list-age', `${car.id}/${name}`, 'warning', `Hot list ${name} is ${daysWords(days)} old.`),
    )
  }
  return troubles
}
