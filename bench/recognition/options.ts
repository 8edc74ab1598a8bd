// The command line of the recognition benchmarks.
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'

export type Options = {
  readonly folder: string
  readonly json: boolean
  /** Where to write the crops that failed. */
  readonly failures: string | undefined
  /** Undefined: measured on one and on two threads. */
  readonly threads: number | undefined
  /** The first so many pictures only. */
  readonly limit: number
  /** Close-ups are reduced to this width first. */
  readonly width: number | undefined
}

/** Throws an Error with the usage where the arguments are not understood. */
export function readOptions(usage: string): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      failures: { type: 'string' },
      threads: { type: 'string' },
      limit: { type: 'string' },
      width: { type: 'string' },
    },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new Error(usage)
  return {
    folder: existingFolder(folder),
    json: values.json,
    failures: values.failures,
    threads: wholeNumber('threads', values.threads),
    limit: wholeNumber('limit', values.limit) ?? Infinity,
    width: wholeNumber('width', values.width),
  }
}

/** The folder, which must be there. */
export function existingFolder(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder
  throw new Error(`${folder} is not a folder.`)
}

export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1) return value
  throw new Error(`--${name} ${text}: must be a whole number from 1.`)
}
