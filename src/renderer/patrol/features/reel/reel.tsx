import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { Empty } from '#renderer/ui/empty.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { newSince, readAt, type Reel as ReelStore } from './reel-store.ts'
import { ReelRow } from './reel-row.tsx'
import './reel.css'

const ROW_PX = 72
/** Chromium draws no element higher than some 33 million px: 460,000 rows. */
const MOST_ROWS = 400_000
const COUNT = new Intl.NumberFormat('en-US')

type ReelProps = {
  readonly reel: ReelStore
  /** False while a prompt lies over the reel: its keys are off. */
  readonly isInFront: boolean
  /** False while the core is lost: what is shown is the last that is known. */
  readonly isLinked: boolean
}

export function Reel({ reel, isInFront, isLinked }: ReelProps): ReactElement {
  const state = useStore(reel.store)
  const { mode, total, selected, selectedIndex, fault } = state
  const scroller = useRef<HTMLDivElement>(null)
  const count = Math.min(total ?? 0, MOST_ROWS)
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used in this component only
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    useFlushSync: false,
  })
  const rows = virtualizer.getVirtualItems()
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 }

  useEffect(() => {
    reel.look(startIndex, endIndex)
  }, [reel, startIndex, endIndex])
  useLayoutEffect(() => {
    if (mode === 'live' && scroller.current !== null) scroller.current.scrollTop = 0
  }, [mode])
  function step(by: number): void {
    reel.step(by)
    const index = reel.store.getState().selectedIndex
    if (index !== undefined) virtualizer.scrollToIndex(index, { align: 'auto' })
  }

  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1)
  const keys = {
    ArrowDown: () => {
      step(1)
    },
    ArrowUp: () => {
      step(-1)
    },
    PageDown: () => {
      step(pageRows)
    },
    PageUp: () => {
      step(-pageRows)
    },
    End: () => {
      step(count)
    },
    Home: reel.goLive,
  }
  useKeys(isInFront ? keys : {})

  return (
    <section className="reel" aria-label="Reads">
      <header>
        <h2>Reads</h2>
        <span className="figures">{total === undefined ? '' : COUNT.format(total)}</span>
        <span className="reel-fault">{fault === undefined ? '' : `Not loaded: ${fault}`}</span>
        <span className="reel-mode" data-mode={isLinked ? mode : 'held'}>
          {isLinked ? mode : 'not live'}
        </span>
      </header>
      <div
        ref={scroller}
        className="reel-rows"
        role="listbox"
        aria-label="Reads, newest first"
        aria-activedescendant={selectedIndex === undefined ? undefined : `reel-row-${selectedIndex}`}
        tabIndex={0}
        onScroll={(event) => {
          if (event.currentTarget.scrollTop > 0) reel.hold()
        }}
      >
        {total === 0 ? (
          <Empty title="No reads yet.">Plates appear here as the cameras see them.</Empty>
        ) : undefined}
        <div style={{ height: `${virtualizer.getTotalSize()}px` }}>
          {rows.map(({ index, start }) => {
            const read = readAt(state, index)
            return (
              <ReelRow
                key={read?.id ?? index}
                index={index}
                total={count}
                top={start}
                read={read}
                isSelected={
                  mode === 'held' ? index === selectedIndex : read !== undefined && read.id === selected?.id
                }
                onSelect={reel.select}
              />
            )
          })}
        </div>
      </div>
      {mode === 'held' ? (
        <footer>
          <p>
            <strong>Held{heldFrom(readAt(state, 0)?.capturedAt)}.</strong>{' '}
            <span className="figures">{newWords(newSince(state))}</span>
          </p>
          <KeyButton keyName="Home" label="Go live" weight="main" onPress={reel.goLive} />
        </footer>
      ) : undefined}
    </section>
  )
}

function heldFrom(at: number | undefined): string {
  return at === undefined ? '' : ` at ${clockTime(at)}`
}

function newWords(count: number): string {
  if (count === 0) return 'No new read since.'
  return count === 1 ? '1 new read since.' : `${COUNT.format(count)} new reads since.`
}
