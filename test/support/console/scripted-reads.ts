// The reads of the scripted core: made up from their sequence, but for those that a test changes or that an
// officer types.
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { By } from '#shared/domain/officer.ts'
import { Read } from '#shared/domain/read.ts'
import type { StateCode } from '#shared/domain/states.ts'
import { madeUpRead } from './made-up-reads.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'

type Options = {
  readonly count: number
  readonly startedAt: number
  readonly tell: Tell
  /** Who is on shift; undefined between shifts. */
  readonly by: () => By | undefined
}

export function scriptedReads({ count, startedAt, tell, by }: Options) {
  const os = implement(contract)
  const changed = new Map<number, Read>()
  const state = { newest: count, pages: 0 }

  const readOf = (sequence: number): Read => changed.get(sequence) ?? madeUpRead(sequence, count, startedAt)

  /** The next read, made up but for `change`. */
  function nextRead(change: Partial<Read> = {}): Read {
    state.newest += 1
    const read = { ...readOf(state.newest), ...change }
    changed.set(state.newest, read)
    return read
  }

  function typed(plate: string, code: StateCode | undefined, words: string, corrects?: Read): Read {
    const officer = by()
    if (officer === undefined) throw refuse('a shift', 'Start your shift first.')
    const { cropHash: _crop, contextHash: _context, ...read } = corrects ?? nextRead()
    const entered = { by: officer, words, ...(corrects === undefined ? {} : { corrects: corrects.id }) }
    const { id, sequence } = corrects === undefined ? read : nextRead()
    const made = Read.parse({
      ...read,
      id,
      sequence,
      capturedAt: corrects?.capturedAt ?? Date.now(),
      plate,
      plateProbability: 1,
      positions: [...plate].map((character) => ({ character, probability: 1, alternatives: [] })),
      candidates: [{ plate, probability: 1 }],
      stackedPairs: undefined,
      state:
        code === undefined ? { probability: 0, candidates: [] } : { code, probability: 1, candidates: [] },
      entered,
      ...(corrects === undefined ? {} : { cropHash: corrects.cropHash, contextHash: corrects.contextHash }),
    })
    changed.set(made.sequence, made)
    tell({ newestRead: made.sequence })
    return made
  }

  const handlers = {
    page: os.reads.page.handler(({ input: { anchor = state.newest, offset, limit } }) => {
      state.pages += 1
      const first = anchor - offset
      const rows = Array.from({ length: Math.max(0, Math.min(limit, first)) }, (_, at) => readOf(first - at))
      return { anchor, total: anchor, rows }
    }),
    get: os.reads.get.handler(({ input: { id } }) => readOf(Number(id.slice(-12)))),
    capture: os.reads.capture.handler(({ input: { plate, state, words } }) => typed(plate, state, words)),
    correct: os.reads.correct.handler(({ input: { id, plate, state, words } }) => {
      const original = readOf(Number(id.slice(-12)))
      if (original.plate === plate && original.state.code === state)
        throw refuse('another plate or state than was read', 'Type what is on the car.')
      return typed(plate, state, words, original)
    }),
  }
  return { state, readOf, nextRead, handlers }
}
