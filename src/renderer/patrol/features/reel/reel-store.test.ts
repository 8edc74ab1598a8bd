import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ReadPage } from '#shared/contract/reads.ts'
import { Read } from '#shared/domain/read.ts'
import { createReel, newSince, PAGE_ROWS, readAt, type LoadPage } from './reel-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function read(sequence: number, phase: Read['phase'] = 'final'): Read {
  return Read.parse({
    id: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    sequence,
    cameraId: 'front',
    cameraName: 'FRONT',
    capturedAt: sequence * 1000,
    firstSeenAt: sequence * 1000,
    lastSeenAt: sequence * 1000,
    plate: 'AB12345',
    plateProbability: 0.9,
    positions: [],
    candidates: [],
    state: { probability: 0, candidates: [] },
    corners: [0, 1, 2, 3].map((at) => ({ x: at, y: at })),
    frameWidth: 1280,
    frameHeight: 720,
    frames: 1,
    phase,
    location: { kind: 'none', why: 'no-fix' },
    cropHash: 'a'.repeat(64),
  })
}

/** A core with so many reads; more can be added, and it can be away. */
function core(count: number) {
  const state = { newest: count, isAway: false, asked: new Array<string>(), first: new Set<number>() }
  const loadPage: LoadPage = async ({ anchor, offset, limit }): Promise<ReadPage> => {
    state.asked.push(`${anchor ?? 'newest'}+${offset}`)
    if (state.isAway) throw new Error('away')
    const from = anchor ?? state.newest
    const rows = Array.from(
      { length: Math.max(0, Math.min(limit, from - offset)) },
      (_, at) => from - offset - at,
    )
    return {
      anchor: from,
      total: from,
      rows: rows.map((sequence) => read(sequence, state.first.has(sequence) ? 'first' : 'final')),
    }
  }
  return { state, loadPage }
}

async function liveReel(count: number) {
  const { state, loadPage } = core(count)
  const reel = createReel(loadPage)
  reel.hear(0)
  await vi.advanceTimersByTimeAsync(2000)
  return { core: state, reel, now: () => reel.store.getState() }
}

function sequenceAt(reel: ReturnType<typeof createReel>, index: number): number | undefined {
  return readAt(reel.store.getState(), index)?.sequence
}

test('a live reel shows the newest read on top and follows it with its selection', async () => {
  const { core, reel, now } = await liveReel(10)
  expect([now().mode, now().total, sequenceAt(reel, 0), now().selected?.sequence]).toEqual([
    'live',
    10,
    10,
    10,
  ])
  core.newest = 12
  reel.hear(12)
  await vi.advanceTimersByTimeAsync(2000)
  expect([now().total, sequenceAt(reel, 0), now().selected?.sequence]).toEqual([12, 12, 12])
  reel.stop()
})

test('ten hints a second become at most four refreshes', async () => {
  const { core, reel } = await liveReel(10)
  core.asked.length = 0
  for (let hint = 0; hint < 20; hint++) {
    core.newest += 1
    reel.hear(core.newest)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(core.asked.length).toBeGreaterThanOrEqual(6)
  expect(core.asked.length).toBeLessThanOrEqual(9)
  reel.stop()
})

test('new reads do not move a held reel, and are counted', async () => {
  const { core, reel, now } = await liveReel(500)
  reel.look(100, 110)
  reel.hold()
  await vi.advanceTimersByTimeAsync(100)
  expect(sequenceAt(reel, 100)).toBe(400)
  core.newest = 520
  reel.hear(520)
  await vi.advanceTimersByTimeAsync(2000)
  expect([now().mode, sequenceAt(reel, 100), now().total, newSince(now())]).toEqual(['held', 400, 500, 20])
  reel.goLive()
  await vi.advanceTimersByTimeAsync(2000)
  expect([now().mode, sequenceAt(reel, 0), now().total, newSince(now())]).toEqual(['live', 520, 520, 0])
  reel.stop()
})

test('a scrollbar dragged through 100,000 reads loads where it rests and keeps a bounded number of pages', async () => {
  const { core, reel, now } = await liveReel(100_000)
  reel.hold()
  core.asked.length = 0
  for (let row = 500; row < 99_000; row += 500) {
    reel.look(row, row + 8)
    await vi.advanceTimersByTimeAsync(16)
  }
  expect(core.asked).toEqual([])
  reel.look(99_990, 99_999)
  await vi.advanceTimersByTimeAsync(100)
  expect(sequenceAt(reel, 99_999)).toBe(1)
  expect(core.asked.length).toBeLessThan(10)
  for (let row = 0; row < 10_000; row += PAGE_ROWS) {
    reel.look(row, row + 8)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(now().pages.size).toBe(40)
  reel.stop()
})

test('a step with the keys holds the reel and moves the selection, and stops at both ends', async () => {
  const { reel, now } = await liveReel(3)
  reel.step(-1)
  expect(now().mode).toBe('live')
  reel.step(1)
  expect([now().mode, now().selected?.sequence]).toEqual(['held', 2])
  reel.step(5)
  expect(now().selected?.sequence).toBe(1)
  reel.step(-5)
  expect(now().selected?.sequence).toBe(3)
  reel.stop()
})

test('a selection beyond the loaded pages is shown when its page has come', async () => {
  const { reel, now } = await liveReel(500)
  reel.step(300)
  expect(now().selected?.sequence).toBe(500)
  reel.look(295, 303)
  await vi.advanceTimersByTimeAsync(100)
  expect(now().selected?.sequence).toBe(200)
  reel.stop()
})

test('a held read whose pass was not over is asked for again when the core hints at it', async () => {
  const { core, reel, now } = await liveReel(20)
  core.first.add(21)
  core.newest = 21
  reel.hear(21)
  await vi.advanceTimersByTimeAsync(2000)
  reel.look(0, 5)
  reel.step(1)
  reel.step(-1)
  expect(now().selected).toMatchObject({ sequence: 21, phase: 'first' })
  core.first.clear()
  reel.hear(21)
  await vi.advanceTimersByTimeAsync(2000)
  expect(now().selected).toMatchObject({ sequence: 21, phase: 'final' })
  reel.stop()
})

test('a page that cannot be had is told, and comes with the next hint', async () => {
  const { core, reel, now } = await liveReel(500)
  reel.hold()
  core.isAway = true
  reel.look(200, 208)
  await vi.advanceTimersByTimeAsync(2000)
  expect([now().fault, sequenceAt(reel, 200)]).toEqual(['away', undefined])
  core.isAway = false
  reel.hear(0)
  await vi.advanceTimersByTimeAsync(2000)
  expect([now().fault, sequenceAt(reel, 200)]).toEqual([undefined, 300])
  reel.stop()
})

test('a reel that is forgotten holds no read, and a page on its way is not kept', async () => {
  const { core, reel, now } = await liveReel(60)
  expect(now().selected).toBeDefined()
  core.newest = 61
  reel.hear(61)
  reel.forget()
  await vi.advanceTimersByTimeAsync(5000)
  expect([now().pages.size, now().selected, now().total, now().newest]).toEqual([0, undefined, undefined, 0])
  reel.hear(0)
  await vi.advanceTimersByTimeAsync(5000)
  expect([sequenceAt(reel, 0), now().selected?.sequence]).toEqual([61, 61])
})
