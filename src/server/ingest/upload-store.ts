// Uploads that are not whole yet: in this process's memory and nowhere else, so that no picture lies readable on a disk.
// They do not outlive it, nor a want of room; the car then finds nothing and begins that picture again.
import type { Readable } from 'node:stream'
import { DataStore, ERRORS, type Upload } from '@tus/server'

/** Of all cars together: some thousand pictures on their way at once. */
const MOST_BYTES = 256 * 1024 * 1024

type Held = { readonly upload: Upload; readonly parts: Uint8Array[]; bytes: number }

/** tus asks for a class of its own kind. */
export class UploadStore extends DataStore {
  /** The one that was written to last is the last. */
  readonly #held = new Map<string, Held>()
  readonly #mostBytes: number
  #bytes = 0

  constructor(mostBytes: number = MOST_BYTES) {
    super()
    this.#mostBytes = mostBytes
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  override async create(upload: Upload): Promise<Upload> {
    this.#held.set(upload.id, { upload, parts: [], bytes: 0 })
    return upload
  }

  /** What came before the connection was cut stays, and is gone on from. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const held = this.#get(id)
    if (held.bytes !== offset) throw ERRORS.INVALID_OFFSET
    this.#held.delete(id)
    this.#held.set(id, held)
    for await (const chunk of readable) {
      if (!(chunk instanceof Uint8Array)) continue
      if (this.#held.get(id) !== held) throw ERRORS.FILE_NO_LONGER_EXISTS
      // A copy: the chunk may be a small part of a large buffer that would stay with it.
      held.parts.push(Uint8Array.from(chunk))
      held.bytes += chunk.length
      this.#bytes += chunk.length
      this.#makeRoom(held)
    }
    return held.bytes
  }

  override async getUpload(id: string): Promise<Upload> {
    const { upload, bytes } = this.#get(id)
    upload.offset = bytes
    return upload
  }

  override async remove(id: string): Promise<void> {
    this.#drop(this.#get(id))
  }

  /** The bytes as the car sent them. */
  bytesOf(id: string): Uint8Array {
    const held = this.#get(id)
    return Buffer.concat(held.parts, held.bytes)
  }

  #get(id: string): Held {
    const held = this.#held.get(id)
    if (held === undefined) throw ERRORS.FILE_NOT_FOUND
    return held
  }

  #drop(held: Held): void {
    this.#bytes -= held.bytes
    this.#held.delete(held.upload.id)
  }

  /** What was not written to for the longest goes first. */
  #makeRoom(but: Held): void {
    for (const held of this.#held.values()) {
      if (this.#bytes <= this.#mostBytes) return
      if (held !== but) this.#drop(held)
    }
  }
}
