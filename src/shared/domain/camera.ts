// Cameras: what is configured and how each is doing.
import { z } from 'zod'
import { CameraId } from './ids.ts'
import { Instant, Span } from './instant.ts'

export const CameraKind = z.enum(['mobile', 'fixed'])
export const CameraMount = z.enum(['front', 'rear', 'left', 'right'])
export type CameraMount = z.infer<typeof CameraMount>

/** Where the frames come from. Network addresses may carry credentials: they are never logged or shown. */
export const CameraSource = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('usb'),
    /** Device name as the platform lists it ("/dev/video0", a DirectShow name, an AVFoundation index). */
    device: z.string().min(1),
    width: z.int().min(64).max(7680).optional(),
    height: z.int().min(64).max(4320).optional(),
    rate: z.number().min(1).max(240).optional(),
    format: z.enum(['mjpeg', 'raw']).optional(),
    /** FFmpeg input format in place of the platform's own; `lavfi` makes test pictures. */
    inputFormat: z.enum(['lavfi']).optional(),
  }),
  z.object({
    type: z.literal('network'),
    url: z.string().regex(/^(rtsp|rtsps|http|https):\/\//, 'must begin with rtsp:// or http://'),
    transport: z.enum(['tcp', 'udp']).optional(),
  }),
  z.object({
    type: z.literal('serial'),
    port: z.string().min(1),
    driver: z.enum(['vc0706']),
    baud: z.union([
      z.literal(9600),
      z.literal(19_200),
      z.literal(38_400),
      z.literal(57_600),
      z.literal(115_200),
    ]),
    resolution: z.enum(['640x480', '320x240', '160x120']).optional(),
  }),
  z.object({
    type: z.literal('footage'),
    path: z.string().min(1),
    /** Deliver as fast as the recogniser takes frames, losing none, instead of in real time. */
    fast: z.boolean(),
    loop: z.boolean(),
    /** Seconds each picture of a folder stands for when its own time is not known. */
    pictureSeconds: z.number().positive().optional(),
  }),
])
export type CameraSource = z.infer<typeof CameraSource>

export const CameraConfig = z.object({
  id: CameraId,
  name: z.string().min(1).max(40),
  kind: CameraKind,
  mount: CameraMount,
  source: CameraSource,
})
export type CameraConfig = z.infer<typeof CameraConfig>

/**
 * opening: being opened; live: frames arrive; frozen: the picture does not change; black: nothing to
 * see; lost: no frames, retried at `retryAt`; ended: footage is over.
 */
export const CameraState = z.enum(['opening', 'live', 'frozen', 'black', 'lost', 'ended'])
export type CameraState = z.infer<typeof CameraState>

export const CameraStatus = z.object({
  id: CameraId,
  name: z.string(),
  kind: CameraKind,
  mount: CameraMount,
  sourceType: z.enum(['usb', 'network', 'serial', 'footage']),
  state: CameraState,
  framesPerSecond: z.number().nonnegative(),
  frames: z.int().nonnegative(),
  /** Frames replaced by a newer one because the recogniser was busy. */
  replaced: z.int().nonnegative(),
  /** Age of the newest frame; undefined before the first. */
  newestFrameAgeMs: Span.optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  /** Pixel layout as the camera delivers it, for example "yuv420p". */
  layout: z.string().optional(),
  retryAt: Instant.optional(),
  lastError: z.string().optional(),
})
export type CameraStatus = z.infer<typeof CameraStatus>
