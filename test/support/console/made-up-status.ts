// The car's equipment as the scripted core reports it.
import { CameraStatus } from '#shared/domain/camera.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import { SystemStatus } from '#shared/domain/system.ts'

const HOUR = 3_600_000

/** A live camera, but for what is given. */
export function madeUpCamera(health: Partial<CameraStatus>): CameraStatus {
  return CameraStatus.parse({
    id: (health.name ?? 'front').toLowerCase().replaceAll(' ', '-'),
    name: 'FRONT',
    kind: 'mobile',
    mount: 'front',
    sourceType: 'usb',
    state: 'live',
    framesPerSecond: 14.2,
    frames: 5000,
    replaced: 0,
    ...health,
  })
}

/** A list of 120,000 entries that was written a little over two hours before `now`. */
export function madeUpList(now: number, change: Partial<HotListStatus> = {}): HotListStatus {
  return {
    name: 'NCIC',
    source: 'NCIC',
    template: 'ncic-fixed',
    entries: 120_000,
    refused: 3,
    version: '2026-11-22a',
    loadedAt: now - HOUR,
    writtenAt: Math.round(now - 2.2 * HOUR),
    maxAgeMs: 24 * HOUR,
    ...change,
  }
}

/** Everything works and one list is loaded. */
export function madeUpStatus(now: number): SystemStatus {
  return SystemStatus.parse({
    version: '0.1.0',
    demonstration: false,
    recogniser: {
      state: 'reading',
      provider: 'cpu',
      threads: 2,
      load: 0.63,
      framesPerSecond: 27.4,
      frameMs: 23,
      models: [],
    },
    storage: {
      guard: 'normal',
      freeBytes: 8e10,
      reads: 0,
      hits: 0,
      openHits: 0,
      dropped: 0,
      notTransferred: 0,
    },
    gps: {
      state: 'fix',
      port: '/dev/ttyUSB0',
      baud: 4800,
      location: {
        kind: 'fix',
        place: { latitude: 42.03, longitude: -87.94, quality: 1, satellites: 9, ageMs: 300 },
      },
      sentences: 900,
      refused: 0,
    },
    hotLists: [madeUpList(now)],
  })
}
