// The screens that an officer opens over the stage, the keys to them, and the menu of all keys.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { THEME_WORD, type Theme } from '#renderer/ui/theme.ts'
import type { Read } from '#shared/domain/read.ts'
import { ByHand } from './features/by-hand/by-hand.tsx'
import { CanvassScreen, type AskedCanvass } from './features/canvass/canvass-screen.tsx'
import { Lists } from './features/lists/lists.tsx'
import { AddPlate } from './features/local-list/add-plate.tsx'
import { PartialPlates } from './features/local-list/partial-plates.tsx'
import { Menu, type MenuEntry } from './features/menu/menu.tsx'
import { SignOff } from './features/shift/sign-off.tsx'
import { StartOfShift } from './features/shift/start-of-shift.tsx'

/** `start` comes by itself between shifts; all others are asked for. */
export type ScreenName =
  'menu' | 'shift' | 'add-plate' | 'partials' | 'canvass' | 'lists' | 'by-hand' | 'start'

export const SCREEN_KEYS: readonly (readonly [string, ScreenName])[] = [
  ['F1', 'menu'],
  ['F2', 'shift'],
  ['F4', 'add-plate'],
  ['F5', 'partials'],
  ['F6', 'canvass'],
  ['F7', 'lists'],
  ['F9', 'by-hand'],
]

const MENU: Readonly<Partial<Record<ScreenName, readonly [label: string, detail: string]>>> = {
  shift: ['Shift', 'sound, open hits, sign off'],
  'add-plate': ['Add a plate', 'works at once in this car'],
  partials: ['Partial plates', 'a plate of which parts are known'],
  canvass: ['Canvass', 'tag the reads around a crime scene'],
  lists: ['Hot lists', 'ages, import, settings, templates'],
  'by-hand': ['Plate by hand', 'missed, or read wrong'],
}

type OpenScreenProps = {
  readonly name: ScreenName | undefined
  readonly car: Car
  readonly canvass: AskedCanvass
  readonly selected: Read | undefined
  readonly theme: Theme
  readonly onTheme: () => void
  readonly onOpen: (name: ScreenName) => void
  readonly onQueue: () => void
  readonly onBack: () => void
}

/** The screen over the stage, if there is one. */
export function OpenScreen(props: OpenScreenProps): ReactElement | undefined {
  const { name, car, canvass, selected, onQueue, onBack } = props
  const own = { car, onBack }
  const screens: Readonly<Record<ScreenName, () => ReactElement>> = {
    start: () => <StartOfShift car={car} />,
    menu: () => <WholeMenu {...props} />,
    shift: () => <SignOff {...own} onQueue={onQueue} />,
    'add-plate': () => <AddPlate {...own} />,
    partials: () => <PartialPlates {...own} />,
    canvass: () => <CanvassScreen {...own} asked={canvass} />,
    lists: () => <Lists {...own} />,
    'by-hand': () => <ByHand {...own} selected={selected} />,
  }
  return name === undefined ? undefined : screens[name]()
}

function WholeMenu({ car, theme, onTheme, onOpen, onQueue, onBack }: OpenScreenProps): ReactElement {
  const open = useStore(car.store, ({ waiting }) => waiting?.length ?? 0)
  const screens = SCREEN_KEYS.flatMap(([keyName, name]): MenuEntry[] => {
    const words = MENU[name]
    return words === undefined
      ? []
      : [
          {
            keyName,
            label: words[0],
            detail: words[1],
            onPress: () => {
              onOpen(name)
            },
          },
        ]
  })
  const others: MenuEntry[] = [
    { keyName: 'F8', label: `Theme: ${THEME_WORD[theme]}`, detail: 'day, night, contrast', onPress: onTheme },
    { keyName: 'F10', label: `Hits: ${open} open`, detail: 'recent, suppressed, accuracy', onPress: onQueue },
  ]
  return (
    <Menu
      entries={[...screens, ...others].toSorted((one, other) => keyNumber(one) - keyNumber(other))}
      onBack={onBack}
    />
  )
}

const keyNumber = ({ keyName }: MenuEntry): number => Number(keyName.slice(1))
