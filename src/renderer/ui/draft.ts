import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'

const drafts: (() => void)[] = []

/** What is being filled in, kept while its screen is away: Esc loses nothing. In memory only: it may hold plates. */
export type Draft<T> = {
  readonly store: StoreApi<T>
  readonly change: (part: Partial<T>) => void
  /** Begins anew. */
  readonly forget: () => void
}

/** One form's draft; made once for the console, not once for each time its screen opens. */
export function createDraft<T extends object>(fresh: T): Draft<T> {
  const store = createStore<T>(() => fresh)
  function forget(): void {
    store.setState(fresh, true)
  }
  drafts.push(forget)
  return {
    store,
    change(part) {
      store.setState((before) => ({ ...before, ...part }), true)
    },
    forget,
  }
}

/** The draft as it stands now. */
export const useDraft = <T>({ store }: Draft<T>): T => useStore(store)

/** Forgets all that is half filled in: it was the officer's whose shift has ended. */
export function forgetDrafts(): void {
  for (const forget of drafts) forget()
}
