import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { useDraft } from '#renderer/ui/draft.ts'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import type { AuditEntry, ChainVerdict } from '#shared/domain/audit.ts'
import { EntryScreen } from './entry-screen.tsx'
import { ExportAudit } from './export-audit.tsx'
import { queryDraft, toQuery } from './query-draft.ts'
import { SearchScreen, type Found } from './search-screen.tsx'
import './audit.css'

/** Who did what, when and why. Nothing here changes an entry, and each look is itself one. */
export function Audit({ office, onBack }: OfficeProps): ReactElement {
  const [found, setFound] = useState<Found>()
  const [picked, setPicked] = useState<number>()
  const [opened, setOpened] = useState<AuditEntry>()
  const [isExporting, setIsExporting] = useState(false)
  const [verdict, setVerdict] = useState<ChainVerdict>()
  const draft = useDraft(queryDraft)
  const action = useAction(office)

  function search(before?: number): void {
    const ready = toQuery(draft)
    if ('missing' in ready) {
      const next = 'Correct it and press Enter.'
      action.refuse({ kind: 'refused', refusal: { missing: [...ready.missing], next } })
      return
    }
    const query = before === undefined ? ready.query : { ...ready.query, before }
    void action.run(
      (core, signal) => core.audit.search(query, { signal }),
      ({ rows, isMore }) => {
        const earlier = before === undefined ? [] : (found?.rows ?? [])
        setFound({ rows: [...earlier, ...rows], isMore })
        if (before === undefined) setPicked(rows[0]?.counter)
      },
    )
  }

  if (isExporting) {
    return (
      <ExportAudit
        office={office}
        onBack={() => {
          setIsExporting(false)
        }}
      />
    )
  }
  if (opened !== undefined) {
    return (
      <EntryScreen
        entry={opened}
        onBack={() => {
          setOpened(undefined)
        }}
      />
    )
  }
  return (
    <SearchScreen
      office={office}
      draft={draft}
      found={found}
      picked={picked}
      verdict={verdict}
      action={action}
      onPick={setPicked}
      onOpen={(counter) => {
        setPicked(counter)
        setOpened(found?.rows.find((entry) => entry.counter === counter))
      }}
      onSearch={() => {
        search()
      }}
      onMore={() => {
        search(found?.rows.at(-1)?.counter)
      }}
      onVerify={() => {
        setVerdict(undefined)
        void action.run((core, signal) => core.audit.verify(undefined, { signal }), setVerdict)
      }}
      onExport={() => {
        setIsExporting(true)
      }}
      onBack={onBack}
    />
  )
}
