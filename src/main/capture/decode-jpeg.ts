// One JPEG -> Pixels in the JPEG's own layout, for cameras that hand over whole pictures.
import * as av from 'node-av/constants'
import { Codec, CodecContext, FFmpegError, Frame, Packet } from 'node-av/lib'
import type { Pixels } from '#shared/recognition/pixels.ts'
import { silenceFfmpeg } from './silence-ffmpeg.ts'
import { toPixels } from './to-pixels.ts'

export type JpegDecoder = Disposable & {
  /** Refuses (throws) a picture that is damaged or cut off. One picture at a time. */
  decode(jpeg: Uint8Array): Promise<Pixels>
}

/** Opens a decoder that is kept for the life of its camera. */
export function openJpegDecoder(): JpegDecoder {
  silenceFfmpeg()
  const codec = Codec.findDecoder(av.AV_CODEC_ID_MJPEG)
  if (codec === null) throw new Error('this build of FFmpeg has no JPEG decoder')
  const decoder = new CodecContext()
  decoder.allocContext3(codec)
  // Frame threads would hold a picture back until the next one came.
  decoder.threadCount = 1
  decoder.setOption('err_detect', 'explode')
  FFmpegError.throwIfError(decoder.open2Sync(codec), 'opening the JPEG decoder')

  async function decode(jpeg: Uint8Array): Promise<Pixels> {
    using packet = new Packet()
    packet.alloc()
    packet.data = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
    using frame = new Frame()
    frame.alloc()
    try {
      FFmpegError.throwIfError(await decoder.sendPacket(packet), 'decoding a JPEG')
      FFmpegError.throwIfError(await decoder.receiveFrame(frame), 'decoding a JPEG')
    } catch (error) {
      decoder.flushBuffers()
      throw error
    }
    return await toPixels(frame)
  }

  return { decode, [Symbol.dispose]: () => decoder.freeContext() }
}
