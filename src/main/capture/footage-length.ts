// How much footage a path holds, for showing how far along reading it is.
import { readdir, stat } from 'node:fs/promises'
import * as av from 'node-av/constants'
import { FormatContext } from 'node-av/lib'
import { isPictureName } from './read-picture.ts'
import { silenceFfmpeg } from './silence-ffmpeg.ts'

/** Pictures of a folder, or the length of a video. */
export type FootageLength = { readonly pictures: number } | { readonly durationMs: number }

/** Undefined where the path cannot be read or does not say how long it is. */
export async function footageLength(path: string): Promise<FootageLength | undefined> {
  try {
    if ((await stat(path)).isDirectory()) {
      return { pictures: (await readdir(path)).filter((name) => isPictureName(name)).length }
    }
    if (isPictureName(path)) return { pictures: 1 }
    return await videoLength(path)
  } catch {
    // Reading the footage itself says what is wrong with it.
    return undefined
  }
}

async function videoLength(path: string): Promise<FootageLength | undefined> {
  silenceFfmpeg()
  await using format = new FormatContext()
  if ((await format.openInput(`file:${path}`)) < 0 || (await format.findStreamInfo()) < 0) return undefined
  const { duration } = format
  const isKnown = duration !== av.AV_NOPTS_VALUE && duration > 0n
  return isKnown ? { durationMs: (Number(duration) * 1000) / av.AV_TIME_BASE } : undefined
}
