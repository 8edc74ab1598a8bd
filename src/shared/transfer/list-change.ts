// What changed between two versions of a hot list file, as ranges of the old bytes and new bytes between them. Lines
// are only what ranges are looked for by: what comes out is the new file byte for byte, whatever it holds. The form:
// "LKLC1", the lengths of the old and the new file, then ranges; all numbers as LEB128. A range begins with its
// length times two, plus one where its bytes follow; otherwise there follows where it begins in the old file, counted
// from the end of the range that was copied before (zigzag).

const MAGIC = [0x4c, 0x4b, 0x4c, 0x43, 0x31] as const
const NEWLINE = 10
/** Far above the largest list; nothing larger is made from a change, whatever it says. */
export const MOST_LIST_BYTES = 1024 * 1024 * 1024
/** After so many lines the caller's pause is awaited. */
const LINES_BETWEEN_PAUSES = 50_000

/** The change that makes `next` of `old`. `pause` is awaited now and then, so that a large list holds nothing up. */
export async function makeListChange(
  old: Uint8Array,
  next: Uint8Array,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Uint8Array> {
  if (old.length > MOST_LIST_BYTES || next.length > MOST_LIST_BYTES) {
    throw new Error(`A list has at most ${MOST_LIST_BYTES} bytes.`)
  }
  const index = await indexLines(old, pause)
  const out = createWriter()
  out.bytes(Uint8Array.from(MAGIC))
  out.number(old.length)
  out.number(next.length)
  const ranges = createRanges(out, next)
  let expected = 0
  let lines = 0
  for (let start = 0; start < next.length;) {
    const end = endOfLine(next, start)
    const length = end - start
    const continues = expected < old.length && isSame(old, expected, next, start, length)
    const found = continues ? expected : index.find(next, start, length)
    if (found === undefined) ranges.insert(start, end)
    else {
      ranges.copy(found, length)
      expected = found + length
    }
    start = end
    lines += 1
    if (lines % LINES_BETWEEN_PAUSES === 0) await pause()
  }
  ranges.finish()
  return out.taken()
}

/** The new file. Throws an Error when the change is not for this file, or is no whole change. */
export function applyListChange(old: Uint8Array, change: Uint8Array): Uint8Array {
  const input = createReader(change)
  if (!MAGIC.every((byte) => input.byte() === byte)) throw broken('it is no change of a list')
  if (input.number() !== old.length) throw broken('it is for another file')
  const length = input.number()
  if (length > MOST_LIST_BYTES) throw broken('it would make too large a file')
  const next = new Uint8Array(length)
  let at = 0
  let expected = 0
  while (!input.isOver()) {
    const head = input.number()
    const bytes = Math.floor(head / 2)
    if (bytes === 0 || bytes > length - at) throw broken('a range does not fit')
    if (head % 2 === 1) next.set(input.bytes(bytes), at)
    else {
      const from = expected + unzigzag(input.number())
      if (from < 0 || bytes > old.length - from) throw broken('a range is outside of the old file')
      next.set(old.subarray(from, from + bytes), at)
      expected = from + bytes
    }
    at += bytes
  }
  if (at !== length) throw broken('it ends too early')
  return next
}

const broken = (why: string): Error => new Error(`The change of the list cannot be made: ${why}.`)

/** After the line's newline, which belongs to it; the last line may have none. */
function endOfLine(text: Uint8Array, start: number): number {
  const newline = text.indexOf(NEWLINE, start)
  return newline < 0 ? text.length : newline + 1
}

function isSame(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): boolean {
  if (atA + length > a.length) return false
  for (let i = 0; i < length; i += 1) if (a[atA + i] !== b[atB + i]) return false
  // A line that only begins like this one is another.
  return b[atB + length - 1] === NEWLINE || atA + length === a.length
}

/** FNV-1a over 32 bits. */
function hashOf(text: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (text[i] ?? 0), 0x01000193)
  return hash >>> 0
}

