// Screens that are not of the road: people, training, policy, audit. Which of them somebody sees follows from his
// rights; the core holds them whatever is shown.
import type { ReactElement } from 'react'
import type { Right } from '#shared/domain/rights.ts'
import { Audit } from './features/audit/audit.tsx'
import { Department } from './features/department/department.tsx'
import { People } from './features/people/people.tsx'
import { Policy } from './features/policy/policy.tsx'
import { Radar } from './features/radar/radar.tsx'
import { Reviews } from './features/reviews/reviews.tsx'
import { Training } from './features/training/training.tsx'
import type { OfficeProps } from './office-props.ts'

export type OfficeScreenName = 'people' | 'training' | 'policy' | 'audit' | 'reviews' | 'radar' | 'department'

export type OfficeScreen = {
  readonly name: OfficeScreenName
  readonly label: string
  readonly detail: string
  /** Any one of them; none: everybody who is signed in. */
  readonly rights: readonly Right[]
  readonly open: (props: OfficeProps) => ReactElement
}

export const OFFICE_SCREENS: readonly OfficeScreen[] = [
  officeScreen('training', 'Training', 'mine, and the exercises', [], Training),
  officeScreen('policy', 'Policy', 'rules in force, and their sources', [], Policy),
  officeScreen('people', 'People', 'accounts, roles, releases', ['accounts.see'], People),
  officeScreen('audit', 'Audit', 'who did what, when and why', ['audit.read'], Audit),
  officeScreen('reviews', 'Reviews', 'weekly, and the regular audit', ['audit.review'], Reviews),
  officeScreen('radar', 'Misuse radar', 'patterns that may be misuse', ['audit.radar'], Radar),
  officeScreen(
    'department',
    'Department',
    'roster, signed files',
    ['department.import', 'department.enrol'],
    Department,
  ),
]

function officeScreen(
  name: OfficeScreenName,
  label: string,
  detail: string,
  rights: readonly Right[],
  Content: (props: OfficeProps) => ReactElement,
): OfficeScreen {
  return { name, label, detail, rights, open: (props) => <Content {...props} /> }
}
