// Where a provider keeps the reads, hits that officers acted on are the department's own as well (Oak Brook 131.7 (b) and
// evid., Parsons 427.5): they, their reads and their images are wanted by it, and stay here until it has them.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RecordBodies } from '#main/storage/record-bodies.ts'
import { FROM_THE_OLDEST, type Holder, type UploadsRepository } from '#main/storage/uploads-repository.ts'

export type ActedOn = ReturnType<typeof createActedOn>

type Options = {
  readonly repository: UploadsRepository
  readonly bodies: RecordBodies
  readonly now: () => number
}

const AT_ONCE = 20

export function createActedOn({ repository, bodies, now }: Options) {
  function want(hit: number, holder: Holder): void {
    const { read, isActedOn } = bodies.readOfHit(hit) ?? {}
    if (read === undefined || isActedOn !== true) return
    repository.want('hit', hit, holder)
    repository.want('read', read, holder)
    for (const image of bodies.imagesOfRead(read)) repository.want('media', image, holder)
  }

  return {
    /** A decision changes its hit, so that it waits again: only those that wait have to be looked at. */
    async mark(holder: Holder): Promise<void> {
      const options = { holder, isOnlyWanted: false, now: now(), limit: AT_ONCE }
      let after = FROM_THE_OLDEST
      for (;;) {
        const rows = repository.waiting('hit', options, after)
        repository.inTransaction(() => {
          for (const { record } of rows) want(record, holder)
        })
        const last = rows.at(-1)
        if (last === undefined || rows.length < AT_ONCE) return
        after = last
        await nextTurn()
      }
    },

    /** Those too that somebody else has signed for: once, when the holder becomes one. */
    async markAll(holder: Holder): Promise<void> {
      const hits = bodies.actedOn()
      for (let at = 0; at < hits.length; at += AT_ONCE) {
        repository.inTransaction(() => {
          for (const hit of hits.slice(at, at + AT_ONCE)) want(hit, holder)
        })
        await nextTurn()
      }
    },
  }
}
