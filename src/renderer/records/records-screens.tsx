// What the records console has, in the order of its navigation. Which of it somebody sees follows from his rights;
// the server holds them whatever is shown.
import { may, type SignedIn } from '#renderer/connection/session.ts'
import {
  OFFICE_SCREENS,
  rightfulScreen,
  type OfficeScreenName,
  type RightfulScreen,
} from '#renderer/office/office-screens.tsx'
import { Cars } from './features/cars/cars.tsx'
import { Evidence } from './features/evidence/evidence.tsx'
import { Holds } from './features/holds/holds.tsx'
import { Reports } from './features/reports/reports.tsx'
import { Retention } from './features/retention/retention.tsx'
import { Search } from './features/search/search.tsx'
import { Sharing } from './features/sharing/sharing.tsx'
import type { RecordsProps } from './records-props.ts'
import { ToDoScreen } from './to-do-screen.tsx'

export type RecordsScreenName =
  OfficeScreenName | 'search' | 'holds' | 'retention' | 'evidence' | 'sharing' | 'cars' | 'reports' | 'to-do'

export type RecordsScreen = RightfulScreen<RecordsScreenName, RecordsProps>

const OWN: readonly RightfulScreen<RecordsScreenName, RecordsProps>[] = [
  rightfulScreen('search', 'Search', 'stored reads, with a purpose', ['reads.search'], Search),
  rightfulScreen('holds', 'Holds', 'what is kept, why and until when', ['holds.see'], Holds),
  rightfulScreen(
    'retention',
    'Retention',
    'clocks, purges and their proofs',
    ['fleet.see', 'reports.read', 'retention.decide'],
    Retention,
  ),
  rightfulScreen(
    'evidence',
    'Evidence',
    'packages and their custody',
    ['evidence.make', 'holds.lift'],
    Evidence,
  ),
  rightfulScreen(
    'sharing',
    'Sharing',
    'agencies, requests, shares',
    ['sharing.request', 'sharing.approve', 'reports.read', 'sharing.forwarded', 'other-requests.answer'],
    Sharing,
  ),
  rightfulScreen('cars', 'Cars', 'contact, transfers, notices', ['fleet.see', 'cars.manage'], Cars),
  rightfulScreen('reports', 'Reports', 'audit, transparency, transfers', ['reports.read'], Reports),
  rightfulScreen(
    'to-do',
    'To do',
    'what is still to be set up',
    ['accounts.see', 'policy.propose'],
    ToDoScreen,
  ),
]

/** What opens each screen while the navigation has the focus. */
export const SCREEN_KEYS: Readonly<Record<RecordsScreenName, string>> = {
  search: '1',
  holds: '2',
  retention: '3',
  evidence: '4',
  sharing: '5',
  cars: '6',
  reports: '7',
  'to-do': 'D',
  people: 'P',
  training: 'T',
  policy: 'O',
  audit: 'A',
  reviews: 'V',
  radar: 'M',
}

/** The screens that somebody may open. */
export function recordsScreens(session: SignedIn): RecordsScreen[] {
  return [...OWN, ...OFFICE_SCREENS].filter(({ rights }) => may(session, ...rights))
}
