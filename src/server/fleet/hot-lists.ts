// Hot lists for the cars: a file that somebody put into the server's `lists` folder, published whole and as what
// changed since the last versions, so that a car that was in contact lately gets only that.
import { createHash, randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Box } from '#server/authority/index.ts'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { makeListChange } from '#shared/transfer/list-change.ts'
import type { CarId, ContactReport, FileOffer, HotListOffer } from '#shared/transfer/wire.ts'
import { linesOf, nameOf, openListsFolder } from './lists-folder.ts'
import type { Outgoing, ToPublish } from './outgoing.ts'

const deflated = promisify(deflate)
const inflated = promisify(inflate)

/** What a name of an installed list may have in a car (domain/hot-list.ts). */
const MOST_NAME = 60
/** Versions that a change is made from; a car that has an older one gets the whole file. */
const BASES = 3

type Options = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly objects: Objects
  readonly outgoing: Outgoing
  readonly box: Box
  readonly folder: string
  /** Names of the import templates that cars have; absent: any is taken. */
  readonly templates: (() => readonly string[]) | undefined
}

type Base = { readonly list_sha256: string; readonly content: string }

export function createHotListFiles({ db, acts, objects, outgoing, box, folder, templates }: Options) {
  const { kysely } = db
  const files = openListsFolder(folder)
  let isPublishing = false

  async function put(bytes: Uint8Array) {
    const name = `hot-lists/${randomUUID()}`
    const content = await deflated(bytes)
    await objects.put(name, box.seal(content, name))
    return { name, bytes: content.length, sha256: sha256Of(content) }
  }

  async function contentOf(name: string): Promise<Uint8Array | undefined> {
    const sealed = await objects.get(name)
    return sealed && box.open(sealed, name)
  }

  /** The newest versions of a list, whole, newest first. */
  async function versions(list: string) {
    return kysely
      .selectFrom('outgoing')
      .selectAll()
      .where('kind', '=', 'hot-list')
      .where('list_name', '=', list)
      .where('base_sha256', 'is', null)
      .orderBy('serial', 'desc')
      .execute()
  }

  /** Changes to `next` from each of these versions, where they are smaller than the whole file. */
  async function changesTo(next: Uint8Array, wholeBytes: number, bases: readonly Base[]) {
    const changes: { base: string; content: Awaited<ReturnType<typeof put>> }[] = []
    for (const base of bases) {
      const old = await contentOf(base.content)
      if (old === undefined) continue
      const change = await makeListChange(await inflated(old), next, () => setImmediate())
      const content = await put(change)
      if (content.bytes < wholeBytes) changes.push({ base: base.list_sha256, content })
      else await objects.remove(content.name)
    }
    return changes
  }

  async function publish(file: string, template: string, who: Holder) {
    const list = nameOf(file)
    if (list.length === 0 || list.length > MOST_NAME) {
      throw refuse(
        `a file name of at most ${MOST_NAME} characters: cars name the list by it`,
        'Rename the file.',
      )
    }
    const known = templates?.()
    if (known !== undefined && !known.includes(template)) {
      throw refuse('an import template of this name', 'Choose one of the templates that cars have.')
    }
    const next = await files.bytesOf(file)
    const before = await versions(list)
    const sha256 = sha256Of(next)
    if (before[0]?.list_sha256 === sha256) {
      throw refuse('a file that changed: cars were told of this one already', 'Put the newer file there.')
    }
    const lines = linesOf(next)
    const bases = before
      .slice(0, BASES)
      .flatMap(({ list_sha256, content }) =>
        list_sha256 === null || content === null ? [] : [{ list_sha256, content }],
      )
    const whole = await put(next)
    const changes = await changesTo(next, whole.bytes, bases)

    const toPublish = (content: typeof whole, base?: string): ToPublish => {
      const body: HotListOffer = {
        name: list,
        template,
        sha256,
        lines,
        ...(base === undefined ? {} : { base }),
        content: content.sha256,
        contentBytes: content.bytes,
      }
      return {
        payload: (head) => ({ kind: 'hot-list', ...head, body }),
        list: { name: list, sha256, lines, ...(base === undefined ? {} : { base }), content: content.name },
      }
    }
    try {
      const serial = await acts.run(
        who.by,
        (serial: number) => ({
          action: 'list.publish',
          subject: list,
          detail: { serial, sha256, lines, template },
        }),
        (trx) =>
          outgoing.publish(trx, 'hot-list', [
            toPublish(whole),
            ...changes.map(({ base, content }) => toPublish(content, base)),
          ]),
      )
      const newestBase = bases[0]?.list_sha256
      const change = changes.find(({ base }) => base === newestBase)
      return { serial, lines, changeBytes: change?.content.bytes ?? whole.bytes, wholeBytes: whole.bytes }
    } catch (error) {
      for (const name of [whole.name, ...changes.map(({ content }) => content.name)]) {
        await objects.remove(name).catch(() => undefined)
      }
      throw error
    }
  }

  /** What no car needs any more: changes to older versions, and versions that no change is made from. */
  async function removeOld(list: string): Promise<void> {
    const whole = await versions(list)
    const newest = whole[0]?.serial ?? 0
    const oldest = whole[BASES - 1]?.serial ?? 0
    const gone = await kysely
      .deleteFrom('outgoing')
      .where('kind', '=', 'hot-list')
      .where('list_name', '=', list)
      .where((eb) =>
        eb.or([
          eb.and([eb('base_sha256', 'is not', null), eb('serial', '<', newest)]),
          eb('serial', '<', oldest),
        ]),
      )
      .returning('content')
      .execute()
    for (const { content } of gone) if (content !== null) await objects.remove(content)
  }

  return {
    async lists(_who: Holder) {
      const rows = await kysely
        .selectFrom('outgoing')
        .select(['list_name', 'serial', 'issued_at', 'list_lines'])
        .where('kind', '=', 'hot-list')
        .where('base_sha256', 'is', null)
        .orderBy('serial')
        .execute()
      // A later one takes the place of an earlier one.
      const newest = new Map(rows.map((row) => [row.list_name, row]))
      const found = (await files.names()).map(async (file) => {
        const row = newest.get(nameOf(file))
        const bytes = await files.sizeOf(file)
        if (row === undefined) return { file, bytes }
        return {
          file,
          bytes,
          published: { serial: row.serial, at: row.issued_at, lines: row.list_lines ?? 0 },
        }
      })
      return Promise.all(found)
    },

    async publishList({ file, template }: { readonly file: string; readonly template: string }, who: Holder) {
      if (isPublishing) throw refuse('the end of the list before: one is being published', 'Wait a moment.')
      isPublishing = true
      try {
        const published = await publish(file, template, who)
        await removeOld(nameOf(file))
        return published
      } finally {
        isPublishing = false
      }
    },

    /** Of each list that the car has not as it is now: the change from what it has, or the whole file. */
    async offersFor(reported: ContactReport['lists']): Promise<FileOffer[]> {
      const has = new Set(reported.flatMap(({ sha256 }) => (sha256 === undefined ? [] : [sha256])))
      const rows = await kysely
        .selectFrom('outgoing')
        .select(['id', 'kind', 'serial', 'bytes', 'sha256', 'list_name', 'list_sha256', 'base_sha256'])
        .where('kind', '=', 'hot-list')
        .orderBy('serial')
        .execute()
      const newest = new Map<string | null, typeof rows>()
      for (const row of rows) {
        const others = newest.get(row.list_name)
        if (others?.[0]?.serial === row.serial) others.push(row)
        else newest.set(row.list_name, [row])
      }
      return [...newest.values()].flatMap((ways) => {
        if (ways.some(({ list_sha256 }) => list_sha256 !== null && has.has(list_sha256))) return []
        const change = ways.find(({ base_sha256 }) => base_sha256 !== null && has.has(base_sha256))
        const way = change ?? ways.find(({ base_sha256 }) => base_sha256 === null)
        if (way === undefined) return []
        const { id, kind, serial, bytes, sha256 } = way
        return [{ id, kind, serial, bytes, sha256 }]
      })
    },

    /** The deflated bytes that a hot list's file names; undefined for any other file. */
    async content(car: CarId, id: string): Promise<Uint8Array | undefined> {
      const row = await kysely
        .selectFrom('outgoing')
        .select('content')
        .where('id', '=', id)
        .where((eb) => eb.or([eb('car_id', 'is', null), eb('car_id', '=', car)]))
        .executeTakeFirst()
      return typeof row?.content === 'string' ? contentOf(row.content) : undefined
    },
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
