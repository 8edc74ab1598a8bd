import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import { isVerified } from '#shared/domain/hit-progress.ts'
import type { HitWork } from './work.ts'

/** What the hit weighs, that nobody has verified it yet, and the ways out of it. */
export function HitHead({
  work,
  isRejecting = false,
}: {
  readonly work: HitWork
  readonly isRejecting?: boolean
}): ReactElement {
  const { hit, match, progress, profile, desk } = work
  const { severity } = hit.presentation
  const explain = (): void => {
    desk.explain(hit)
  }
  useKeys({ F5: isRejecting ? undefined : desk.openReject, F6: explain })
  return (
    <header className="desk-head" data-severity={severity} data-quiet={match.entry.kind === 'partial'}>
      <SeverityShape severity={severity} />
      <h2>{CATEGORY_WORDS[match.entry.category]}</h2>
      <p className="desk-verified">
        {isVerified(progress, profile.verification.value)
          ? 'Possible match - checklist complete'
          : 'Possible match - not verified'}
        <small>
          {severity} · {match.entry.list}
        </small>
      </p>
      <p className="desk-tools">
        {isRejecting ? undefined : <KeyButton keyName="F5" label="Reject" onPress={desk.openReject} />}
        <KeyButton keyName="F6" label="Explain" onPress={explain} />
        <KeyButton keyName="Esc" label="Back" onPress={work.back} />
      </p>
    </header>
  )
}
