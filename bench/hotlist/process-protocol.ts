// One measurement in a process of its own, so that its memory is its own: what it is told, what it answers.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { MadeUpPlate } from './made-up-plates.ts'

export type Task = {
  readonly entries: number
  /** A list file in NCIC's fixed form, and some of its plates. */
  readonly file: string
  readonly listed: readonly MadeUpPlate[]
  /** An empty folder for what is made of it. */
  readonly folder: string
}

export type LookupFigures = { readonly lookupMedianUs: number; readonly lookupP99Us: number }

export type LookoutFigures = LookupFigures & {
  readonly entries: number
  /** Of an import over a version that is loaded: reading, comparing, writing, swapping. */
  readonly importS: number
  /** Processor seconds of the process meanwhile, its look-ups among them. */
  readonly importCpuS: number
  /** Of the first import, with nothing to compare with. */
  readonly firstImportS: number
  /** The process's resident memory above what it was before, at its highest during either import. */
  readonly firstImportPeakMiB: number
  readonly importPeakMiB: number
  /** The longest time between two look-ups within a second of the swap, during the whole import, and without any. */
  readonly swapMs: number
  readonly importGapMs: number
  readonly idleGapMs: number
  /** Resident memory above idle of a process that opened the list, after the look-ups. */
  readonly residentMiB: number
  readonly openMs: number
  readonly lookupMaxUs: number
  /** What 5,000 partial plates add to a read. */
  readonly partialsMs: number
  readonly partialsP99Ms: number
  readonly density: number
}

/** `importS`: making the table or the map of the same file's plates. */
export type OtherFigures = LookupFigures & { readonly importS: number; readonly residentMiB: number }

/** Runs one part of hotlist-process.ts. */
export async function inOwnProcess<T>(part: string, task: Task): Promise<T> {
  const child = fork(join(import.meta.dirname, '../hotlist-process.ts'), [part], {
    execArgv: ['--expose-gc'],
  })
  return await new Promise<T>((resolve, reject) => {
    child.once('message', (figures: T) => resolve(figures))
    child.once('exit', (code) => reject(new Error(`measuring ${part} ended with ${String(code)}`)))
    child.send(task)
  })
}
