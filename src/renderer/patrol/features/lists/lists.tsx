import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Categories } from './categories.tsx'
import { ImportList } from './import-list.tsx'
import { ListSettings } from './list-settings.tsx'
import { Overview } from './overview.tsx'
import { TemplateEditor } from './template-editor.tsx'
import type { InstalledList } from './installed-list.ts'
import './lists.css'

export type ListsView =
  | { readonly name: 'overview' | 'import' | 'categories' | 'template' }
  | { readonly name: 'settings'; readonly list: string }

const askInstalled = (core: CoreClient, signal: AbortSignal): Promise<InstalledList[]> =>
  core.lists.installed(undefined, { signal })

/** Hot lists: what is installed, and the screens that import, set and describe them. */
export function Lists({ car, onBack }: { readonly car: Car; readonly onBack: () => void }): ReactElement {
  const [view, setView] = useState<ListsView>({ name: 'overview' })
  const installed = useAsked(car, askInstalled)
  function back(): void {
    setView({ name: 'overview' })
  }
  function toImport(): void {
    setView({ name: 'import' })
  }
  if (view.name === 'settings') {
    return (
      <ListSettings
        key={view.list}
        car={car}
        list={installed.value?.find(({ status }) => status.name === view.list)}
        onSaved={() => {
          installed.ask()
          back()
        }}
        onBack={back}
      />
    )
  }
  if (view.name === 'categories') return <Categories car={car} onBack={back} />
  if (view.name === 'template') return <TemplateEditor car={car} onBack={toImport} />
  if (view.name === 'overview') {
    return <Overview car={car} installed={installed} onOpen={setView} onBack={onBack} />
  }
  return (
    <ImportList
      car={car}
      installed={installed.value ?? []}
      onTemplate={() => {
        setView({ name: 'template' })
      }}
      onImported={installed.ask}
      onBack={back}
    />
  )
}
