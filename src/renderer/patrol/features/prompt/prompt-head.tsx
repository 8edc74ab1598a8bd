import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { severityOf } from '#renderer/patrol/words/severity-of.ts'
import { span } from '#renderer/patrol/words/when.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import { moreWaiting, type Prompts } from './prompt-store.ts'

type PromptHeadProps = {
  readonly hit: Hit
  readonly prompts: Prompts
  readonly hotLists: readonly HotListStatus[]
}

/** A category longer than this is set smaller, on as many lines as it needs. */
const LONG_CATEGORY = 26

/** What the hit weighs, from which list and how old that is, and how many more wait. */
export function PromptHead({ hit, prompts, hotLists }: PromptHeadProps): ReactElement {
  const state = useStore(prompts.store)
  const now = useNow(10_000)
  const { category, listName } = hit.entry
  const severity = severityOf(category)
  const list = hotLists.find(({ name }) => name === listName)
  const age = list === undefined ? 'no longer loaded' : `${span(now - list.writtenAt)} old`
  return (
    <header data-severity={severity} data-open={hit.status === 'open'}>
      <SeverityShape severity={severity} />
      <h2 id="prompt-title" data-long={category.length > LONG_CATEGORY}>
        {category}
      </h2>
      <p className="prompt-verified">Possible match - not verified</p>
      <p className="prompt-list figures">
        <span>
          {severity} · list {listName}, {age}
        </span>
        <strong>{waitingWords(moreWaiting(state), hit)}</strong>
      </p>
    </header>
  )
}

/** "2 more waiting, 1 critical"; a deferred prompt says that it is one. */
function waitingWords(more: readonly Hit[], { status }: Hit): string {
  const critical = more.filter(({ entry }) => severityOf(entry.category) === 'critical').length
  const parts = [
    status === 'deferred' ? 'put off before' : '',
    more.length === 0 ? '' : `${more.length} more waiting`,
    critical === 0 ? '' : `${critical} critical`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
