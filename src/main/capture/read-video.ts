// Reads one video stream with FFmpeg: open, decode, hand over frame by frame. Devices, network cameras
// and video files differ only in the VideoInput they give.
import * as av from 'node-av/constants'
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  InputFormat,
  Packet,
} from 'node-av/lib'
import type { Stream } from 'node-av/lib'
import { pause } from './pause.ts'
import { silenceFfmpeg } from './silence-ffmpeg.ts'

export type VideoInput = {
  readonly url: string
  /** FFmpeg's name of the demuxer or device; undefined lets it look at the file. */
  readonly format?: string
  readonly options: Readonly<Record<string, string>>
  /** True: frames as they come, as early as they can be had. False: a file, every frame of it. */
  readonly isLive: boolean
  /**
   * Asks the device instead of waiting in it. A hung V4L2 driver never returns from a blocking read and
   * cannot be interrupted, and each waiting read holds one of the four threads that all file access shares.
   */
  readonly isPolled?: boolean
}

type VideoFrame = {
  /** Valid until the next frame is asked for. */
  readonly frame: Frame
  /** Presentation time from the start of the stream; undefined when the stream does not say. */
  readonly atMs: number | undefined
}

/** Well under the 33 ms between two frames, so that asking costs no visible latency. */
const POLL_MS = 4

/**
 * Yields the frames of the best video stream until it ends or `signal` aborts. Throws FFmpeg's error,
 * whose text holds no address.
 */
export async function* readVideo(input: VideoInput, signal: AbortSignal): AsyncGenerator<VideoFrame> {
  silenceFfmpeg()
  if (signal.aborted) return
  await using format = new FormatContext()
  format.allocContext()
  if (input.isPolled === true) format.setFlags(av.AVFMT_FLAG_NONBLOCK)
  const interrupt = (): void => format.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    const stream = await openStream(format, input)
    using decoder = await openDecoder(stream, input)
    yield* decodeStream(format, stream, decoder, input, signal)
  } catch (error) {
    // An interrupted call reports whatever it was in the middle of.
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
}

async function openStream(format: FormatContext, input: VideoInput): Promise<Stream> {
  const demuxer = input.format === undefined ? null : InputFormat.findInputFormat(input.format)
  if (input.format !== undefined && demuxer === null) {
    throw new Error(`this build of FFmpeg has no input "${input.format}"`)
  }
  using options = Dictionary.fromObject(input.options)
  FFmpegError.throwIfError(await format.openInput(input.url, demuxer, options), 'opening')
  // Looking for stream parameters reads ahead, which a live camera pays for with its first frames; what a
  // live stream does not declare, the decoder finds in its pictures.
  if (!input.isLive || format.nbStreams === 0) {
    FFmpegError.throwIfError(await format.findStreamInfo(null), 'looking into the stream')
  }
  const index = format.findBestStream(av.AVMEDIA_TYPE_VIDEO)
  const stream = format.streams[index]
  if (index < 0 || stream === undefined) throw new Error('there is no video in it')
  for (const other of format.streams) if (other.index !== index) other.discard = av.AVDISCARD_ALL
  return stream
}

async function openDecoder(stream: Stream, input: VideoInput): Promise<CodecContext> {
  const codec = Codec.findDecoder(stream.codecpar.codecId)
  if (codec === null) throw new Error('this build of FFmpeg has no decoder for its video')
  const decoder = new CodecContext()
  decoder.allocContext3(codec)
  try {
    FFmpegError.throwIfError(decoder.parametersToContext(stream.codecpar), 'preparing the decoder')
    decoder.pktTimebase = stream.timeBase
    if (input.isLive) {
      // Frame threads would hold back one frame per thread.
      decoder.threadType = av.FF_THREAD_SLICE
      decoder.setFlags(av.AV_CODEC_FLAG_LOW_DELAY)
    }
    decoder.threadCount = 2
    FFmpegError.throwIfError(await decoder.open2(codec), 'opening the decoder')
    return decoder
  } catch (error) {
    decoder.freeContext()
    throw error
  }
}

async function* decodeStream(
  format: FormatContext,
  stream: Stream,
  decoder: CodecContext,
  input: VideoInput,
  signal: AbortSignal,
): AsyncGenerator<VideoFrame> {
  using packet = new Packet()
  packet.alloc()
  using frame = new Frame()
  frame.alloc()
  const startTime = stream.startTime === av.AV_NOPTS_VALUE ? 0n : stream.startTime
  const { num, den } = stream.timeBase
  const atMs = (): number | undefined => {
    const pts = frame.bestEffortTimestamp
    return pts === av.AV_NOPTS_VALUE ? undefined : (Number(pts - startTime) * 1000 * num) / den
  }
  let isOver = false
  while (!isOver && !signal.aborted) {
    const read = await format.readFrame(packet)
    if (signal.aborted) return
    if (read === av.AVERROR_EAGAIN) {
      await pause(POLL_MS, signal)
      continue
    }
    isOver = read === av.AVERROR_EOF
    if (!isOver) FFmpegError.throwIfError(read, 'reading')
    if (!isOver && packet.streamIndex !== stream.index) {
      packet.unref()
      continue
    }
    const sent = await decoder.sendPacket(isOver ? null : packet)
    packet.unref()
    // A damaged packet costs its picture, not the stream: network cameras lose packets.
    if (sent < 0 && !isOver) continue
    while (!signal.aborted && (await decoder.receiveFrame(frame)) >= 0) {
      yield { frame, atMs: atMs() }
      frame.unref()
    }
  }
}
