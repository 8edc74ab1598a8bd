// The screens over the stage, and the menu of all keys.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { may, type SignedIn } from '#renderer/connection/session.ts'
import { MySignIn } from '#renderer/office/features/sign-in/my-sign-in.tsx'
import { PasswordDue } from '#renderer/office/features/sign-in/password-due.tsx'
import { THEME_WORD, type Theme } from '#renderer/ui/theme.ts'
import type { Read } from '#shared/domain/read.ts'
import { ByHand } from './features/by-hand/by-hand.tsx'
import { CanvassScreen, type AskedCanvass } from './features/canvass/canvass-screen.tsx'
import { Lists } from './features/lists/lists.tsx'
import { AddPlate } from './features/local-list/add-plate.tsx'
import { PartialPlates } from './features/local-list/partial-plates.tsx'
import { Menu, type MenuEntry } from './features/menu/menu.tsx'
import { ToDo } from './features/menu/to-do.tsx'
import { Search } from './features/search/search.tsx'
import { SignOff } from './features/shift/sign-off.tsx'
import { StartOfShift } from './features/shift/start-of-shift.tsx'
import { TrainingGate } from './features/shift/training-gate.tsx'
import { OFFICE_SCREENS, type OfficeScreen } from './office-screens.tsx'
import {
  homeScreen,
  isOnShift,
  mayLookAtHits,
  roadScreens,
  type AskedScreen,
  type HomeScreen,
} from './which-screens.ts'

export type ScreenName = AskedScreen | HomeScreen

/** The office's screens that somebody may open. */
export const officeScreens = (session: SignedIn): OfficeScreen[] =>
  OFFICE_SCREENS.filter(({ rights }) => may(session, ...rights))

type OpenScreenProps = {
  readonly name: ScreenName | undefined
  readonly car: Car
  readonly session: SignedIn
  readonly canvass: AskedCanvass
  readonly selected: Read | undefined
  readonly theme: Theme
  readonly onTheme: () => void
  readonly onOpen: (name: AskedScreen) => void
  readonly onQueue: () => void
  readonly onLock: () => void
  readonly onSignOut: () => void
  readonly onBack: () => void
}

/** The screen over the stage, if there is one. */
export function OpenScreen(props: OpenScreenProps): ReactElement | undefined {
  const { name, car, session, canvass, selected, onOpen, onQueue, onLock, onSignOut, onBack } = props
  const own = { car, onBack }
  const office = officeScreens(session).find((one) => one.name === name)
  if (office !== undefined) {
    const given = { ...own, office: car, me: session.officer, rights: session.rights }
    return office.open(given)
  }
  const hasTraining = officeScreens(session).some((one) => one.name === 'training')
  switch (name) {
    case 'password-due':
      return <PasswordDue office={car} onSignOut={onSignOut} />
    case 'training-gate':
      return (
        <TrainingGate
          session={session}
          onTraining={
            hasTraining
              ? () => {
                  onOpen('training')
                }
              : undefined
          }
          onSignOut={onSignOut}
        />
      )
    case 'start':
      return <StartOfShift car={car} session={session} onSignOut={onSignOut} />
    case 'menu':
      return <WholeMenu {...props} />
    case 'my-sign-in':
      return <MySignIn office={car} onBack={onBack} session={session} onLock={onLock} />
    case 'shift':
      return <SignOff {...own} onQueue={onQueue} />
    case 'search':
      return <Search {...own} />
    case 'add-plate':
      return <AddPlate {...own} />
    case 'partials':
      return <PartialPlates {...own} />
    case 'canvass':
      return <CanvassScreen {...own} asked={canvass} />
    case 'lists':
      return <Lists {...own} />
    case 'by-hand':
      return <ByHand {...own} selected={selected} />
    case 'people':
    case 'training':
    case 'policy':
    case 'audit':
    case 'reviews':
    case 'radar':
    case 'department':
    case 'transfer':
    case undefined:
    default:
      return undefined
  }
}

function WholeMenu(props: OpenScreenProps): ReactElement {
  const { car, session, theme, onTheme, onOpen, onQueue, onLock, onSignOut, onBack } = props
  const { waiting, shift } = useStore(car.store)
  const open = waiting?.length ?? 0
  const console = { session, shift }
  const to = (name: AskedScreen) => (): void => {
    onOpen(name)
  }
  const road = roadScreens(console).map(({ name, keyName, label, detail }): MenuEntry => ({
    keyName,
    label,
    detail,
    onPress: to(name),
  }))
  const keys: MenuEntry[] = [
    ...road,
    ...(isOnShift(console)
      ? []
      : [{ keyName: 'F2', label: 'Sign out', detail: 'nobody stays signed in', onPress: onSignOut }]),
    { keyName: 'F8', label: `Theme: ${THEME_WORD[theme]}`, detail: 'day, night, contrast', onPress: onTheme },
    ...(mayLookAtHits(console)
      ? [
          {
            keyName: 'F10',
            label: `Hits: ${open} open`,
            detail: 'recent, proven wrong, accuracy',
            onPress: onQueue,
          },
        ]
      : []),
  ]
  const office = officeScreens(session).map(({ name, label, detail }) => ({
    label,
    detail,
    onPress: to(name),
  }))
  const mine = { label: 'My sign-in', detail: 'password, security key', onPress: to('my-sign-in') }
  const numbered = [...office, mine].map(({ label, detail, onPress }, at): MenuEntry => ({
    keyName: String(at + 1),
    label,
    detail,
    onPress,
  }))
  const lock = { keyName: '0', label: 'Lock now', detail: 'alert only, reading goes on', onPress: onLock }
  return (
    <Menu
      entries={[...keys.toSorted((one, other) => keyNumber(one) - keyNumber(other)), ...numbered, lock]}
      onBack={homeScreen(console) === 'menu' ? undefined : onBack}
    >
      {may(session, 'accounts.see', 'policy.propose') ? <ToDo office={car} /> : undefined}
    </Menu>
  )
}

const keyNumber = ({ keyName }: MenuEntry): number => Number(keyName.slice(1))
