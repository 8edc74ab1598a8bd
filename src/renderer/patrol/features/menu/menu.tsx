import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import './menu.css'

export type MenuEntry = {
  readonly keyName: string
  readonly label: string
  /** What it is for, in a few words. */
  readonly detail: string
  readonly onPress: () => void
}

/** Everything there is, each by one key; the same keys work without the menu. */
export function Menu({
  entries,
  onBack,
}: {
  readonly entries: readonly MenuEntry[]
  readonly onBack: () => void
}): ReactElement {
  return (
    <Screen title="Menu" lead="These keys work on the live screen too." onBack={onBack}>
      <ul className="menu">
        {entries.map(({ keyName, label, detail, onPress }) => (
          <li key={keyName}>
            <KeyButton keyName={keyName} label={label} detail={detail} onPress={onPress} />
          </li>
        ))}
      </ul>
    </Screen>
  )
}
