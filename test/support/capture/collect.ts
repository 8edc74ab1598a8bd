import type { Cameras, Taken } from '#main/capture/index.ts'
import type { CameraState, CameraStatus } from '#shared/domain/camera.ts'
import { CameraConfig } from '#shared/domain/camera.ts'

/** A configured camera with the least that has to be said about it. */
export function cameraFrom(id: string, source: CameraConfig['source']): CameraConfig {
  return CameraConfig.parse({ id, name: id, kind: 'mobile', mount: 'front', source })
}

/** Takes until every camera's footage is over. */
export async function takeAll(cameras: Cameras, count: number): Promise<Taken[]> {
  const all: Taken[] = []
  for (let ended = 0; ended < count;) {
    const taken = await cameras.take(new AbortController().signal)
    if (taken === undefined) break
    if ('ended' in taken) ended += 1
    all.push(taken)
  }
  return all
}

export function statusOf(cameras: Cameras, id: string): CameraStatus {
  const status = cameras.list().find((camera) => camera.id === id)
  if (status === undefined) throw new Error(`there is no camera ${id}`)
  return status
}

export function stateOf(cameras: Cameras, id: string): CameraState {
  return statusOf(cameras, id).state
}
