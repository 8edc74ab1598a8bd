// The lines of a file of receipts, none of them longer than a receipt can be.
import { createReadStream } from 'node:fs'

/** A receipt of 500 items has about 100 KB. */
const MOST_LINE_BYTES = 1024 * 1024
const NEWLINE = 10

/** Yields each line; one that is too long is told as undefined, and no more is read after it. */
export async function* receiptLines(path: string): AsyncGenerator<string | undefined> {
  let rest = Buffer.alloc(0)
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, piece])
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield rest.toString('utf8', 0, end)
      rest = rest.subarray(end + 1)
    }
    if (rest.length > MOST_LINE_BYTES) {
      yield undefined
      return
    }
  }
  if (rest.length > 0) yield rest.toString('utf8')
}
