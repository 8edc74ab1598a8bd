// The plain inside of a transfer package, taken apart: frame by frame, in their one order, and never more in memory
// than one frame and one piece of the file.
import { createHash, type Hash } from 'node:crypto'
import { refuse, type Refused } from '#main/refused.ts'
import { FRAME_HEAD_BYTES, FRAME_KINDS, MOST_FRAME_BYTES, type FrameKind } from '#shared/transfer/package.ts'

export type Frame = {
  readonly kind: FrameKind
  readonly bytes: Uint8Array
  /** SHA-256 and count of all bytes before this frame. */
  readonly before: { readonly sha256: () => string; readonly bytes: number }
}

/** What may stand after what; nothing after the manifest. */
const NEXT: Readonly<Record<FrameKind | 'start', readonly FrameKind[]>> = {
  start: ['header'],
  header: ['record', 'metadata', 'manifest'],
  record: ['record', 'metadata', 'manifest'],
  metadata: ['image'],
  image: ['metadata', 'manifest'],
  manifest: [],
}

/** Refused: an unknown or misplaced frame, one that is too large, an end in the middle, bytes after the manifest. */
export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const digest = createHash('sha256')
  const input = reader(source)
  let last: FrameKind | 'start' = 'start'
  let bytes = 0
  for (;;) {
    const head = await input.take(FRAME_HEAD_BYTES)
    if (head === undefined) break
    const kind: FrameKind | undefined = FRAME_KINDS[head[0] ?? -1]
    const length = new DataView(head.buffer, head.byteOffset).getUint32(1)
    if (kind === undefined || !NEXT[last].includes(kind) || length > MOST_FRAME_BYTES[kind]) throw damaged()
    const body = await input.take(length)
    if (body === undefined) throw damaged()
    // The digest up to here is of this moment: whoever wants it asks before he takes the next frame.
    yield { kind, bytes: body, before: { sha256: () => copyOf(digest), bytes } }
    digest.update(head)
    digest.update(body)
    bytes += head.length + body.length
    last = kind
  }
  if (last !== 'manifest') throw damaged()
}

export function damaged(): Refused {
  return refuse(
    'a whole package of a car: this one is cut off, was changed, or is something else',
    'Have the car write it again.',
  )
}

const copyOf = (digest: Hash): string => digest.copy().digest('hex')

/** Exactly so many bytes at a time. Undefined at the end; refused where the end comes in the middle. */
function reader(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]()
  let rest: Uint8Array[] = []
  let held = 0
  return {
    async take(wanted: number): Promise<Uint8Array | undefined> {
      while (held < wanted) {
        const next = await pieces.next()
        if (next.done === true) {
          if (held === 0 && wanted > 0) return undefined
          throw damaged()
        }
        rest.push(next.value)
        held += next.value.length
      }
      const all = rest.length === 1 && rest[0] !== undefined ? rest[0] : Buffer.concat(rest)
      rest = all.length > wanted ? [all.subarray(wanted)] : []
      held -= wanted
      return all.subarray(0, wanted)
    },
  }
}
