// Finds plates in a frame.
import type { Channels } from '../pixels/channels.ts'
import { createLetterbox, type Letterbox } from '../pixels/letterbox.ts'
import type { ModelSession } from '../models/session.ts'
import { platesOfGrid, type FoundPlate } from './grid.ts'

export type Detector = {
  /** Fills the input from a frame; the plates of that frame come from `find`. */
  sample(bytes: Uint8Array, channels: Channels): Letterbox
  find(letterbox: Letterbox): Promise<FoundPlate[]>
}

/** Cameras of one car have few geometries; more than this are throw-away pictures. */
const KEPT_GEOMETRIES = 4

export function createDetector(session: ModelSession, threshold: number): Detector {
  const letterboxes = new Map<string, Letterbox>()
  return {
    sample(bytes, channels) {
      const key = JSON.stringify(channels)
      const letterbox = letterboxes.get(key) ?? createLetterbox(channels)
      letterboxes.delete(key)
      letterboxes.set(key, letterbox)
      for (const oldest of letterboxes.keys()) {
        if (letterboxes.size <= KEPT_GEOMETRIES) break
        letterboxes.delete(oldest)
      }
      letterbox.sample(bytes)
      return letterbox
    },
    async find({ fit, input }) {
      const { inputWidth, inputHeight, scale } = fit
      const grid = await session.run(input, [1, 3, inputHeight, inputWidth])
      return platesOfGrid(grid, inputHeight / 8, inputWidth / 8, scale, threshold)
    },
  }
}
