// Network cameras: RTSP over TCP or UDP, and MJPEG over HTTP.
import type { CameraSource } from '#shared/domain/camera.ts'
import { cameraError } from './camera-error.ts'
import type { CapturedFrame, FrameSource } from './frame-source.ts'
import { readVideo } from './read-video.ts'
import type { VideoInput } from './read-video.ts'
import { toPixels } from './to-pixels.ts'

type NetworkSource = Extract<CameraSource, { type: 'network' }>

/** FFmpeg counts in microseconds. Half a second is left for noticing a dead server within 3 s. */
const TIMEOUT_US = '2500000'

/** FFmpeg must not be led from a camera's answer to a file or another protocol. */
const PROTOCOLS = 'rtsp,rtsps,rtp,srtp,udp,tcp,tls,http,https,httpproxy,crypto'

export function openNetworkSource(source: NetworkSource, now: () => number): FrameSource {
  const describe = describeAddress(source.url)
  const advice = 'Check that the camera is on, the network cable, the address and the password.'

  async function* frames(signal: AbortSignal): AsyncGenerator<CapturedFrame> {
    try {
      for await (const { frame } of readVideo(networkInput(source), signal)) {
        yield { capturedAt: now(), pixels: await toPixels(frame), isStill: false }
      }
    } catch (error) {
      throw cameraError(describe, error, advice)
    }
    if (!signal.aborted) throw new Error(`${describe}: the camera ended the stream. ${advice}`)
  }

  return { describe, frames }
}

function networkInput(source: NetworkSource): VideoInput {
  const common = { timeout: TIMEOUT_US, fflags: 'nobuffer', protocol_whitelist: PROTOCOLS }
  return source.url.startsWith('rtsp')
    ? {
        url: source.url,
        format: 'rtsp',
        options: { ...common, rtsp_transport: source.transport ?? 'tcp', allowed_media_types: 'video' },
        isLive: true,
      }
    : { url: source.url, format: 'mpjpeg', options: common, isLive: true }
}

/**
 * Scheme, host and port only. Not just `user:password@` is secret: some cameras take the password in the
 * query, others in the path ("/user=admin&password=…&channel=1").
 */
export function describeAddress(url: string): string {
  return URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : 'network camera'
}
