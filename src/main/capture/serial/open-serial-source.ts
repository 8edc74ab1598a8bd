// A camera on a serial port as a source of frames: single pictures, each as fast as the line carries it.
import type { CameraSource } from '#shared/domain/camera.ts'
import { openJpegDecoder } from '../decode-jpeg.ts'
import type { JpegDecoder } from '../decode-jpeg.ts'
import type { CapturedFrame, FrameSource } from '../frame-source.ts'
import { CameraFault } from './camera-driver.ts'
import type { CameraDriver, PictureSettings, SerialCamera } from './camera-driver.ts'
import { openSerialLink } from './serial-link.ts'
import { vc0706 } from './vc0706.ts'

type SerialSourceConfig = Extract<CameraSource, { type: 'serial' }>

export type SerialSource = FrameSource & {
  /** Pictures delivered, pictures refused (not whole, not decodable), and how often it was set up. */
  readonly counts: { readonly pictures: number; readonly refused: number; readonly setUps: number }
}

const DRIVERS: Record<SerialSourceConfig['driver'], CameraDriver> = { vc0706 }

/** More failures than this with no picture between them, and the camera counts as lost. */
const MAX_FAILURES = 3

/** The makers' "best picture" end of the scale: plates need the detail more than the line needs the bytes. */
const COMPRESSION = 0x36

/** Describes and opens a serial-attached camera; see FrameSource. `now` gives epoch ms. */
export function openSerialSource(source: SerialSourceConfig, now: () => number): SerialSource {
  const driver = DRIVERS[source.driver]
  const settings: PictureSettings = {
    baud: source.baud,
    resolution: source.resolution ?? '640x480',
    compression: COMPRESSION,
  }
  const counts = { pictures: 0, refused: 0, setUps: 0 }

  async function* frames(signal: AbortSignal): AsyncGenerator<CapturedFrame> {
    using decoder = openJpegDecoder()
    const link = await openSerialLink(source.port, source.baud, signal)
    try {
      let camera: SerialCamera | undefined
      let failures = 0
      while (!signal.aborted) {
        let frame: CapturedFrame
        try {
          if (camera === undefined) {
            camera = await driver.setUp(link, settings, now)
            counts.setUps++
          }
          const { capturedAt, jpeg } = await camera.takePicture()
          frame = { capturedAt, pixels: await decode(decoder, jpeg, source.port), isStill: true }
        } catch (error) {
          if (!(error instanceof CameraFault)) throw error
          if (camera !== undefined) counts.refused++
          const isAbsent = camera === undefined && error.kind === 'silent'
          if (isAbsent || ++failures > MAX_FAILURES) throw error
          if (error.kind !== 'broken-picture') camera = undefined
          continue
        }
        failures = 0
        counts.pictures++
        yield frame
      }
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      await link.close()
    }
  }

  return { describe: `${source.driver} camera on ${source.port}`, counts, frames }
}

async function decode(decoder: JpegDecoder, jpeg: Uint8Array, port: string) {
  try {
    return await decoder.decode(jpeg)
  } catch (error) {
    throw new CameraFault('broken-picture', `${port}: a picture cannot be decoded (${String(error)})`)
  }
}
