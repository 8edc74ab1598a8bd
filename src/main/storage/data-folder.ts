import { join } from 'node:path'

/** Where the records of one installation lie in its data folder. */
export type DataFolder = { readonly database: string; readonly keys: string; readonly media: string }

export function dataFolder(folder: string): DataFolder {
  return {
    database: join(folder, 'lookout.db'),
    keys: join(folder, 'lookout.keys'),
    media: join(folder, 'media'),
  }
}
