import { useState, type ReactElement } from 'react'
import type { OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Screen } from '#renderer/ui/screen.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import type { AuditPartName } from '#shared/domain/audit.ts'
import { PartScreen } from './part-screen.tsx'
import { RegularScreen } from './regular-screen.tsx'
import { ReviewList } from './review-list.tsx'
import { ReviewScreen } from './review-screen.tsx'
import './reviews.css'

type View =
  | { readonly name: 'list' }
  | { readonly name: 'review' | 'regular'; readonly id: string }
  | { readonly name: 'part'; readonly id: string; readonly part: AuditPartName }

const askBoth = async (core: OfficeClient, signal: AbortSignal) => {
  const [reviews, regular] = await Promise.all([
    core.audit.reviews(undefined, { signal }),
    core.audit.regular(undefined, { signal }),
  ])
  return { reviews, regular }
}

/** Weekly reviews of the audit, and the regular audit in its parts. */
export function Reviews({ office, onBack }: OfficeProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const { value: both, why, ask } = useAsked(office, askBoth)
  function toList(): void {
    setView({ name: 'list' })
  }
  if (both === undefined) {
    return (
      <Screen title="Reviews" onBack={onBack}>
        <Unanswered why={why} onAgain={ask} />
      </Screen>
    )
  }
  const id = 'id' in view ? view.id : undefined
  const review = view.name === 'review' ? both.reviews.find((one) => one.id === id) : undefined
  if (review !== undefined) {
    return (
      <ReviewScreen
        key={review.id}
        office={office}
        review={review}
        onSigned={() => {
          ask()
          toList()
        }}
        onBack={toList}
      />
    )
  }
  const audit = view.name === 'list' ? undefined : both.regular.find((one) => one.id === id)
  if (audit === undefined) {
    return (
      <ReviewList
        reviews={both.reviews}
        regular={both.regular}
        onReview={(chosen) => {
          setView({ name: 'review', id: chosen })
        }}
        onRegular={(chosen) => {
          setView({ name: 'regular', id: chosen })
        }}
        onBack={onBack}
      />
    )
  }
  function toAudit(): void {
    if (audit !== undefined) setView({ name: 'regular', id: audit.id })
  }
  const part = view.name === 'part' ? audit.parts.find((one) => one.part === view.part) : undefined
  if (part !== undefined) {
    return (
      <PartScreen
        key={part.part}
        office={office}
        auditId={audit.id}
        part={part}
        onFound={() => {
          ask()
          toAudit()
        }}
        onBack={toAudit}
      />
    )
  }
  return (
    <RegularScreen
      office={office}
      audit={audit}
      onPart={(name) => {
        setView({ name: 'part', id: audit.id, part: name })
      }}
      onClosed={ask}
      onBack={toList}
    />
  )
}
