// How long a camera is waited for. The issue asks that unplugged, frozen, black and refused cameras are
// noticed within 3 s, so every limit below leaves half a second for the check itself.
import type { CameraSource } from '#shared/domain/camera.ts'

export type CameraTuning = {
  /** First and longest wait before a lost camera is opened again. */
  readonly firstRetryMs: number
  readonly longestRetryMs: number
  /** Living pictures for so long, and the next failure is a first one again. */
  readonly goodSpellMs: number
  /** How often silence is looked for. */
  readonly checkMs: number
  /** A frozen or black picture is watched at least so long before the camera is opened afresh. */
  readonly staleMs: number
}

export const DEFAULT_TUNING: CameraTuning = {
  firstRetryMs: 500,
  longestRetryMs: 10_000,
  goodSpellMs: 5_000,
  checkMs: 200,
  staleMs: 5_000,
}

type Patience = {
  /** Without a frame for so long a camera is shown as lost, and one that had frames is opened again. */
  readonly silentMs: number
  /** Until the first frame: an RTSP camera may send only every few seconds a picture to begin with. */
  readonly openingMs: number
  readonly frozenMs: number
  readonly blackMs: number
}

const STREAMING: Patience = { silentMs: 2_500, openingMs: 8_000, frozenMs: 2_500, blackMs: 2_000 }

/** Bytes of a full VC0706 picture at its lowest compression, rounded up. */
const SERIAL_PICTURE_BYTES = { '640x480': 60_000, '320x240': 20_000, '160x120': 6_000 }
/** Ten bits on the wire for a byte, and a fifth for the blocks' frames and answers. */
const SERIAL_BITS_PER_BYTE = 12

/** Undefined for footage: what it shows is the truth, however still or dark. */
export function patienceFor(source: CameraSource): Patience | undefined {
  if (source.type === 'footage') return undefined
  if (source.type !== 'serial') return STREAMING
  const bytes = SERIAL_PICTURE_BYTES[source.resolution ?? '640x480']
  const pictureMs = (bytes * SERIAL_BITS_PER_BYTE * 1000) / source.baud
  const silentMs = STREAMING.silentMs + 2 * pictureMs
  return { silentMs, openingMs: silentMs, frozenMs: silentMs, blackMs: STREAMING.blackMs }
}
