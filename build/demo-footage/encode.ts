// Writes frames as an H.264 video in an MP4 file.
import { Encoder, Muxer } from 'node-av/api'
import { AV_PIX_FMT_RGB24, FF_ENCODER_LIBX264 } from 'node-av/constants'
import { Frame } from 'node-av/lib'
import { FRAME_HEIGHT, FRAME_WIDTH } from './camera.ts'
import { FRAMES_PER_SECOND } from './clips.ts'

/** x264's constant quality: plates stay crisp and a minute of road stays under 8 MB. */
const QUALITY = 23

/** Frames are RGB24 of {@link FRAME_WIDTH} by {@link FRAME_HEIGHT}, {@link FRAMES_PER_SECOND} a second. */
export async function writeVideo(path: string, frames: Iterable<Uint8Array>): Promise<void> {
  const timeBase = { num: 1, den: FRAMES_PER_SECOND }
  using encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    autoFormat: true,
    // One thread: with more, x264's output may differ from run to run.
    context: { gopSize: 2 * FRAMES_PER_SECOND, threadCount: 1, framerate: { num: FRAMES_PER_SECOND, den: 1 } },
    options: { crf: QUALITY, preset: 'slow' },
  })
  await using muxer = await Muxer.open(path, { options: { movflags: '+faststart' } })
  const stream = muxer.addStream(encoder)
  const drawn = async function* (): AsyncGenerator<Frame> {
    let pts = 0n
    for (const pixels of frames) {
      yield Frame.fromVideoBuffer(Buffer.from(pixels.buffer), {
        width: FRAME_WIDTH,
        height: FRAME_HEIGHT,
        format: AV_PIX_FMT_RGB24,
        timeBase,
        pts: pts++,
      })
    }
  }
  for await (using packet of encoder.packets(drawn())) await muxer.writePacket(packet, stream)
}
