// The server's `lists` folder: hot list files that somebody put there for the cars.
import { constants } from 'node:fs'
import { open, readdir, type FileHandle } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { refuse } from '#main/refused.ts'

/** Twice a list of a million entries of a hundred bytes; NCIC's whole file is smaller. */
const MOST_FILE_BYTES = 256 * 1024 * 1024
const MOST_FILES = 200
const MOST_NAME = 120
const NEWLINE = 10

export function openListsFolder(folder: string) {
  async function names(): Promise<string[]> {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && entry.name.length <= MOST_NAME)
      .map(({ name }) => name)
      .toSorted()
      .slice(0, MOST_FILES)
  }

  /** Opens without following a link. */
  async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await open(join(folder, file), constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      return await work(handle)
    } finally {
      await handle.close()
    }
  }

  return {
    /** Files that lie there, by name. Links and folders are none. */
    names,
    sizeOf: (file: string): Promise<number> => withFile(file, async (handle) => (await handle.stat()).size),

    /** All of the file; refused where it is not there, empty or too large. */
    async bytesOf(file: string): Promise<Buffer> {
      const next = 'Copy it into the lists folder of the server and look at the list again.'
      if (!(await names()).includes(file)) throw refuse('this file in the lists folder', next)
      return withFile(file, async (handle) => {
        const { size } = await handle.stat()
        if (size === 0) throw refuse('a file with lines in it: this one is empty', next)
        if (size > MOST_FILE_BYTES) {
          throw refuse(`a file of at most ${MOST_FILE_BYTES / 1024 / 1024} MB: this one is larger`, next)
        }
        return handle.readFile()
      })
    },
  }
}

/** A list is called as its file without the ending, so that a newer file of the same name is its next version. */
export const nameOf = (file: string): string => file.slice(0, file.length - extname(file).length)

/** The last line may have no end. */
export function linesOf(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1
  return bytes.at(-1) === NEWLINE ? lines : lines + 1
}
