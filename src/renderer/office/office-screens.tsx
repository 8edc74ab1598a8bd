// Screens that a car's console and the department's have alike: people, training, policy, audit. Which of them
// somebody sees follows from his rights; who answers holds them whatever is shown.
import type { ReactElement } from 'react'
import type { Right } from '#shared/domain/rights.ts'
import { Audit } from './features/audit/audit.tsx'
import { People } from './features/people/people.tsx'
import { Policy } from './features/policy/policy.tsx'
import { Radar } from './features/radar/radar.tsx'
import { Reviews } from './features/reviews/reviews.tsx'
import { Training } from './features/training/training.tsx'
import type { OfficeProps } from './office-props.ts'

export type OfficeScreenName = 'people' | 'training' | 'policy' | 'audit' | 'reviews' | 'radar'

/** A screen that is opened from a menu: `P` is what its console gives it. */
export type RightfulScreen<N extends string, P> = {
  readonly name: N
  readonly label: string
  readonly detail: string
  /** Any one of them; none: everybody who is signed in. */
  readonly rights: readonly Right[]
  readonly open: (props: P) => ReactElement
}

export const OFFICE_SCREENS: readonly RightfulScreen<OfficeScreenName, OfficeProps>[] = [
  rightfulScreen('training', 'Training', 'mine, and the exercises', [], Training),
  rightfulScreen('policy', 'Policy', 'rules in force, and their sources', [], Policy),
  rightfulScreen('people', 'People', 'accounts, roles, releases', ['accounts.see'], People),
  rightfulScreen('audit', 'Audit', 'who did what, when and why', ['audit.read'], Audit),
  rightfulScreen('reviews', 'Reviews', 'weekly, and the regular audit', ['audit.review'], Reviews),
  rightfulScreen('radar', 'Misuse radar', 'patterns that may be misuse', ['audit.radar'], Radar),
]

/** One row of such a menu. */
export function rightfulScreen<N extends string, P extends object>(
  name: N,
  label: string,
  detail: string,
  rights: readonly Right[],
  Content: (props: P) => ReactElement,
): RightfulScreen<N, P> {
  return { name, label, detail, rights, open: (props) => <Content {...props} /> }
}
