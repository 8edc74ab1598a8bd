// Which screens somebody may open, by rights and by what is going on. The core holds the gates whatever is shown.
import { isTrained, may } from '#renderer/connection/session.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { Right } from '#shared/domain/rights.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { OfficeScreenName } from './office-screens.tsx'

export type RoadScreenName = 'shift' | 'search' | 'add-plate' | 'partials' | 'canvass' | 'lists' | 'by-hand'
export type AskedScreen = 'menu' | 'my-sign-in' | RoadScreenName | OfficeScreenName
/** What comes by itself: before a shift, and for who has none. */
export type HomeScreen = 'password-due' | 'training-gate' | 'start' | 'menu'

export type RoadScreen = {
  readonly name: RoadScreenName
  readonly keyName: string
  readonly label: string
  readonly detail: string
  /** Any one of them. */
  readonly rights: readonly Right[]
  readonly needs: 'shift' | 'training' | 'nothing'
}

export const ROAD_SCREENS: readonly RoadScreen[] = [
  {
    name: 'shift',
    keyName: 'F2',
    label: 'Shift',
    detail: 'sound, open hits, sign off',
    rights: ['operate'],
    needs: 'shift',
  },
  {
    name: 'search',
    keyName: 'F3',
    label: 'Search',
    detail: 'stored reads, with a purpose',
    rights: ['reads.search'],
    needs: 'training',
  },
  {
    name: 'add-plate',
    keyName: 'F4',
    label: 'Add a plate',
    detail: 'works at once in this car',
    rights: ['operate'],
    needs: 'shift',
  },
  {
    name: 'partials',
    keyName: 'F5',
    label: 'Partial plates',
    detail: 'of which parts are known',
    rights: ['operate'],
    needs: 'shift',
  },
  {
    name: 'canvass',
    keyName: 'F6',
    label: 'Canvass',
    detail: 'tag reads around a scene',
    rights: ['operate'],
    needs: 'shift',
  },
  {
    name: 'lists',
    keyName: 'F7',
    label: 'Hot lists',
    detail: 'ages, import, settings',
    rights: ['operate', 'lists.import', 'lists.configure', 'lists.categories'],
    needs: 'nothing',
  },
  {
    name: 'by-hand',
    keyName: 'F9',
    label: 'Plate by hand',
    detail: 'missed, or read wrong',
    rights: ['operate'],
    needs: 'shift',
  },
]

type Console = {
  readonly session: SessionState | undefined
  readonly shift: Shift | null | undefined
}

export const isOnShift = ({ shift }: Pick<Console, 'shift'>): boolean => shift !== null && shift !== undefined

/** The road's screens that can be opened now. */
export function roadScreens({ session, shift }: Console): RoadScreen[] {
  return ROAD_SCREENS.filter(({ rights, needs }) => {
    if (!may(session, ...rights)) return false
    if (needs === 'shift') return isOnShift({ shift })
    return needs === 'nothing' || isTrained(session)
  })
}

/** Whether past hits can be looked at: on shift, or by who may and does not operate. */
export const mayLookAtHits = ({ session, shift }: Console): boolean =>
  isOnShift({ shift }) || (may(session, 'hits.history') && !may(session, 'operate'))

/** What stands on the stage while nothing is asked for; undefined: the live screen. */
export function homeScreen({ session, shift }: Console): HomeScreen | undefined {
  if (session?.stage === 'signed-in' && session.isPasswordDue) return 'password-due'
  if (!may(session, 'operate')) return 'menu'
  if (!isTrained(session)) return 'training-gate'
  return shift === null ? 'start' : undefined
}
