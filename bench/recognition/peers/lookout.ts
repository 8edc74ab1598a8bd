// Lookout itself, as it ships.
import { boxAround } from '#recognition/pixels/quad.ts'
import { createPlateReader, type PlateRead } from '#recognition/read-box.ts'
import { createRecogniser } from '#recognition/recogniser.ts'
import { settingsFor } from '../measure.ts'
import { decodePicture } from '../picture.ts'
import type { Glance, PlateSystem } from './system.ts'

export async function openLookout(version: string): Promise<PlateSystem> {
  const recogniser = await createRecogniser(settingsFor(1))
  const plateReader = await createPlateReader(settingsFor(1))
  return {
    name: 'Lookout',
    version,
    async readScene(path) {
      const { passes, detections } = await recogniser.recognise(await decodePicture(path), true)
      const surest = passes.toSorted((a, b) => b.plateProbability - a.plateProbability)
      const place = surest[0] ?? detections.toSorted((a, b) => b.score - a.score)[0]
      return {
        answers: surest.map(({ plate }) => plate),
        box: place === undefined ? undefined : boxAround(place.corners),
      }
    },
    readBox: async (path, box) => glanceOf(await plateReader.readBox(await decodePicture(path), box)),
    readCloseUp: async (path) => glanceOf(await plateReader.readWhole(await decodePicture(path))),
    async stop() {
      await recogniser.stop()
      await plateReader.stop()
    },
  }
}

const glanceOf = ({ reading }: PlateRead): Glance => ({
  answers: reading === undefined ? [] : [reading.plate],
})
