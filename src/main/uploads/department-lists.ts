// Hot lists that the department sends: the whole file once, then what changed. The file that a list was last made from
// lies sealed in the data folder, as the next change is made to it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { refuse } from '#main/refused.ts'
import type { DepartmentLinkRepository } from '#main/storage/department-link-repository.ts'
import type { By } from '#shared/domain/officer.ts'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { applyListChange, MOST_LIST_BYTES } from '#shared/transfer/list-change.ts'
import type { HotListOffer } from '#shared/transfer/wire.ts'
import type { Box } from './box.ts'

const inflated = promisify(inflate)

export type DepartmentLists = ReturnType<typeof openDepartmentLists>

type Head = { readonly serial: number; readonly issuedAt: number }

type Options = {
  /** `lists-from-department` in the data folder. */
  readonly folder: string
  readonly box: Box
  readonly repository: DepartmentLinkRepository
  /** Imports a file as the next version of the list of this name. */
  readonly importList: (name: string, file: string, template: ImportTemplate, by: By) => Promise<unknown>
  /** An import template by its id; throws a refusal for one that is not here. */
  readonly template: (id: string) => ImportTemplate
  readonly now: () => number
}

export function openDepartmentLists({ folder, box, repository, importList, template, now }: Options) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // A file in the clear lies here only while it is imported.
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.sealed')) rmSync(join(folder, name), { force: true })
  }
  const fileOf = (name: string) =>
    join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.sealed`)

  /** The file that the list was last made from; undefined where it is not here or not whole. */
  async function base(name: string): Promise<Uint8Array | undefined> {
    const row = repository.list(name)
    if (row === undefined) return undefined
    try {
      const content = box.open(await readFile(fileOf(name)), `hot list ${name}`)
      return hashOf(content) === row.sha256 ? content : undefined
    } catch {
      return undefined
    }
  }

  async function contentOf(offer: HotListOffer, content: Uint8Array): Promise<Uint8Array> {
    if (hashOf(content) !== offer.content) throw broken('what was fetched is not what was signed')
    const plain = await inflated(content, { maxOutputLength: MOST_LIST_BYTES })
    const next = offer.base === undefined ? plain : applyListChange(await baseFor(offer), plain)
    if (hashOf(next) !== offer.sha256) throw broken('the file that comes out is not the one that was signed')
    return next
  }

  async function baseFor({ name, base: wanted }: HotListOffer): Promise<Uint8Array> {
    const found = await base(name)
    if (found === undefined || hashOf(found) !== wanted) throw broken('the file that it changes is not here')
    return found
  }

  return {
    /**
     * Imports the list under its name and keeps its file for the next change. An import that the list itself refuses
     * (it shrank too much) leaves the loaded version, and is in the list's own report.
     */
    async take(offer: HotListOffer, { serial, issuedAt }: Head, content: Uint8Array, by: By): Promise<void> {
      const { name, sha256 } = offer
      const chosen = template(offer.template)
      const next = await contentOf(offer, content)
      const plain = join(folder, `${sha256}.importing`)
      try {
        await writeFile(plain, next, { mode: 0o600 })
        // What a list's age counts from where its header names no date: when the department made the file.
        await utimes(plain, issuedAt / 1000, issuedAt / 1000)
        await importList(name, plain, chosen, by)
      } finally {
        await rm(plain, { force: true })
      }
      await put(fileOf(name), box.seal(next, `hot list ${name}`))
      repository.putList({ name, template: offer.template, sha256, serial, takenAt: now() })
    },

    /** A signed offer is only taken once its content is here. */
    mustBeHere({ name, sha256 }: HotListOffer): void {
      if (repository.list(name)?.sha256 === sha256) return
      throw refuse(
        'the content of the hot list: it comes over the network only',
        'Bring the car into contact with the department, or put the list itself in the import folder.',
      )
    },

    /** Without the base at hand the whole file is asked for: what is reported is what a change can be made to. */
    bases: () => repository.lists().filter(({ name }) => existsSync(fileOf(name))),

    /** The base of a list is of no use: the whole file is asked for at the next contact. */
    async forget(name: string): Promise<void> {
      await rm(fileOf(name), { force: true })
    },
  }
}

const broken = (why: string): Error =>
  refuse(`a hot list that can be taken: ${why}`, 'The whole list is asked for at the next contact.')

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function put(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.new`, bytes, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
