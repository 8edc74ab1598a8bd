import type { ReactElement } from 'react'
import { useNow } from '#renderer/ui/use-now.ts'
import { span } from '#renderer/office/words/when.ts'
import type { Canvass } from '#shared/domain/local-list.ts'
import { KIND_WORDS, taggedWords } from './canvass-words.ts'
import './canvass.css'

/** On the live screen, as long as a canvass runs or waits for its decision. */
export function CanvassBanner({
  canvass,
}: {
  /** null: none runs; undefined: not known yet. */
  readonly canvass: Canvass | null | undefined
}): ReactElement | undefined {
  const now = useNow(1000)
  if (canvass === undefined || canvass === null) return undefined
  const { input, startedAt, endedAt } = canvass
  return (
    <p className="canvass-banner figures" role="status">
      <strong>{endedAt === undefined ? 'Canvass runs' : 'Canvass has ended'}</strong> {input.incident},{' '}
      {KIND_WORDS[input.kind].toLowerCase()}, {span((endedAt ?? now) - startedAt)}, {taggedWords(canvass)}
      <strong>{endedAt === undefined ? 'F6: track and end' : 'F6: decide what is kept'}</strong>
    </p>
  )
}
