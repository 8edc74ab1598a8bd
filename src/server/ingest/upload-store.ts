// Uploads that are not whole yet, as files of which nobody can read anything: each is encrypted with a key that is in
// this process alone. They do not outlive it; the car then begins that picture again.
import { createCipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { FileStore, MemoryConfigstore } from '@tus/file-store'

const BLOCK = 16

/** tus asks for a class of its own kind. */
export class UploadStore extends FileStore {
  readonly #keys = new Map<string, Uint8Array>()

  constructor(directory: string) {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    super({ directory, configstore: new MemoryConfigstore() })
  }

  override async create(upload: Parameters<FileStore['create']>[0]) {
    this.#keys.set(upload.id, randomBytes(32))
    return super.create(upload)
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    return super.write(Readable.from(this.#encrypt(id, offset, readable)), id, offset)
  }

  override async remove(id: string): Promise<void> {
    this.#keys.delete(id)
    await super.remove(id)
  }

  /** The bytes as the car sent them. */
  async plain(id: string): Promise<Uint8Array> {
    const cipher = this.#keystream(id, 0)
    return cipher.update(await readFile(join(this.directory, id)))
  }

  async *#encrypt(id: string, offset: number, readable: Readable): AsyncGenerator<Uint8Array> {
    const cipher = this.#keystream(id, offset)
    for await (const chunk of readable) {
      if (chunk instanceof Uint8Array) yield cipher.update(chunk)
    }
  }

  /** AES-256 in counter mode goes on at any byte, and every byte of an upload is written once. */
  #keystream(id: string, offset: number) {
    const key = this.#keys.get(id)
    if (key === undefined) throw new Error('There is no such upload.')
    const counter = Buffer.alloc(BLOCK)
    counter.writeUIntBE(Math.floor(offset / BLOCK), BLOCK - 6, 6)
    const cipher = createCipheriv('aes-256-ctr', key, counter)
    cipher.update(Buffer.alloc(offset % BLOCK))
    return cipher
  }
}
