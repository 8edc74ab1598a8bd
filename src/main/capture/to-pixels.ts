// FFmpeg's decoded frame -> Pixels: the camera's own layout wherever the recogniser samples it directly.
import * as av from 'node-av/constants'
import {
  avcodecFindBestPixFmtOfList,
  avGetPixFmtName,
  FFmpegError,
  Frame,
  SoftwareScaleContext,
} from 'node-av/lib'
import type { PixelLayout, Pixels, Plane } from '#shared/recognition/pixels.ts'

/** FFmpeg's formats that are a PixelLayout as they are; "yuvj" is "yuv" with full range. */
const LAYOUTS = new Map<av.AVPixelFormat, PixelLayout>([
  [av.AV_PIX_FMT_YUV420P, 'yuv420p'],
  [av.AV_PIX_FMT_YUVJ420P, 'yuv420p'],
  [av.AV_PIX_FMT_YUV422P, 'yuv422p'],
  [av.AV_PIX_FMT_YUVJ422P, 'yuv422p'],
  [av.AV_PIX_FMT_YUV444P, 'yuv444p'],
  [av.AV_PIX_FMT_YUVJ444P, 'yuv444p'],
  [av.AV_PIX_FMT_NV12, 'nv12'],
  [av.AV_PIX_FMT_YUYV422, 'yuyv'],
  [av.AV_PIX_FMT_RGB24, 'rgb24'],
  [av.AV_PIX_FMT_BGR24, 'bgr24'],
  [av.AV_PIX_FMT_GRAY8, 'gray'],
])

/** What another layout may become, as far as FFmpeg finds it the nearest. */
const NEAREST = [av.AV_PIX_FMT_YUV420P, av.AV_PIX_FMT_YUV422P, av.AV_PIX_FMT_RGB24, av.AV_PIX_FMT_GRAY8]

/**
 * Copies the frame out of FFmpeg's memory, once, into a buffer of its own that can be transferred; a
 * layout the recogniser does not know is converted to the nearest one first.
 */
export async function toPixels(frame: Frame): Promise<Pixels> {
  const layout = LAYOUTS.get(pixelFormat(frame))
  const isFullRange = hasFullRange(frame)
  if (layout !== undefined) return copyOut(frame, layout, isFullRange)
  using converted = await convert(frame)
  const nearest = LAYOUTS.get(pixelFormat(converted))
  if (nearest === undefined) throw new Error('pixel conversion did not end in a known layout')
  return copyOut(converted, nearest, isFullRange)
}

/** Converting never changes the range. */
function hasFullRange(frame: Frame): boolean {
  return frame.colorRange === av.AVCOL_RANGE_JPEG || formatName(frame).startsWith('yuvj')
}

function formatName(frame: Frame): string {
  return avGetPixFmtName(pixelFormat(frame)) ?? ''
}

function pixelFormat(frame: Frame): av.AVPixelFormat {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type also covers sound; this is a picture
  return frame.format as av.AVPixelFormat
}

function copyOut(frame: Frame, layout: PixelLayout, isFullRange: boolean): Pixels {
  const { width, height } = frame
  // toBuffer drops the padding of FFmpeg's rows and lays the planes one after another.
  const packed = frame.toBuffer()
  const { planes, bytes } = packedPlanes(layout, width, height)
  const data = packed.buffer
  if (!(data instanceof ArrayBuffer) || packed.byteOffset !== 0 || data.byteLength !== bytes) {
    throw new Error(`a ${layout} frame of ${width}x${height} should be ${bytes} bytes, got ${packed.length}`)
  }
  return { layout, isFullRange, width, height, planes, data }
}

async function convert(source: Frame): Promise<Frame> {
  const from = pixelFormat(source)
  // "yuvj" becomes "yuvj", or the range would be squeezed.
  const isJpegRange = formatName(source).startsWith('yuvj')
  const to = isJpegRange ? av.AV_PIX_FMT_YUVJ420P : avcodecFindBestPixFmtOfList(NEAREST, from)
  const { width, height } = source
  using scaler = new SoftwareScaleContext()
  scaler.getContext(width, height, from, width, height, to, av.SWS_BILINEAR)
  const target = new Frame()
  target.alloc()
  try {
    target.format = to
    target.width = width
    target.height = height
    FFmpegError.throwIfError(await scaler.scaleFrame(target, source), 'converting the pixel layout')
    return target
  } catch (error) {
    target.free()
    throw error
  }
}

/** The planes of a picture whose rows have no padding, and the bytes they take together. */
export function packedPlanes(
  layout: PixelLayout,
  width: number,
  height: number,
): { planes: Plane[]; bytes: number } {
  const halfWidth = (width + 1) >> 1
  const halfHeight = (height + 1) >> 1
  const rows: readonly (readonly [stride: number, height: number])[] = {
    yuv420p: [
      [width, height],
      [halfWidth, halfHeight],
      [halfWidth, halfHeight],
    ] as const,
    yuv422p: [
      [width, height],
      [halfWidth, height],
      [halfWidth, height],
    ] as const,
    yuv444p: [
      [width, height],
      [width, height],
      [width, height],
    ] as const,
    nv12: [
      [width, height],
      [2 * halfWidth, halfHeight],
    ] as const,
    yuyv: [[4 * halfWidth, height]] as const,
    rgb24: [[3 * width, height]] as const,
    bgr24: [[3 * width, height]] as const,
    gray: [[width, height]] as const,
  }[layout]
  const planes: Plane[] = []
  let bytes = 0
  for (const [stride, height] of rows) {
    planes.push({ offset: bytes, stride })
    bytes += stride * height
  }
  return { planes, bytes }
}
