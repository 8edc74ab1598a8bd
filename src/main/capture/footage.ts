// Footage in a camera's place: a video file, a picture, or a folder of pictures, with their own times.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CameraSource } from '#shared/domain/camera.ts'
import type { Pixels } from '#shared/recognition/pixels.ts'
import { cameraError } from './camera-error.ts'
import type { CapturedFrame, FrameSource } from './frame-source.ts'
import { pause } from './pause.ts'
import { isPictureName, readPicture } from './read-picture.ts'
import { readVideo } from './read-video.ts'
import { toPixels } from './to-pixels.ts'

type FootageSource = Extract<CameraSource, { type: 'footage' }>

type FootageOptions = {
  readonly now: () => number
  /** A picture of the folder that cannot be read; the others still run. */
  readonly onWarning: (message: string) => void
}

/** One frame with its place on the footage's own clock. */
type FootageFrame = { readonly source: string; readonly atMs: number; readonly pixels: Pixels }

const DEFAULT_PICTURE_SECONDS = 1
/** Pictures further apart than this were not one drive: they follow each other by pictureSeconds. */
const LONGEST_GAP_MS = 60_000

export function openFootageSource(source: FootageSource, options: FootageOptions): FrameSource {
  const describe = `footage ${source.path}`

  async function* frames(signal: AbortSignal): AsyncGenerator<CapturedFrame> {
    const startedAt = options.now()
    const started = performance.now()
    /** Where on the run's clock this round of a loop began. */
    let roundMs = 0
    do {
      let lastMs = 0
      let count = 0
      for await (const { frame, isStill } of readFootage(source, options.onWarning, signal)) {
        const dueMs = roundMs + frame.atMs
        if (!source.fast) await pause(started + dueMs - performance.now(), signal)
        if (signal.aborted) return
        count += 1
        lastMs = dueMs
        const { pixels, ...footage } = frame
        yield { capturedAt: Math.round(startedAt + dueMs), footage, pixels, isStill }
      }
      if (signal.aborted) return
      if (count === 0) throw new Error(`${describe}: there is no picture in it that can be shown.`)
      // One usual frame time between the last picture of a round and the first of the next.
      roundMs = lastMs + (count > 1 ? (lastMs - roundMs) / (count - 1) : pictureMs(source))
    } while (source.loop)
  }

  return { describe, frames }
}

async function* readFootage(
  source: FootageSource,
  onWarning: (message: string) => void,
  signal: AbortSignal,
): AsyncGenerator<{ frame: FootageFrame; isStill: boolean }> {
  const pictures = await listPictures(source.path)
  if (pictures === undefined) {
    for await (const frame of readVideoFile(source.path, signal)) yield { frame, isStill: false }
  } else {
    for await (const frame of readPictures(pictures, source, onWarning, signal)) {
      yield { frame, isStill: true }
    }
  }
}

/** The pictures of a folder by name, or the picture itself; undefined where the path is a video. */
async function listPictures(path: string): Promise<string[] | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    throw cameraError(`footage ${path}`, error, 'Name a video file, a picture or a folder of pictures.')
  })
  if (!found.isDirectory()) return isPictureName(path) ? [path] : undefined
  const names = await readdir(path)
  const pictures = names.filter((name) => isPictureName(name))
  if (pictures.length === 0) {
    throw new Error(`footage ${path}: the folder holds no pictures (jpg, png, webp, bmp or tif).`)
  }
  const order = new Intl.Collator('en', { numeric: true })
  return pictures.toSorted(order.compare).map((name) => join(path, name))
}

async function* readPictures(
  paths: readonly string[],
  source: FootageSource,
  onWarning: (message: string) => void,
  signal: AbortSignal,
): AsyncGenerator<FootageFrame> {
  let atMs = 0
  let before: { readonly takenMs: number | undefined } | undefined
  for (const path of paths) {
    if (signal.aborted) return
    const picture = await readPicture(path, signal).catch((error: unknown) => {
      if (!signal.aborted) onWarning(cameraError(`picture ${path}`, error, 'It was left out.').message)
      return undefined
    })
    if (picture === undefined) continue
    if (before !== undefined) atMs += gapMs(before.takenMs, picture.takenMs) ?? pictureMs(source)
    before = { takenMs: picture.takenMs }
    yield { source: path, atMs, pixels: picture.pixels }
  }
}

function gapMs(before: number | undefined, now: number | undefined): number | undefined {
  if (before === undefined || now === undefined) return undefined
  const gap = now - before
  return gap >= 0 && gap <= LONGEST_GAP_MS ? gap : undefined
}

function pictureMs(source: FootageSource): number {
  return (source.pictureSeconds ?? DEFAULT_PICTURE_SECONDS) * 1000
}

async function* readVideoFile(path: string, signal: AbortSignal): AsyncGenerator<FootageFrame> {
  const input = { url: `file:${path}`, options: { protocol_whitelist: 'file' }, isLive: false }
  let lastMs = 0
  try {
    for await (const { frame, atMs } of readVideo(input, signal)) {
      lastMs = atMs ?? lastMs
      yield { source: path, atMs: lastMs, pixels: await toPixels(frame) }
    }
  } catch (error) {
    throw cameraError(`footage ${path}`, error, 'Name a video file, a picture or a folder of pictures.')
  }
}
