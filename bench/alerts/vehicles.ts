// The vehicles of the labelled pictures: what their plate is and what the product's recogniser makes of it. Each
// picture is recognised once; every list is then met by the same reads.
import { readCloseUps, readScenes, type PlateLabel } from '../recognition/labelled-folder.ts'
import { measureCloseUps, measureScenes } from '../recognition/measure.ts'
import type { Answer, PictureOutcome } from '../recognition/outcomes.ts'
import type { ModelInfo } from '#shared/recognition/messages.ts'

export type Vehicle = {
  /** What the plate is; undefined for a read where no labelled plate is, of which every alert is false. */
  readonly truth: { readonly plate: string; readonly state: string | undefined } | undefined
  /** The published read nearest the plate; undefined where there is none, so that nothing can alert. */
  readonly read: Answer | undefined
}

export type Recognised = { readonly vehicles: readonly Vehicle[]; readonly models: readonly ModelInfo[] }

/** Folders that are undefined are left out. A close-up has one reading, not held to the thresholds of publishing. */
export async function recogniseVehicles(
  scenes: string | undefined,
  closeUps: string | undefined,
  limit: number,
): Promise<Recognised> {
  const measured = [
    ...(scenes === undefined ? [] : [await measureScenes(readScenes(scenes).slice(0, limit), 1, false)]),
    ...(closeUps === undefined
      ? []
      : [await measureCloseUps(readCloseUps(closeUps).slice(0, limit), 1, undefined)]),
  ]
  return {
    vehicles: measured.flatMap(({ outcomes }) => outcomes.flatMap(vehiclesOf)),
    models: measured[0]?.models ?? [],
  }
}

function vehiclesOf({ plates, falseReads = [] }: PictureOutcome): Vehicle[] {
  const labelled = plates.flatMap(({ label, read }): Vehicle[] => {
    const truth = truthOf(label)
    return truth === undefined ? [] : [{ truth, read: read?.plate === '' ? undefined : read }]
  })
  return [...labelled, ...falseReads.map((read) => ({ truth: undefined, read }))]
}

function truthOf({ text, state }: PlateLabel): Vehicle['truth'] {
  return text === undefined ? undefined : { plate: text, state }
}
