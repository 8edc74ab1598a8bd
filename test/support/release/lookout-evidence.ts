// The verifier as its functions and as its command: it is plain JavaScript without types, since it shares nothing with
// the product.
import { execFile } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const TOOL = join(import.meta.dirname, '../../../tools/lookout-evidence/lookout-evidence.js')

type Files = ReadonlyMap<string, Buffer>
type Tool = {
  readonly openSealed: (
    sealed: Buffer,
    by: { readonly privateKey?: KeyObject; readonly passphrase?: string },
  ) => Buffer
  readonly readZip: (zip: Buffer) => Map<string, Buffer>
  readonly verifyBag: (
    files: Files,
    departmentKey?: KeyObject,
  ) => { readonly files: number; readonly bytes: number; readonly key: string; readonly info: string }
}

const tool = (await import(pathToFileURL(TOOL).href)) as Tool
export const { openSealed, readZip, verifyBag } = tool

/** Files of a bag by their paths in it, without the folder that they lie in. */
export function inBag(files: Files): Map<string, Buffer> {
  return new Map([...files].map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]))
}

/** Runs the command; answers how it ended and what it said. */
export function lookoutEvidence(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly says: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [TOOL, ...words], { timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, says: stdout + stderr })
    })
  })
}
