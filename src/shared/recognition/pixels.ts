// Frames as they cross to the recogniser: the camera's own pixels in one ArrayBuffer that is transferred,
// never copied.

/**
 * Pixel layouts the recogniser samples directly. yuv*: planes Y, U, V; nv12: planes Y, UV interleaved;
 * yuyv: one packed plane Y0 U Y1 V; rgb24, bgr24, gray: one plane.
 */
export type PixelLayout = 'yuv420p' | 'yuv422p' | 'yuv444p' | 'nv12' | 'yuyv' | 'rgb24' | 'bgr24' | 'gray'

/** Where a plane begins in the buffer, and the bytes from one row to the next. */
export type Plane = { readonly offset: number; readonly stride: number }

export type Pixels = {
  readonly layout: PixelLayout
  /** True when Y runs 0-255 (JPEG, "yuvj"), false for 16-235 (video). Ignored for RGB and grey. */
  readonly isFullRange: boolean
  readonly width: number
  readonly height: number
  readonly planes: readonly Plane[]
  readonly data: ArrayBuffer
}

/** One frame of one camera. `capturedAt` is epoch ms; `atMs` is the footage's own clock. */
export type Frame = {
  readonly camera: string
  readonly sequence: number
  readonly capturedAt: number
  readonly footage?: { readonly source: string; readonly atMs: number } | undefined
  readonly pixels: Pixels
}
