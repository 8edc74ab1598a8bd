import { expect, test } from 'vitest'
import type { Cameras, Taken } from '#main/capture/index.ts'
import type { CameraConfig } from '#shared/domain/camera.ts'
import { CameraId } from '#shared/domain/ids.ts'
import type { PassUpdate } from '#shared/recognition/messages.ts'
import { startReadingLoop } from './reading-loop.ts'
import type { RecogniserClient } from './recogniser-client.ts'
import { createRecogniserLoad } from './recogniser-load.ts'

const front: CameraConfig = {
  id: CameraId.parse('front'),
  name: 'Front',
  kind: 'mobile',
  mount: 'front',
  source: { type: 'footage', path: 'x', fast: true, loop: false },
}
const TIMINGS = { resampleMs: 0, detectMs: 0, straightenMs: 0, readMs: 0, stateMs: 0, totalMs: 1 }

/** Cameras that give so many frames, then the end of the footage, then nothing more. */
function cameras(frames: number): Pick<Cameras, 'take'> & { taken: number } {
  const self = {
    taken: 0,
    take: (): Promise<Taken | undefined> => {
      self.taken += 1
      if (self.taken > frames + 1) return Promise.resolve(undefined)
      if (self.taken > frames) return Promise.resolve({ camera: front, ended: true })
      const pixels = { layout: 'gray', isFullRange: true, width: 1, height: 1, planes: [] } as const
      const frame = {
        camera: 'front',
        sequence: self.taken,
        capturedAt: 0,
        pixels: { ...pixels, data: new ArrayBuffer(1) },
      }
      return Promise.resolve({ camera: front, frame, isStill: false })
    },
  }
  return self
}

/** A recogniser that makes one update of every frame and one more of the end. */
function recogniser(): RecogniserClient {
  const update = (plate: string): PassUpdate => ({ plate }) as unknown as PassUpdate
  return {
    opened: Promise.resolve(),
    recognise: (frame) =>
      Promise.resolve({
        type: 'frameDone',
        camera: 'front',
        sequence: frame.sequence,
        timings: TIMINGS,
        detections: [],
        passes: [update(String(frame.sequence))],
      }),
    endCamera: () => Promise.resolve({ type: 'cameraEnded', camera: 'front', passes: [update('end')] }),
    state: () => ({ state: 'reading', provider: 'cpu', threads: 1, models: [] }),
    stop: () => Promise.resolve(),
  }
}

test('updates are kept one after the other in their order, and a failed one does not stop the rest', async () => {
  const kept: string[] = []
  const failures: string[] = []
  const ended: string[] = []
  const loop = startReadingLoop({
    cameras: cameras(4),
    recogniser: recogniser(),
    load: createRecogniserLoad(),
    keep: async (update) => {
      await new Promise((resolve) => setTimeout(resolve, update.plate === '1' ? 20 : 0))
      if (update.plate === '2') throw new Error('the disk is full')
      kept.push(update.plate)
    },
    onFootageEnd: (camera) => ended.push(`${camera} after ${kept.length}`),
    log: (_level, message) => failures.push(message),
  })
  await loop.done
  expect(kept).toEqual(['1', '3', '4', 'end'])
  expect(failures).toEqual(['A read could not be kept: the disk is full'])
  expect(ended).toEqual(['front after 4'])
})

test('a slow disk holds back new frames instead of piling up pictures', async () => {
  const source = cameras(200)
  const gate = Promise.withResolvers<void>()
  const kept: string[] = []
  const loop = startReadingLoop({
    cameras: source,
    recogniser: recogniser(),
    load: createRecogniserLoad(),
    keep: async (update) => {
      await gate.promise
      kept.push(update.plate)
    },
    onFootageEnd: () => {},
    log: () => {},
  })
  await expect.poll(() => source.taken).toBe(33)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(source.taken).toBe(33)
  gate.resolve()
  await loop.done
  expect(kept).toHaveLength(201)
})
