// How much footage a path holds, for showing how far along reading it is.
import { readdir, stat } from 'node:fs/promises'
import { Demuxer } from 'node-av/api'
import { isPictureName } from './read-picture.ts'

/** Pictures of a folder, or the length of a video. */
export type FootageLength = { readonly pictures: number } | { readonly durationMs: number }

/** Undefined where the path cannot be read or does not say how long it is. */
export async function footageLength(path: string): Promise<FootageLength | undefined> {
  try {
    if ((await stat(path)).isDirectory()) {
      return { pictures: (await readdir(path)).filter((name) => isPictureName(name)).length }
    }
    if (isPictureName(path)) return { pictures: 1 }
    await using video = await Demuxer.open(path)
    return video.duration > 0 ? { durationMs: video.duration * 1000 } : undefined
  } catch {
    // Reading the footage itself says what is wrong with it.
    return undefined
  }
}
