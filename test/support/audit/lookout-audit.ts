// The verifier as its functions: it is plain JavaScript without types, since it shares nothing with the product.
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const VERIFIER = join(import.meta.dirname, '../../../tools/lookout-audit/lookout-audit.js')

export type Verification = {
  readonly isReadable: boolean
  readonly isWhole?: boolean
  readonly entries?: number
  readonly signatures?: number
  readonly fault?: {
    readonly header?: true
    readonly counter?: number
    readonly at?: string
    readonly why: string
  }
}

type Options = {
  readonly deviceKey?: KeyObject
  readonly departmentKey?: KeyObject
  readonly threads?: number
}

type Verifier = {
  readonly verifyChunks: (chunks: Iterable<Buffer>, options?: Options) => Promise<Verification>
  readonly verifyFile: (file: string, options?: Options) => Promise<Verification>
}

const verifier = (await import(pathToFileURL(VERIFIER).href)) as Verifier

export const { verifyFile } = verifier
export const verifyBytes = (bytes: Buffer, options?: Options): Promise<Verification> =>
  verifier.verifyChunks([bytes], options)
