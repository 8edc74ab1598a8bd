// USB cameras through FFmpeg's device inputs: V4L2 on Linux, DirectShow on Windows, AVFoundation on macOS.
import { Device } from 'node-av/lib'
import type { CameraSource } from '#shared/domain/camera.ts'
import { cameraError } from './camera-error.ts'
import type { CapturedFrame, FrameSource } from './frame-source.ts'
import { pause } from './pause.ts'
import { readVideo } from './read-video.ts'
import type { VideoInput } from './read-video.ts'
import { toPixels } from './to-pixels.ts'

type UsbSource = Extract<CameraSource, { type: 'usb' }>

/** What a camera can deliver; `rate` is the highest in frames per second. */
type UsbMode = { readonly width: number; readonly height: number; readonly rate: number }

export type UsbCamera = {
  /** What CameraSource.device takes. */
  readonly device: string
  /** As the maker calls it. */
  readonly label: string
  readonly modes: readonly UsbMode[]
}

/** The cameras that are plugged in; none is an empty list, not an error. */
export async function listUsbCameras(): Promise<UsbCamera[]> {
  const devices = await Device.list().catch(() => [])
  const cameras: UsbCamera[] = []
  for (const device of devices) {
    if (device.type !== 'video') continue
    const modes = await listModes(device.name)
    // A UVC camera has a second /dev/video node for its metadata, which has no picture modes.
    if (modes.length === 0 && process.platform === 'linux') continue
    cameras.push({ device: device.name, label: device.description, modes })
  }
  return cameras
}

async function listModes(device: string): Promise<UsbMode[]> {
  // A camera that is just being unplugged, or that another program holds, cannot be asked.
  const modes = await Device.modes(device).catch(() => [])
  return modes.map((mode) => ({ width: mode.width, height: mode.height, rate: mode.maxFrameRate }))
}

/**
 * The mode to ask for when the configuration names none: the largest up to 1920x1080 that still gives 15
 * frames a second, so that a passing plate is seen in several frames. Undefined leaves it to the driver.
 */
export function chooseMode(modes: readonly UsbMode[]): UsbMode | undefined {
  return modes
    .filter((mode) => mode.width <= 1920 && mode.height <= 1080 && mode.rate >= 15)
    .toSorted((a, b) => b.width * b.height - a.width * a.height || b.rate - a.rate)[0]
}

export function openUsbSource(source: UsbSource, now: () => number): FrameSource {
  const describe = `USB camera ${source.device}`
  const advice = 'Check that it is plugged in and that no other program uses it.'

  async function* frames(signal: AbortSignal): AsyncGenerator<CapturedFrame> {
    const wanted = await withMode(source)
    const inputs = usbInputs(wanted, process.platform)
    for (const [index, input] of inputs.entries()) {
      let hasFrames = false
      try {
        for await (const { frame } of readVideo(input, signal)) {
          hasFrames = true
          yield { capturedAt: now(), pixels: await toPixels(frame), isStill: false }
        }
      } catch (error) {
        if (!hasFrames && index < inputs.length - 1) {
          await pause(REOPEN_MS, signal)
          continue
        }
        throw cameraError(describe, error, advice)
      }
      if (signal.aborted) return
      throw new Error(`${describe}: the camera ended the stream. ${advice}`)
    }
  }

  return { describe, frames }
}

/** Some UVC drivers still answer "busy" right after the device was closed. */
const REOPEN_MS = 100

async function withMode(source: UsbSource): Promise<UsbSource> {
  if (source.inputFormat !== undefined || source.width !== undefined || source.rate !== undefined) {
    return source
  }
  const mode = chooseMode(await listModes(source.device))
  return mode === undefined ? source : { ...source, ...mode }
}

/** FFmpeg's own 3 MB are less than one raw 1920x1080 frame, and it drops frames before they are full. */
const DSHOW_BUFFER_BYTES = '67108864'

/** What to open, in the order to try. */
export function usbInputs(source: UsbSource, platform: NodeJS.Platform): VideoInput[] {
  const { device } = source
  const live = { isLive: true, isPolled: true } as const
  if (source.inputFormat === 'lavfi') return [{ url: device, format: 'lavfi', options: {}, ...live }]
  const mode: Record<string, string> = {}
  if (source.width !== undefined && source.height !== undefined) {
    mode['video_size'] = `${source.width}x${source.height}`
  }
  if (source.rate !== undefined) mode['framerate'] = String(source.rate)
  if (platform === 'win32') {
    // The size and rate decide between MJPEG and raw here: the binding cannot ask DirectShow for a codec.
    const raw = source.format === 'raw' ? { pixel_format: 'yuyv422' } : {}
    const options = { ...mode, ...raw, rtbufsize: DSHOW_BUFFER_BYTES }
    return [{ url: `video=${device}`, format: 'dshow', options, ...live }]
  }
  if (platform === 'darwin') {
    // AVFoundation decodes a camera's MJPEG itself.
    const options = { ...mode, pixel_format: 'nv12' }
    return [{ url: device, format: 'avfoundation', options, ...live }]
  }
  const asMjpeg = { url: device, format: 'v4l2', options: { ...mode, input_format: 'mjpeg' }, ...live }
  const asRaw = { url: device, format: 'v4l2', options: { ...mode, input_format: 'yuyv422' }, ...live }
  const asItLikes = { url: device, format: 'v4l2', options: mode, ...live }
  if (source.format === 'raw') return [asRaw]
  // MJPEG first: the 24 MB/s that USB 2 gives a camera are 13 raw frames of 1280x720 a second.
  return source.format === 'mjpeg' ? [asMjpeg] : [asMjpeg, asItLikes]
}
