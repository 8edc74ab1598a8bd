import type { ReactElement } from 'react'
import { moment, unbroken } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { figure, utcDay } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS, PURGE_WORDS } from '#renderer/records/words/kinds.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import { Screen } from '#renderer/ui/screen.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { PurgeCertificate } from '#shared/records/retention.ts'

const askCertificates = (core: RecordsClient, signal: AbortSignal): Promise<PurgeCertificate[]> =>
  core.retention.certificates(undefined, { signal })

/** What went, by which policy, with the hash over it; newest first. The same stands in the audit. */
export function Certificates({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const { value: certificates, why, ask } = useAsked(department, askCertificates)
  return (
    <Screen
      title="Purge certificates"
      lead="Each stands in the audit too, with the hash over what went."
      onBack={onBack}
      backWord="Back to the clocks"
    >
      {certificates === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {certificates?.length === 0 ? <Empty title="Nothing was purged yet." /> : undefined}
      {certificates === undefined || certificates.length === 0 ? undefined : (
        <DataTable
          label="Purge certificates"
          columns={['When', 'Records', 'Through', 'Went', 'Stayed', 'How', 'Policy', 'Hash']}
          rows={certificates.map((one) => ({
            key: one.id,
            cells: [
              moment(one.at),
              CLASS_WORDS[one.class],
              unbroken(utcDay(one.throughDay)),
              `${figure(one.rows)} rows, ${figure(one.images)} pictures`,
              figure(one.kept),
              `${PURGE_WORDS[one.how]}: ${one.by.name}`,
              one.policy,
              <code key="hash" title={one.digest}>
                {one.digest.slice(0, 16)}
              </code>,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
