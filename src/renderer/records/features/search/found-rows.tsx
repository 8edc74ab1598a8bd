import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { clockTime } from '#renderer/office/words/when.ts'
import { plainCells } from '#renderer/office/words/plate-cells.ts'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import type { RecordRow } from '#shared/records/records.ts'
import { nameOf } from './found.ts'

const ROW_PX = 64

type FoundRowsProps = {
  readonly rows: readonly RecordRow[]
  readonly at: number
  readonly marked: ReadonlySet<string>
  readonly onPick: (at: number) => void
  readonly onMark: (row: RecordRow) => void
}

/** Rows of a search; only those in sight are drawn. Arrows walk, Space marks. */
export function FoundRows({ rows, at, marked, onPick, onMark }: FoundRowsProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used in this component only
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    useFlushSync: false,
  })
  useEffect(() => {
    scroller.current?.focus()
  }, [])
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1)
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    const row = rows[at]
    if (to === undefined && !(event.key === ' ' && row !== undefined)) return
    event.preventDefault()
    if (to === undefined) {
      if (row !== undefined) onMark(row)
      return
    }
    const next = Math.min(rows.length - 1, Math.max(0, to))
    onPick(next)
    virtualizer.scrollToIndex(next, { align: 'auto' })
  }
  return (
    <div
      ref={scroller}
      className="found-rows"
      role="listbox"
      aria-label="Reads found, newest first"
      aria-multiselectable="true"
      aria-activedescendant={`found-row-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row === undefined ? undefined : (
            <FoundRow
              key={nameOf(row)}
              row={row}
              index={index}
              top={start}
              count={rows.length}
              isHere={index === at}
              isMarked={marked.has(nameOf(row))}
              onPick={onPick}
              onMark={onMark}
            />
          )
        })}
      </div>
    </div>
  )
}

type FoundRowProps = Pick<FoundRowsProps, 'onPick' | 'onMark'> & {
  readonly row: RecordRow
  readonly index: number
  readonly top: number
  readonly count: number
  readonly isHere: boolean
  readonly isMarked: boolean
}

function FoundRow({ row, index, top, count, isHere, isMarked, onPick, onMark }: FoundRowProps): ReactElement {
  return (
    <div
      id={`found-row-${index}`}
      className="found-row figures"
      role="option"
      aria-selected={isMarked}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-here={isHere}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        onPick(index)
      }}
    >
      <span
        className="found-mark"
        data-marked={isMarked}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          onPick(index)
          onMark(row)
        }}
      />
      <span className="found-when">
        {clockTime(row.capturedAt)}
        <small>
          {row.carName}, {row.cameraName}
        </small>
      </span>
      <PlateText cells={plainCells(row.plate)} />
      <span>{row.state ?? '--'}</span>
      <span className="found-flags">
        {row.hasHit ? <strong>hit</strong> : undefined}
        {row.isHeld ? <span>held</span> : undefined}
      </span>
    </div>
  )
}
