// Why a file is refused as a whole, in sentences that say what to do; the loaded version stays.
import type { ImportReport } from '#shared/domain/import-template.ts'
import type { ImportRequest } from './import-request.ts'
import { TooManyOfOnePlate } from './spill.ts'

type Loaded = { readonly entries: number; readonly writtenAt: number }

type Rules = { readonly mostShrinkShare: number; readonly allowOlder: boolean }

/** Of the file's date; undefined when it may be taken. */
export function refuseOlder(writtenAt: number, loaded: Loaded | undefined, rules: Rules): string | undefined {
  if (loaded === undefined || rules.allowOlder || writtenAt >= loaded.writtenAt) return undefined
  return (
    `The file was written on ${timeOf(writtenAt)}, before the loaded list, which was written on ` +
    `${timeOf(loaded.writtenAt)}. The loaded list stays. Get the newest file; an administrator can allow an older one.`
  )
}

/** Of the number of entries that would be installed; undefined when it may be taken. */
export function refuseSmaller(entries: number, loaded: Loaded | undefined, rules: Rules): string | undefined {
  if (loaded === undefined || entries >= loaded.entries * (1 - rules.mostShrinkShare)) return undefined
  const share = Math.round((1 - entries / loaded.entries) * 100)
  return (
    `The file has ${entries} entries and the loaded list has ${loaded.entries}: ${share} % fewer, and at most ` +
    `${Math.round(rules.mostShrinkShare * 100)} % are allowed. The loaded list stays. Check that the file is whole; ` +
    'an administrator can allow a larger share.'
  )
}

/** Of what went wrong on the way. Names no content of the file. */
export function refuseFault(error: unknown, folder: string): string {
  if (error instanceof TooManyOfOnePlate) return `${error.message} The loaded list stays.`
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return `The disk is full: the list cannot be written to ${folder}. The loaded list stays. Make room and import again.`
  }
  const what = code === '' ? (error instanceof Error ? error.name : 'unknown fault') : code
  return `The import stopped on a fault (${what}). The loaded list stays. Import again; if it stops again, report it.`
}

/** The report of an import that got nowhere. */
export function emptyReport({ file, template, now }: ImportRequest): ImportReport {
  return {
    file,
    template: template.id,
    lines: 0,
    taken: 0,
    refusedCount: 0,
    refused: [],
    junk: {},
    mended: {},
    calibration: 0,
    expired: 0,
    bothForms: 0,
    repeated: 0,
    categories: {},
    writtenAt: now,
    changes: { added: 0, removed: 0, changed: 0 },
    ms: 0,
  }
}

function timeOf(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
