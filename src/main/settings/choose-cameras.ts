// Which cameras this run has: named on the command line, else those of the settings, else every USB camera.
import { join } from 'node:path'
import type { LookoutArguments } from '#main/arguments.ts'
import { configureUsbCamera, listUsbCameras, parseCameraArgument } from '#main/capture/index.ts'
import type { CameraConfig } from '#shared/domain/camera.ts'

/** Empty when there is no camera at all: the console then says what to do. */
export async function chooseCameras(
  words: Pick<LookoutArguments, 'cameras' | 'footage' | 'isFast' | 'isLooped' | 'isDemonstration'>,
  configured: readonly CameraConfig[],
  assetsFolder: string,
): Promise<readonly CameraConfig[]> {
  const named = namedCameras([...words.cameras, ...words.footage.map((path) => `footage:${path}`)])
  if (named.length > 0) return named.map((one) => withPace(one, words.isFast, words.isLooped))
  if (words.isDemonstration) {
    const clip = (mount: string): string => `${mount}=footage:${join(assetsFolder, 'demo', `${mount}.mp4`)}`
    return namedCameras([clip('front'), clip('rear')]).map((one) =>
      withPace(one, words.isFast, !words.isFast),
    )
  }
  if (configured.length > 0) return configured
  const found: CameraConfig[] = []
  for (const device of await listUsbCameras()) found.push(configureUsbCamera(device, found))
  return found
}

function namedCameras(words: readonly string[]): CameraConfig[] {
  const cameras: CameraConfig[] = []
  for (const word of words) cameras.push(parseCameraArgument(word, cameras))
  return cameras
}

function withPace(one: CameraConfig, isFast: boolean, isLooped: boolean): CameraConfig {
  if (one.source.type !== 'footage') return one
  return { ...one, source: { ...one.source, fast: isFast, loop: isLooped } }
}
