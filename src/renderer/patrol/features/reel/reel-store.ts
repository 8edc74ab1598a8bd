// The reel: a window on all reads, newest first. Live, it starts at the newest read and moves with it.
// Held, it counts from an anchor and nothing that is added moves what is being looked at.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { paced } from '#renderer/connection/paced.ts'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { Read } from '#shared/domain/read.ts'

export type ReelState = {
  readonly mode: 'live' | 'held'
  /** Highest sequence of the window and the number of reads in it; undefined before the first answer. */
  readonly anchor: number
  readonly total: number | undefined
  readonly pages: ReadonlyMap<number, readonly Read[]>
  /** Sequence of the newest read there is. */
  readonly newest: number
  readonly selected: Read | undefined
  /** Place of the selected read in a held reel. */
  readonly selectedIndex: number | undefined
  /** Why the last page did not come. */
  readonly fault: string | undefined
}

export type LoadPage = (input: { anchor?: number; offset: number; limit: number }) => Promise<ReadPage>

export type Reel = {
  readonly store: StoreApi<ReelState>
  /** The core hints that reads were added or refined; 0 when it is not known which. */
  readonly hear: (newest: number) => void
  /** These rows are on the screen: their pages are wanted. */
  readonly look: (first: number, last: number) => void
  /** Stops the reel where it is. */
  readonly hold: () => void
  readonly select: (index: number) => void
  /** Moves the selection by so many rows, down for positive numbers. */
  readonly step: (by: number) => void
  readonly goLive: () => void
  /** Forgets every read, those on the way too: nobody is signed in any more. */
  readonly forget: () => void
  readonly stop: () => void
}

export const PAGE_ROWS = 50
/** 40 pages of 50 reads are some 4 MB. */
const KEPT_PAGES = 40
const LOADS_AT_ONCE = 2
/** A jump to where nothing is loaded waits so long for the next: a dragged scrollbar asks where it rests. */
const REST_MS = 60
const REFRESH_MS = 250
/** The selected read changes at most so often by itself, or nobody could look at it. */
const FOLLOW_MS = 1000

/** The read in a row of the reel, if its page is there. */
export function readAt({ pages }: ReelState, index: number): Read | undefined {
  return pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS]
}

/** Reads that came in since the reel was held. */
export function newSince({ mode, newest, anchor }: ReelState): number {
  return mode === 'held' ? Math.max(0, newest - anchor) : 0
}

const EMPTY: ReelState = {
  mode: 'live',
  anchor: 0,
  total: undefined,
  pages: new Map(),
  newest: 0,
  selected: undefined,
  selectedIndex: undefined,
  fault: undefined,
}

