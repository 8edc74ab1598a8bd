import type { ReactElement } from 'react'
import { moment } from '#renderer/records/parts/when.tsx'
import { bytesWords, figure } from '#renderer/records/words/figures.ts'
import { TARGET_WORDS, UPLOAD_WORDS } from '#renderer/records/words/kinds.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import { PackageMark } from './package-mark.tsx'

type PackageScreenProps = {
  readonly evidence: EvidencePackage
  /** Undefined where it is not here, or for who may not. */
  readonly onFetch: (() => void) | undefined
  readonly onBook: (() => void) | undefined
  readonly onBack: () => void
}

/** One package with its chain of custody. */
export function PackageScreen({ evidence, onFetch, onBook, onBack }: PackageScreenProps): ReactElement {
  const { booked } = evidence
  useKeys({ F2: onFetch, F3: onBook })
  const given = (
    [
      ['Media id', booked?.mediaId],
      ['Booking number', booked?.bookingNumber],
      ['Receipt', booked?.receipt],
      ['Evidence id', booked?.evidenceId],
      ['Upload', booked?.uploadStatus && UPLOAD_WORDS[booked.uploadStatus]],
    ] as const
  ).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact] as const]))
  return (
    <Screen
      title={`Evidence of case ${evidence.caseNumber}`}
      lead={TARGET_WORDS[evidence.target]}
      onBack={onBack}
      backWord="Back to evidence"
      actions={
        <>
          {onFetch === undefined ? undefined : (
            <KeyButton keyName="F2" label="Fetch the file" detail="a step of custody" onPress={onFetch} />
          )}
          {onBook === undefined ? undefined : (
            <KeyButton
              keyName="F3"
              label={evidence.target === 'evidence.com' ? 'Upload or booking' : 'Book it'}
              detail="what was given back"
              weight="main"
              onPress={onBook}
            />
          )}
        </>
      }
    >
      <div className="halves">
        <FactList
          facts={[
            ['State', <PackageMark key="state" evidence={evidence} />],
            ['Made', `${momentText(evidence.madeAt)} by ${evidence.by.name}, ${evidence.by.badge}`],
            ['Records', figure(evidence.items)],
            ['Size', bytesWords(evidence.bytes)],
            ['SHA-256', <code key="hash">{evidence.sha256}</code>],
            ...given,
          ]}
        />
        <div className="stack">
          <h3>Chain of custody</h3>
          <DataTable
            label="Chain of custody"
            columns={['When', 'Who', 'Step', 'Words']}
            rows={evidence.custody.map((one, place) => ({
              key: `${one.at} ${place}`,
              cells: [moment(one.at), `${one.by.name}, ${one.by.badge}`, one.step, one.words],
            }))}
          />
        </div>
      </div>
    </Screen>
  )
}
