// The object store: pictures, packages and documents by name, in a folder or in a bucket that speaks S3. What is put
// here is sealed before (the vault).
import { folderObjects } from './folder-objects.ts'
import { s3Objects, type S3Settings } from './s3-objects.ts'

export type ObjectContent = Uint8Array | AsyncIterable<Uint8Array>
export type ListedObject = { readonly name: string; readonly bytes: number }

export type Objects = {
  readonly kind: 'folder' | 's3'
  /** Whole or not at all; there, and on the disk, when it resolves. What had the name before is replaced. */
  put(name: string, content: ObjectContent): Promise<void>
  get(name: string): Promise<Uint8Array | undefined>
  /** Nothing where there is none. */
  remove(name: string): Promise<void>
  /** Removes all whose name begins so (`days/20000/`: with a slash at its end); how many there were. */
  removeAll(prefix: string): Promise<number>
  /** All whose name begins so, in no order that one may rest on. */
  list(prefix: string): AsyncIterable<ListedObject>
}

export type ObjectsOptions = { readonly folder: string } | { readonly s3: S3Settings }

export function openObjects(options: ObjectsOptions): Objects {
  return 's3' in options ? s3Objects(options.s3) : folderObjects(options.folder)
}