/**
 * Where each line of the old file begins, by its hash: an open table of 32-bit numbers, because a Map of a million
 * strings takes several times as much memory. Of equal lines the first stands there.
 */
async function indexLines(old: Uint8Array, pause: () => Promise<void>) {
  let lines = 0
  for (let start = 0; start < old.length; start = endOfLine(old, start)) lines += 1
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, lines * 2)))
  // 0: free; else the line's beginning plus one.
  const table = new Uint32Array(slots)

  /** The slot of this line, or the free one where it would be. */
  function slotOf(text: Uint8Array, start: number, length: number): number {
    let slot = hashOf(text, start, start + length) % slots
    for (;;) {
      const begins = (table[slot] ?? 0) - 1
      if (begins < 0 || isSame(old, begins, text, start, length)) return slot
      slot = (slot + 1) % slots
    }
  }

  let done = 0
  for (let start = 0; start < old.length;) {
    const end = endOfLine(old, start)
    const slot = slotOf(old, start, end - start)
    if (table[slot] === 0) table[slot] = start + 1
    start = end
    done += 1
    if (done % LINES_BETWEEN_PAUSES === 0) await pause()
  }
  return {
    find(text: Uint8Array, start: number, length: number): number | undefined {
      const begins = (table[slotOf(text, start, length)] ?? 0) - 1
      return begins < 0 ? undefined : begins
    },
  }
}

/** Joins what follows one another, and writes each range once. */
function createRanges(out: Writer, next: Uint8Array) {
  let inserted: { from: number; to: number } | undefined
  let copied: { from: number; length: number } | undefined
  let expected = 0

  function finish(): void {
    if (inserted !== undefined) {
      out.number((inserted.to - inserted.from) * 2 + 1)
      out.bytes(next.subarray(inserted.from, inserted.to))
    }
    if (copied !== undefined) {
      out.number(copied.length * 2)
      out.number(zigzag(copied.from - expected))
      expected = copied.from + copied.length
    }
    inserted = undefined
    copied = undefined
  }

  return {
    insert(from: number, to: number): void {
      if (inserted === undefined) {
        finish()
        inserted = { from, to }
      } else inserted.to = to
    },
    copy(from: number, length: number): void {
      if (copied !== undefined && copied.from + copied.length === from) copied.length += length
      else {
        finish()
        copied = { from, length }
      }
    },
    finish,
  }
}

const zigzag = (value: number): number => (value < 0 ? -value * 2 - 1 : value * 2)
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

type Writer = ReturnType<typeof createWriter>

function createWriter() {
  let buffer = new Uint8Array(64 * 1024)
  let length = 0

  function room(bytes: number): void {
    if (length + bytes <= buffer.length) return
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + bytes))
    larger.set(buffer.subarray(0, length))
    buffer = larger
  }

  return {
    number(value: number): void {
      room(10)
      let rest = value
      while (rest >= 0x80) {
        buffer[length++] = (rest % 0x80) + 0x80
        rest = Math.floor(rest / 0x80)
      }
      buffer[length++] = rest
    },
    bytes(some: Uint8Array): void {
      room(some.length)
      buffer.set(some, length)
      length += some.length
    },
    taken: (): Uint8Array => buffer.slice(0, length),
  }
}

function createReader(from: Uint8Array) {
  let at = 0

  function byte(): number {
    const value = from[at]
    if (value === undefined) throw broken('it ends too early')
    at += 1
    return value
  }

  return {
    byte,
    number(): number {
      let value = 0
      for (let factor = 1; factor <= 2 ** 35; factor *= 0x80) {
        const next = byte()
        value += (next % 0x80) * factor
        if (next < 0x80) return value
      }
      throw broken('a number is too long')
    },
    bytes(count: number): Uint8Array {
      if (count > from.length - at) throw broken('it ends too early')
      at += count
      return from.subarray(at - count, at)
    },
    isOver: (): boolean => at >= from.length,
  }
}
