// Hot lists: loading, and matching reads against them.
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { PlateCandidate, StateReading } from '#shared/domain/read.ts'
import { indexEntries, matchRead, type Match } from './match-read.ts'
import { readHotList, type HotListFile } from './read-hot-list.ts'

export { rematch, type Match } from './match-read.ts'

export type HotLists = {
  match(read: { readonly candidates: readonly PlateCandidate[]; readonly state: StateReading }): Match[]
  status(): HotListStatus[]
}

/** Loads the named files; the first that cannot be read at all stops the start with its Error. */
export function loadHotLists(files: readonly string[], now: () => number): HotLists {
  const lists = files.map((file): { list: HotListFile; loadedAt: number } => ({
    list: readHotList(file),
    loadedAt: now(),
  }))
  const index = indexEntries(lists.flatMap(({ list }) => list.entries))
  return {
    match: (read) => matchRead(index, read),
    status: () =>
      lists.map(({ list, loadedAt }) => ({
        name: list.name,
        entries: list.entries.length,
        refused: list.refused.length,
        writtenAt: list.writtenAt,
        loadedAt,
      })),
  }
}