export function createReel(loadPage: LoadPage): Reel {
  const store = createStore<ReelState>(() => EMPTY)
  let generation = 0
  const loading = new Set<number>()
  let looked = { first: 0, last: 0 }
  let rest: ReturnType<typeof setTimeout> | undefined

  const live = paced(REFRESH_MS, async () => {
    const page = await tried({ offset: 0, limit: PAGE_ROWS })
    if (page === undefined) return
    hearNewest(page.anchor)
    if (store.getState().mode !== 'live') return
    store.setState(({ selected }) => ({
      anchor: page.anchor,
      total: page.total,
      pages: new Map([[0, page.rows]]),
      selected: page.rows.find(({ id }) => id === selected?.id) ?? selected,
    }))
    follow.ask()
  })

  const follow = paced(FOLLOW_MS, () => {
    const state = store.getState()
    const newest = readAt(state, 0)
    if (state.mode === 'live' && newest !== undefined) store.setState({ selected: newest })
  })

  /** A held reel asks for what it does not have, and again for reads whose pass was not over. */
  const held = paced(FOLLOW_MS, async () => {
    const newest = await tried({ offset: 0, limit: 1 })
    if (newest !== undefined) hearNewest(newest.anchor)
    for (const page of wantedPages()) {
      const rows = store.getState().pages.get(page)
      if (rows === undefined || rows.some(({ phase }) => phase === 'first')) await load(page)
    }
  })

  function hearNewest(newest: number): void {
    if (newest > store.getState().newest) store.setState({ newest })
  }

  async function tried(input: Parameters<LoadPage>[0]): Promise<ReadPage | undefined> {
    const asked = generation
    try {
      const page = await loadPage(input)
      if (asked !== generation) return undefined
      if (store.getState().fault !== undefined) store.setState({ fault: undefined })
      return page
    } catch (error) {
      if (asked !== generation) return undefined
      store.setState({ fault: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }

  /** Pages of the rows on the screen, then their neighbours. */
  function wantedPages(): number[] {
    const last = Math.floor(looked.last / PAGE_ROWS)
    const first = Math.floor(looked.first / PAGE_ROWS)
    const visible = Array.from({ length: last - first + 1 }, (_, at) => first + at)
    const pages = Math.ceil((store.getState().total ?? 0) / PAGE_ROWS)
    return [...visible, last + 1, first - 1].filter((page) => page >= 0 && page < pages)
  }

  function loadWanted(): void {
    const { mode, pages } = store.getState()
    if (mode !== 'held' || rest !== undefined) return
    for (const page of wantedPages()) {
      if (loading.size >= LOADS_AT_ONCE) return
      if (!pages.has(page) && !loading.has(page)) void load(page).then((came) => came && loadWanted())
    }
  }

  function atRest(): void {
    rest = undefined
    loadWanted()
  }

  /** Whether the page came. */
  async function load(page: number): Promise<boolean> {
    const { anchor } = store.getState()
    loading.add(page)
    const loaded = await tried({ anchor, offset: page * PAGE_ROWS, limit: PAGE_ROWS })
    loading.delete(page)
    if (loaded === undefined) return false
    const state = store.getState()
    // A page that was asked for before the reel moved on counts from another anchor.
    if (state.mode === 'held' && state.anchor === anchor) keep(page, loaded)
    return true
  }

  function keep(page: number, { rows, total }: ReadPage): void {
    const centre = Math.floor((looked.first + looked.last) / 2 / PAGE_ROWS)
    const kept = [...store.getState().pages, [page, rows] as const]
      .toSorted(([a], [b]) => Math.abs(a - centre) - Math.abs(b - centre))
      .slice(0, KEPT_PAGES)
    store.setState((state) => {
      const next = { ...state, total, pages: new Map(kept) }
      const selected = next.selectedIndex === undefined ? undefined : readAt(next, next.selectedIndex)
      return { ...next, selected: selected ?? next.selected }
    })
  }

  function indexOfSelected(): number {
    const { selected, selectedIndex, pages } = store.getState()
    return selectedIndex ?? Math.max(0, pages.get(0)?.findIndex(({ id }) => id === selected?.id) ?? 0)
  }

  function hold(): void {
    const { mode, total } = store.getState()
    if (mode === 'held' || total === undefined) return
    const selectedIndex = indexOfSelected()
    store.setState({ mode: 'held', selectedIndex })
    loadWanted()
  }

  function select(index: number): void {
    hold()
    store.setState((state) => ({ selectedIndex: index, selected: readAt(state, index) ?? state.selected }))
  }

  return {
    store,
    hear(newest) {
      hearNewest(newest)
      if (store.getState().mode === 'live') live.ask()
      else held.ask()
    },
    look(first, last) {
      looked = { first, last }
      clearTimeout(rest)
      rest = undefined
      const { pages } = store.getState()
      if (wantedPages().some((page) => pages.has(page))) loadWanted()
      else rest = setTimeout(atRest, REST_MS)
    },
    hold,
    select,
    step(by) {
      const { total = 0 } = store.getState()
      if (total === 0) return
      const from = indexOfSelected()
      const to = Math.min(total - 1, Math.max(0, from + by))
      if (to !== from) select(to)
    },
    goLive() {
      store.setState(({ pages }) => {
        const newestPage = pages.get(0)
        return {
          mode: 'live',
          selectedIndex: undefined,
          pages: new Map(newestPage === undefined ? [] : [[0, newestPage]]),
        }
      })
      live.ask()
    },
    forget() {
      generation += 1
      store.setState(EMPTY, true)
    },
    stop() {
      clearTimeout(rest)
      live.stop()
      follow.stop()
      held.stop()
    },
  }
}
