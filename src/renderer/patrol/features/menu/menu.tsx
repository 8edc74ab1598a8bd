import type { ReactElement, ReactNode } from 'react'
import { useIsInFront } from '#renderer/ui/in-front.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import './menu.css'

export type MenuEntry = {
  readonly keyName: string
  readonly label: string
  /** What it is for, in a few words. */
  readonly detail: string
  readonly onPress: () => void
}

type MenuProps = {
  readonly entries: readonly MenuEntry[]
  /** What still has to be done, under the entries. */
  readonly children?: ReactNode
  /** Undefined for who has no live screen to go back to. */
  readonly onBack: (() => void) | undefined
}

/** Everything there is, each by one key; function keys work without the menu, digits only here. */
export function Menu({ entries, children, onBack }: MenuProps): ReactElement {
  const isInFront = useIsInFront()
  const digits = entries.filter(({ keyName }) => /^\d$/.test(keyName))
  useKeys(isInFront ? Object.fromEntries(digits.map(({ keyName, onPress }) => [keyName, onPress])) : {})
  return (
    <Screen title="Menu" lead="Keys F1 to F10 work on the live screen too, digits only here." onBack={onBack}>
      <ul className="menu">
        {entries.map(({ keyName, label, detail, onPress }) => (
          <li key={keyName}>
            <KeyButton keyName={keyName} label={label} detail={detail} onPress={onPress} />
          </li>
        ))}
      </ul>
      {children}
    </Screen>
  )
}
