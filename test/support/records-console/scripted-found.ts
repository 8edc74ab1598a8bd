// Stored reads of the scripted department: searched, paged, looked at, held and exported under one search.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import type { Officer } from '#shared/domain/officer.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { purposeRefusal } from '#shared/domain/purpose.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import { recordsContract } from '#shared/records/index.ts'
import type { RecordKey, RecordRow, RecordsQuery } from '#shared/records/records.ts'
import { madeUpRead } from '../console/made-up-reads.ts'
import { refuse } from '../console/refuse.ts'
import { holderOf } from '../console/scripted-office-people.ts'
import { MADE_UP_CARS } from './made-up-fleet.ts'

const DAY = 86_400_000

export type Offer = (name: string, mime: string, text: string) => { url: string; name: string; bytes: number }

type FoundOptions = {
  readonly reads: number
  readonly profile: Profile
  readonly officer: () => Officer | undefined
  readonly offer: Offer
}

export function scriptedFound({ reads: count, profile, officer, offer }: FoundOptions) {
  const os = implement(recordsContract)
  const newestAt = Date.now() - 60_000
  const held = new Set<string>()
  const searches = new Map<string, RecordsQuery>()
  const asked = { reasons: [] as string[], areas: 0 }
  const reads = Array.from({ length: count }, (_, at) => spread(madeUpRead(count - at, count, newestAt), at))
  const rows = reads.map(rowOf)

  /** Over a few kilometres, so that there is something to see on the plot. */
  function spread(read: Read, at: number): Read {
    if (read.location.kind === 'none') return read
    const { place } = read.location
    const latitude = 42.03 + 0.02 * Math.sin(at / 9) + (at % 7) / 2000
    const longitude = -87.95 + 0.03 * Math.cos(at / 13) + (at % 5) / 1500
    return { ...read, location: { kind: 'fix', place: { ...place, latitude, longitude } } }
  }
  function rowOf(read: Read, at: number): RecordRow {
    const car = MADE_UP_CARS[at % MADE_UP_CARS.length] ?? MADE_UP_CARS[0]
    const state = stateAnswered(read.state)
    return {
      car: car.id,
      carName: car.name,
      day: Math.floor(read.capturedAt / DAY),
      id: read.id,
      capturedAt: read.capturedAt,
      cameraId: read.cameraId,
      cameraName: read.cameraName,
      plate: read.plate,
      plateProbability: read.plateProbability,
      ...(state === undefined ? {} : { state }),
      ...(read.location.kind === 'none'
        ? {}
        : {
            place: {
              latitude: read.location.place.latitude,
              longitude: read.location.place.longitude,
            },
          }),
      hasHit: at % 17 === 0,
      isHeld: false,
      cropHash: read.cropHash ?? '',
    }
  }
  const told = (row: RecordRow): RecordRow => ({ ...row, isHeld: held.has(row.id) })

  function fits(row: RecordRow, query: RecordsQuery): boolean {
    const { plate, area, car, cameraId, hasHit, from = 0, to = Number.POSITIVE_INFINITY, state } = query
    return (
      (plate === undefined || isLike(row.plate, plate)) &&
      (state === undefined || row.state === state) &&
      (car === undefined || row.car === car) &&
      (cameraId === undefined || row.cameraId === cameraId) &&
      (hasHit === undefined || row.hasHit === hasHit) &&
      row.capturedAt >= from &&
      row.capturedAt <= to &&
      (area === undefined ||
        (row.place !== undefined &&
          row.place.latitude >= area.south &&
          row.place.latitude <= area.north &&
          row.place.longitude >= area.west &&
          row.place.longitude <= area.east))
    )
  }
  function queryOf(search: string): RecordsQuery {
    const query = searches.get(search)
    if (query === undefined) throw refuse('a search of yours that is not over', 'Search again.')
    return query
  }
  function rowFor({ id }: RecordKey): number {
    const at = rows.findIndex((row) => row.id === id)
    if (at === -1) throw refuse('a record that this search has shown', 'Search again.')
    return at
  }

  const handlers = {
    choices: os.records.choices.handler(() => ({
      cars: MADE_UP_CARS.map(({ id, name }) => ({ id, name })),
      cameras: [
        { id: 'front', name: 'FRONT' },
        { id: 'rear', name: 'REAR' },
      ],
      isStoredHere: true,
    })),
    search: os.records.search.handler(({ input: { statement, query, limit } }) => {
      holderOf(officer, 'reads.search')
      const refusal = purposeRefusal(statement, profile)
      if (refusal !== undefined) throw refuse(refusal.missing, refusal.next, refusal.clause)
      const search = randomUUID()
      searches.set(search, query)
      asked.reasons.push(statement.reason)
      if (query.area !== undefined) asked.areas += 1
      const found = rows.filter((row) => fits(row, query))
      return { search, rows: found.slice(0, limit).map(told), isMore: found.length > limit }
    }),
    more: os.records.more.handler(({ input: { search, after, limit } }) => {
      const found = rows.filter((row) => fits(row, queryOf(search)))
      const from = found.findIndex(({ id }) => id === after.id) + 1
      return { rows: found.slice(from, from + limit).map(told), isMore: found.length > from + limit }
    }),
    get: os.records.get.handler(({ input: { search, key } }) => {
      queryOf(search)
      const at = rowFor(key)
      const [row, read] = [rows[at], reads[at]]
      if (row === undefined || read === undefined) throw refuse('the record', 'Search again.')
      return {
        row: told(row),
        read,
        receivedAt: row.capturedAt + 3_600_000,
        sha256: 'b7'.repeat(32),
        hits: row.hasHit
          ? [
              {
                id: '00000000-0000-4000-9000-000000000007',
                raisedAt: row.capturedAt + 400,
                category: 'stolen-vehicle' as const,
                status: 'closed',
                decision: 'rejected',
                rejectReason: 'misread',
              },
            ]
          : [],
      }
    }),
    why: os.records.why.handler(({ input: { search, key } }) => {
      queryOf(search)
      const row = rows[rowFor(key)]
      const at = row?.capturedAt ?? 0
      const isHeld = held.has(key.id)
      return {
        recordedAt: at,
        clocks: [{ words: 'Reads: at most 30 days', clause: '100.8', endsAt: at + 30 * DAY }],
        holds: isHeld
          ? [
              {
                id: '00000000-0000-4000-8000-000000000301',
                kind: 'ongoing-investigation',
                caseNumber: '26-10441',
                reviewAt: Date.now() + 30 * DAY,
              },
            ]
          : [],
        ...(isHeld ? {} : { goesAt: at + 30 * DAY }),
        words: isHeld
          ? 'It is held for a case. The clock of reads has not run out either.'
          : 'Its clock has not run out: reads are kept for 30 days.',
      }
    }),
    export: os.records.export.handler(({ input: { search } }) => {
      queryOf(search)
      return offer('reads.csv', 'text/csv', 'made up, marked\r\n')
    }),
  }
  return {
    handlers,
    asked,
    hold: (keys: readonly RecordKey[]): void => {
      for (const { id } of keys) held.add(id)
    },
  }
}

function isLike(plate: string, pattern: string): boolean {
  const parsed = parsePattern(pattern)
  if ('reason' in parsed) return false
  const source = [...pattern.toUpperCase()]
    .filter((character) => /[A-Z0-9?*]/.test(character))
    .map((character) => ({ '?': '.', '*': '.*' })[character] ?? character)
    .join('')
  return new RegExp(`^${source}$`).test(plate)
}
