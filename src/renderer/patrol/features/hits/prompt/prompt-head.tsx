import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { listAge } from '#renderer/patrol/words/match-words.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { HitDesk } from '../desk.ts'
import { isUnanswered, waitingWords } from '../waiting.ts'
import { firstMatch } from '../work.ts'

type PromptHeadProps = {
  readonly hit: Hit
  readonly desk: HitDesk
  readonly profile: Profile
}

/** A category longer than this is set smaller, on as many lines as it needs. */
const LONG_CATEGORY = 22

/** What the hit weighs, from which list and how old that is, and how many more wait. */
export function PromptHead({ hit, desk, profile }: PromptHeadProps): ReactElement {
  const waiting = useStore(desk.store, (state) => state.waiting)
  const now = useNow(10_000)
  const match = firstMatch(hit)
  const { severity } = hit.presentation
  const words = CATEGORY_WORDS[match.entry.category]
  const age = listAge(match, now)
  const others = waiting.filter((other) => other.id !== hit.id && isUnanswered(other))
  const rest = [hit.isDeferred ? 'put off before' : '', waitingWords(others)].filter((part) => part !== '')
  return (
    <header
      className="desk-head"
      data-severity={severity}
      data-open={isUnanswered(hit)}
      data-quiet={match.entry.kind === 'partial'}
    >
      <SeverityShape severity={severity} />
      <h2 id="prompt-title" data-long={words.length > LONG_CATEGORY}>
        {match.entry.kind === 'partial' ? `Partial plate: ${words}` : words}
      </h2>
      <p className="desk-verified">
        Possible match - not verified
        <small>{profile.alertWords.value}</small>
      </p>
      <p className="desk-list figures">
        <span data-old={age.isOld}>
          {severity} · {age.words}
        </span>
        <strong>{rest.join(', ')}</strong>
      </p>
    </header>
  )
}
