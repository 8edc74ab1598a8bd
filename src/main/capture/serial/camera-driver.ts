// What a serial-attached camera's protocol must give. Another protocol is one more file that exports a
// CameraDriver, and its name in CameraSource and in open-serial-source.ts.
import type { SerialLink } from './serial-link.ts'

export type PictureSettings = {
  /** The rate wanted in the end; the camera may have to be found at another one first. */
  readonly baud: number
  readonly resolution: '640x480' | '320x240' | '160x120'
  /** JPEG compression, 0x36 (best picture) to 0x8f (smallest). */
  readonly compression: number
}

export type TakenPicture = {
  /** When the camera froze the picture, not when the last byte of it arrived. Epoch ms. */
  readonly capturedAt: number
  /** From the first marker to the last, not decoded yet. */
  readonly jpeg: Uint8Array
}

/** A camera that answers and is set up. */
export type SerialCamera = {
  /** What the camera says it is. */
  readonly version: string
  /** Takes a picture and reads it; throws a CameraFault when that fails. */
  takePicture(): Promise<TakenPicture>
}

export type CameraDriver = {
  /** Finds the camera on the line at whatever rate it speaks and sets it up; throws a CameraFault. */
  setUp(link: SerialLink, settings: PictureSettings, now: () => number): Promise<SerialCamera>
}

/**
 * silent: it does not answer; restarted: it forgot its settings; refused: it answered that it cannot;
 * broken-picture: what came is not a whole JPEG.
 */
export type CameraFaultKind = 'silent' | 'restarted' | 'refused' | 'broken-picture'

/** A failure of the camera or its line that trying again may cure. The message names the port. */
export class CameraFault extends Error {
  readonly kind: CameraFaultKind

  constructor(kind: CameraFaultKind, message: string) {
    super(message)
    this.kind = kind
  }
}
