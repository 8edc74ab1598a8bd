// Goes through a file line by line without ever holding more of it than one piece, however long the file and
// its lines are. Runs in a worker thread: everything here is synchronous.
import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { chooseDecoder, notText, type Decoder } from './decode-chunks.ts'

/** Longer lines are refused by their number; what is kept of an entry is at most this. */
export const MOST_LINE_BYTES = 4096

/** Bytes read at once. UTF-16 and Windows-1252 grow to at most three times as many in UTF-8. */
const PIECE = 1024 * 1024

const LF = 10
const CR = 13
/** U+FFFD, which stands for what a decoder could not read. */
const REPLACEMENT = Buffer.from('\uFFFD')

/**
 * One line bytes[start..end), in UTF-8 and without its end; `bytes` is reused for the next. `fault` says why the
 * line cannot be read, and then it is empty. Return false to stop.
 */
export type Visit = (bytes: Buffer, start: number, end: number, line: number, fault: string) => boolean

export type LinesRead = {
  readonly lines: number
  readonly bytes: number
  /** When the file was last written, epoch ms. */
  readonly writtenAt: number
  /** Why the file as a whole cannot be read, or ''. */
  readonly refusal: string
}

/** Never throws for what the file is or says. `onPiece` is told the share of the bytes read so far. */
export function readLines(
  file: string,
  encoding: ImportTemplate['encoding'],
  visit: Visit,
  onPiece?: (lines: number, share: number) => void,
): LinesRead {
  let handle: number | undefined
  try {
    // Before opening: opening a named pipe would wait for somebody to write to it.
    const found = statSync(file)
    if (!found.isFile()) return nothing('This is not a file. Choose a hot list file.', found)
    handle = openSync(file, 'r')
    return goThrough(handle, encoding, visit, onPiece)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return nothing(`The file cannot be read (${String(error.code)}). Check its path and permissions.`)
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function nothing(refusal: string, stats?: Stats): LinesRead {
  return { lines: 0, bytes: stats?.size ?? 0, writtenAt: writtenAt(stats), refusal }
}

function writtenAt(stats: Stats | undefined): number {
  return Math.max(0, Math.round(stats?.mtimeMs ?? 0))
}

function goThrough(
  handle: number,
  encoding: ImportTemplate['encoding'],
  visit: Visit,
  onPiece: ((lines: number, share: number) => void) | undefined,
): LinesRead {
  const before = fstatSync(handle)
  const pieceBytes = Math.min(PIECE, before.size)
  const raw = Buffer.allocUnsafe(pieceBytes)
  const splitter = createSplitter(visit, pieceBytes)
  let decoder: Decoder | undefined
  let bytes = 0
  let refusal = ''
  for (let isLast = false; !isLast && refusal === '' && !splitter.isStopped();) {
    // No further than the file was long at first: one that is being written to might not end.
    const read = readSync(handle, raw, 0, Math.min(pieceBytes, before.size - bytes), bytes)
    isLast = read === 0
    let piece = raw.subarray(0, read)
    if (decoder === undefined) {
      const chosen = chooseDecoder(piece, encoding)
      if (typeof chosen === 'string') return { ...nothing(chosen, before) }
      decoder = chosen
      piece = piece.subarray(chosen.markBytes)
      splitter.checksUtf8(chosen.isUtf8)
      const text = chosen.decode(piece, false)
      refusal = notText(raw.subarray(0, read), text)
      if (refusal === '') refusal = splitter.add(text)
    } else {
      refusal = splitter.add(decoder.decode(piece, isLast))
    }
    bytes += read
    onPiece?.(splitter.lines(), before.size === 0 ? 1 : Math.min(1, bytes / before.size))
  }
  if (refusal === '' && !splitter.isStopped()) {
    splitter.end()
    if (bytes === 0) refusal = 'The file has no lines.'
    const after = fstatSync(handle)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytes !== before.size) {
      refusal = 'The file was changed while it was read. Wait until it is complete and import it again.'
    }
  }
  return { lines: splitter.lines(), bytes: before.size, writtenAt: writtenAt(before), refusal }
}

/** Cuts pieces of UTF-8 into lines, over the borders of the pieces. */
function createSplitter(visit: Visit, pieceBytes: number) {
  let work = Buffer.allocUnsafe(pieceBytes + MOST_LINE_BYTES + 2)
  /** Bytes of an unfinished line at the beginning of `work`. */
  let kept = 0
  /** In a line that is too long: nothing is kept until it ends. */
  let isSkipping = false
  let lineEnd: number | undefined
  let line = 0
  let isStopped = false
  let mustCheckUtf8 = true

  function tell(start: number, end: number, isSound: boolean): void {
    line += 1
    let last = end
    while (last > start && work[last - 1] === CR) last -= 1
    let fault = ''
    if (last - start > MOST_LINE_BYTES) fault = `the line is longer than ${MOST_LINE_BYTES} bytes`
    else if (!isSound) fault = faultOf(work.subarray(start, last), mustCheckUtf8)
    if (!(fault === '' ? visit(work, start, last, line, '') : visit(work, 0, 0, line, fault)))
      isStopped = true
  }

  function split(limit: number): void {
    if (limit === 0) return
    const end = lineEnd ?? LF
    const last = work.lastIndexOf(end, limit - 1)
    const region = work.subarray(0, Math.max(0, last))
    const isSound = mustCheckUtf8 ? isUtf8(region) : !region.includes(REPLACEMENT)
    let from = 0
    while (from <= last && !isStopped) {
      const to = work.indexOf(end, from)
      if (isSkipping) isSkipping = false
      else tell(from, to, isSound)
      from = to + 1
    }
    keep(from, limit)
  }

  function keep(from: number, limit: number): void {
    kept = limit - from
    if (isSkipping) kept = 0
    else if (kept > MOST_LINE_BYTES + 1) {
      line += 1
      isSkipping = true
      kept = 0
      if (!visit(work, 0, 0, line, `the line is longer than ${MOST_LINE_BYTES} bytes`)) isStopped = true
    } else if (kept > 0 && from > 0) work.copyWithin(0, from, limit)
  }

  return {
    lines: () => line,
    isStopped: () => isStopped,
    checksUtf8(does: boolean) {
      mustCheckUtf8 = does
    },
    /** Returns why the file is refused, or ''. */
    add(text: Buffer): string {
      if (text.includes(0)) {
        return 'The file has NUL characters: it is damaged, not text, or UTF-16 without a byte order mark.'
      }
      lineEnd ??= text.includes(LF) || !text.includes(CR) ? LF : CR
      if (kept + text.length > work.length) work = Buffer.concat([work.subarray(0, kept)], kept + text.length)
      text.copy(work, kept)
      split(kept + text.length)
      return ''
    },
    /** The last line may have no end. */
    end(): void {
      if (kept > 0 && !isSkipping) tell(0, kept, false)
    },
  }
}

function faultOf(bytes: Buffer, mustCheckUtf8: boolean): string {
  const isSound = mustCheckUtf8 ? isUtf8(bytes) : !bytes.includes(REPLACEMENT)
  return isSound ? '' : "the line is not text in the template's encoding"
}
