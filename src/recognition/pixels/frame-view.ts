// A frame as the stages use it: its bytes and its channels, checked once.
import type { Frame } from '#shared/recognition/pixels.ts'
import { channelsOf, type Channels } from './channels.ts'

export type FrameView = {
  readonly frame: Frame
  readonly bytes: Uint8Array
  readonly channels: Channels
}

/** Throws an Error that says what is wrong when the geometry does not fit the buffer. */
export function viewFrame(frame: Frame): FrameView {
  return { frame, bytes: new Uint8Array(frame.pixels.data), channels: channelsOf(frame.pixels) }
}
