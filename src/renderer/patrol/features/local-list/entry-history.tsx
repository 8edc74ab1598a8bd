import { useCallback, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { LocalEntry } from '#shared/domain/local-list.ts'

/** Every version of an entry, by whom and why. */
export function EntryHistory({ car, id }: { readonly car: Car; readonly id: string }): ReactElement {
  const question = useCallback(
    (core: CoreClient, signal: AbortSignal): Promise<LocalEntry[]> =>
      core.localList.history({ id }, { signal }),
    [id],
  )
  const { value, why } = useAsked(car, question)
  if (value === undefined) return <p className="dim">{why ?? 'Asking for the history.'}</p>
  return (
    <DataTable
      label="Versions of this entry"
      columns={['What', 'When, by whom', 'Entry', 'Why']}
      rows={value.map(({ version, action, by, at, input, words }) => ({
        key: String(version),
        cells: [
          action,
          `${clockTime(at)}, badge ${by.badge}`,
          `${input.plate} ${input.state ?? ''} ${CATEGORY_WORDS[input.category]}`,
          words === '' ? input.reason : words,
        ],
      }))}
    />
  )
}
