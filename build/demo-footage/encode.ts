// Writes frames as an H.264 video in an MP4 file.
import { Encoder, Muxer } from 'node-av/api'
import {
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_SMPTE170M,
  FF_ENCODER_LIBX264,
} from 'node-av/constants'
import { Frame, Rational } from 'node-av/lib'
import { FRAME_HEIGHT, FRAME_WIDTH } from './camera.ts'
import { FRAMES_PER_SECOND } from './clips.ts'

/** x264's constant quality: plates stay crisp and a minute of road stays under 8 MB. */
const QUALITY = 24

/** Frames are RGB24 of {@link FRAME_WIDTH} by {@link FRAME_HEIGHT}, {@link FRAMES_PER_SECOND} a second. */
export async function writeVideo(path: string, frames: Iterable<Uint8Array>): Promise<void> {
  using encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    context: {
      gopSize: 2 * FRAMES_PER_SECOND,
      framerate: new Rational(FRAMES_PER_SECOND, 1),
      colorSpace: AVCOL_SPC_SMPTE170M,
      colorRange: AVCOL_RANGE_MPEG,
      // With more threads x264's output may differ from run to run.
      threadCount: 1,
    },
    options: { crf: QUALITY, preset: 'slow' },
  })
  await using muxer = await Muxer.open(path, { options: { movflags: '+faststart' } })
  const stream = muxer.addStream(encoder)
  for await (using packet of encoder.packets(videoFrames(frames))) await muxer.writePacket(packet, stream)
}

/** Ends with the null that makes the encoder give out what it still holds. */
async function* videoFrames(frames: Iterable<Uint8Array>): AsyncGenerator<Frame | null> {
  let pts = 0n
  for (const rgb of frames) {
    using frame = Frame.fromVideoBuffer(toYuv420p(rgb), {
      width: FRAME_WIDTH,
      height: FRAME_HEIGHT,
      format: AV_PIX_FMT_YUV420P,
      timeBase: { num: 1, den: FRAMES_PER_SECOND },
      pts: pts++,
    })
    yield frame
  }
  yield null
}

/** RGB24 to planar YUV 4:2:0, video range (ITU-R BT.601); colour is the mean of each 2x2 block. */
function toYuv420p(rgb: Uint8Array): Buffer {
  const pixels = FRAME_WIDTH * FRAME_HEIGHT
  const yuv = Buffer.alloc((pixels * 3) / 2)
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += 3)
    yuv[pixel] = 16.5 + 0.25679 * (rgb[at] ?? 0) + 0.50413 * (rgb[at + 1] ?? 0) + 0.09791 * (rgb[at + 2] ?? 0)
  let chroma = pixels
  for (let row = 0; row < FRAME_HEIGHT; row += 2)
    for (let column = 0; column < FRAME_WIDTH; column += 2, chroma++) {
      const at = (row * FRAME_WIDTH + column) * 3
      const below = at + FRAME_WIDTH * 3
      const mean = (channel: number): number =>
        ((rgb[at + channel] ?? 0) +
          (rgb[at + 3 + channel] ?? 0) +
          (rgb[below + channel] ?? 0) +
          (rgb[below + 3 + channel] ?? 0)) /
        4
      const [red, green, blue] = [mean(0), mean(1), mean(2)]
      yuv[chroma] = 128.5 - 0.14822 * red - 0.29099 * green + 0.43922 * blue
      yuv[chroma + pixels / 4] = 128.5 + 0.43922 * red - 0.36779 * green - 0.07143 * blue
    }
  return yuv
}
