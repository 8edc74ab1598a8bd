// A ZIP of files that lie in it as they are. Nothing is deflated: the images are so already, and of a deflated file some
// bits can be changed without its content changing, which a verifier could not see.
import { Zip, ZipPassThrough } from 'fflate'

export type PackedFile = { readonly path: string; readonly bytes: Uint8Array }

/** The first day that a ZIP can name. When each file was made stands in the bag, not here. */
const NO_TIME = new Date(1980, 0, 1)

/** Gives the archive piece by piece, holding one file at a time. */
export async function* zipped(files: AsyncIterable<PackedFile>): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = []
  let failure: Error | undefined
  const zip = new Zip((error, piece) => {
    if (error === null) pieces.push(piece)
    else failure = error
  })
  for await (const { path, bytes } of files) {
    const file = new ZipPassThrough(path)
    file.mtime = NO_TIME
    zip.add(file)
    file.push(bytes, true)
    if (failure !== undefined) throw failure
    yield* pieces
    pieces = []
  }
  zip.end()
  yield* pieces
}
