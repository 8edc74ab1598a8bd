// A GPS receiver from its port to the place on a read, over a real pseudo-terminal.
import { afterEach, expect, test, vi } from 'vitest'
import { startGps } from '#main/capture/gps/start-gps.ts'
import type { GpsWaits } from '#main/capture/gps/start-gps.ts'
import { GpsStatus } from '#shared/domain/place.ts'
import { startGpsSimulator } from '../support/gps/gps-simulator.ts'
import { sentence } from '../support/gps/nmea.ts'
import type { Fix } from '../support/gps/nmea.ts'
import { openPtyPair } from '../support/serial/pty-pair.ts'
import type { PtyPair } from '../support/serial/pty-pair.ts'

const HERE: Fix = { latitude: 41.5, longitude: -87.25, knots: 20, course: 90 }
const EVERY_MS = 100
/** The simulator speaks ten times as often as a receiver does, so every wait is a tenth or so. */
const WAITS: GpsWaits = { listenMs: 700, silentMs: 1000, retryMs: 50, maxRetryMs: 300 }

let cleanUp: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const clean of cleanUp.toReversed()) await clean()
  cleanUp = []
})

// Not 38400, which is what a pseudo-terminal says before anybody has set it: for a moment the simulator would be heard.
test.each([4800, 115_200])('a receiver that speaks at %i baud is found and gives the place', async (baud) => {
  const { gps, pair } = await plugInReceiver({ baud })
  // Of the first pair of sentences only the second may be heard, which has the place and neither course nor date.
  await vi.waitFor(() => {
    expect(GpsStatus.parse(gps.status())).toMatchObject({
      state: 'fix',
      port: pair.port,
      baud,
      location: { kind: 'fix', place: { latitude: 41.5, longitude: -87.25, courseDeg: 90, quality: 1 } },
      lastError: undefined,
    })
    expect(Math.abs(gps.clockOffsetMs() ?? Number.NaN)).toBeLessThan(1000)
  }, 8000)
})

test('noise, binary, broken checksums and endless lines are counted and do no harm', async () => {
  const { gps, receiver } = await plugInReceiver({ baud: 4800 })
  receiver.noise = Buffer.concat([
    Buffer.from([0, 255, 36, 13, 10, 7]),
    Buffer.from('$GPRMC,080000,A,1000.000,N,02000.000,E,0,0,170526,,,A*00\r\n$GPGGA,0800'),
    Buffer.from(`$${'9'.repeat(3000)}`),
  ])
  await vi.waitFor(() => expect(gps.status().refused).toBeGreaterThan(20), 8000)
  expect(gps.status()).toMatchObject({ state: 'fix', location: { place: { latitude: 41.5 } } })
})

test('a lost fix is said at once and a found one too', async () => {
  const { gps, receiver, seen } = await plugInReceiver({ baud: 4800 })
  await vi.waitFor(() => expect(gps.status().state).toBe('fix'), 8000)
  receiver.fix = undefined
  await vi.waitFor(() => expect(gps.status().location).toEqual({ kind: 'none', why: 'no-fix' }), 8000)
  expect(gps.status().state).toBe('no-fix')
  receiver.fix = { ...HERE, quality: 8 }
  await vi.waitFor(() => expect(gps.status().location).toEqual({ kind: 'none', why: 'not-measured' }), 8000)
  receiver.fix = HERE
  await vi.waitFor(() => expect(gps.status().state).toBe('fix'), 8000)
  expect(seen.filter((state, i) => state !== seen[i - 1])).toEqual(['fix', 'no-fix', 'fix'])
})

test('a receiver that is unplugged is lost, and found again when it returns, more than once', async () => {
  const { gps, pair, receiver } = await plugInReceiver({ baud: 9600 })
  await vi.waitFor(() => expect(gps.status().state).toBe('fix'), 8000)
  for (const latitude of [42, 43]) {
    await receiver.stop()
    await pair.unplug()
    await vi.waitFor(() => expect(gps.status().state).toBe('lost'), 8000)
    expect(gps.location(Date.now())).toEqual({ kind: 'none', why: 'no-receiver' })
    await vi.waitFor(
      () => expect(gps.status().lastError).toMatch(`${pair.port}: there is no such port`),
      8000,
    )
    await pair.plugIn()
    await startReceiver(pair, 9600, { ...HERE, latitude })
    await vi.waitFor(() => expect(gps.status().location).toMatchObject({ place: { latitude } }), 8000)
    expect(gps.status()).toMatchObject({ state: 'fix', lastError: undefined })
  }
})

test('a receiver that falls silent is lost, and found again when it speaks', async () => {
  const { gps, pair, receiver } = await plugInReceiver({ baud: 4800 })
  await vi.waitFor(() => expect(gps.status().state).toBe('fix'), 8000)
  receiver.isSilent = true
  await vi.waitFor(() => expect(gps.status().state).toBe('lost'), 8000)
  expect(gps.status().lastError).toBe(`${pair.port}: the GPS receiver fell silent; check its cable and power`)
  receiver.isSilent = false
  await vi.waitFor(() => expect(gps.status().state).toBe('fix'), 8000)
})

test('a fix that is not renewed is announced as too old while the receiver still speaks', async () => {
  const { gps, receiver, seen } = await plugInReceiver({ baud: 4800 })
  await vi.waitFor(() => expect(gps.status().state).toBe('fix'), 8000)
  receiver.isSilent = true
  const chatter = setInterval(() => receiver.say(`${sentence('GPTXT,01,01,02,ANTSTATUS=OK')}\r\n`), EVERY_MS)
  cleanUp.push(async () => clearInterval(chatter))
  await vi.waitFor(() => expect(seen.at(-1)).toBe('no-fix'), 8000)
  expect(gps.status().location).toEqual({ kind: 'none', why: 'stale' })
})

test('a port on which nobody speaks NMEA says what was tried, and stopping ends the search at once', async () => {
  const pair = await openPtyPair()
  cleanUp.push(pair.stop)
  const { gps } = listenTo(pair, { listenMs: 50 })
  expect(gps.status()).toMatchObject({ state: 'searching', location: { why: 'no-receiver' } })
  await vi.waitFor(() => expect(gps.status().state).toBe('lost'), 8000)
  expect(gps.status().lastError).toBe(
    `${pair.port}: no NMEA sentences heard at 4800, 9600, 38400, 115200 baud; check that the receiver has power and sends NMEA 0183`,
  )
  const slow = listenTo(pair, { listenMs: 60_000 })
  await gps.stop()
  await slow.gps.stop()
})

async function plugInReceiver({ baud }: { baud: number }) {
  const pair = await openPtyPair()
  cleanUp.push(pair.stop)
  const receiver = await startReceiver(pair, baud, HERE)
  return { pair, receiver, ...listenTo(pair, {}) }
}

async function startReceiver(pair: PtyPair, baud: number, fix: Fix) {
  const receiver = await startGpsSimulator(pair, { baud, everyMs: EVERY_MS, fix, utcAt: Date.now })
  cleanUp.push(receiver.stop)
  return receiver
}

/** Starts what is tested; `seen` holds the announced states in their order. */
function listenTo(pair: PtyPair, waits: Partial<GpsWaits>) {
  const seen: GpsStatus['state'][] = []
  const gps = startGps({
    port: pair.port,
    now: Date.now,
    onChange: ({ state }) => seen.push(state),
    waits: { ...WAITS, ...waits },
  })
  cleanUp.push(gps.stop)
  return { gps, seen }
}
