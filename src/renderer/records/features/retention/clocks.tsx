import { useState, type ReactElement } from 'react'
import { day } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { clockWords, figure } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS, PURGE_WORDS } from '#renderer/records/words/kinds.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { RecordClass, RetentionClock } from '#shared/records/retention.ts'

const askClocks = (core: RecordsClient, signal: AbortSignal): Promise<RetentionClock[]> =>
  core.retention.clocks(undefined, { signal })

type ClocksProps = {
  readonly department: Department
  /** Undefined for who may not. */
  readonly onDryRun: ((recordClass: RecordClass) => void) | undefined
  readonly onProposals: (() => void) | undefined
  readonly onCertificates: () => void
  readonly onProofs: () => void
  readonly onBack: () => void
}

/** The clock of each class with the clause it rests on. */
export function Clocks(props: ClocksProps): ReactElement {
  const { department, onDryRun, onProposals, onCertificates, onProofs, onBack } = props
  const [picked, setPicked] = useState<string>()
  const { value: clocks, why, ask } = useAsked(department, askClocks)
  const chosen = clocks?.find((clock) => clock.class === picked) ?? clocks?.[0]
  useKeys({ F2: onProposals, F3: onCertificates, F4: onProofs })
  function dryRun(): void {
    if (chosen !== undefined) onDryRun?.(chosen.class)
  }
  return (
    <Screen
      title="Retention"
      lead="What runs out goes, row, picture and index; a hold beats every clock."
      onSubmit={onDryRun && dryRun}
      onBack={onBack}
      actions={
        <>
          {chosen === undefined || onDryRun === undefined ? undefined : <SubmitButton label="Dry run" />}
          {onProposals === undefined ? undefined : (
            <KeyButton keyName="F2" label="Proposals" detail="to decide" onPress={onProposals} />
          )}
          <KeyButton keyName="F3" label="Certificates" detail="of what went" onPress={onCertificates} />
          <KeyButton keyName="F4" label="Proofs" detail="nothing too old" onPress={onProofs} />
        </>
      }
    >
      {clocks === undefined ? (
        <Unanswered why={why} onAgain={ask} />
      ) : (
        <PickTable
          label="Retention clocks"
          columns={['Records', 'Kept', 'Purged', 'Clause', 'Here now', 'Oldest']}
          picked={chosen?.class}
          onPick={setPicked}
          onOpen={dryRun}
          rows={clocks.map((clock) => ({
            id: clock.class,
            cells: [
              <strong key="class">{CLASS_WORDS[clock.class]}</strong>,
              keptWords(clock),
              PURGE_WORDS[clock.purge],
              clock.clause ?? 'no clause: a default of this product',
              figure(clock.rows),
              clock.oldestAt === undefined ? 'none' : day(clock.oldestAt),
            ],
          }))}
        />
      )}
    </Screen>
  )
}

/** "at least 30 days, at most 90 days"; a class without a clock is never purged. */
function keptWords({ leastMs, mostMs }: RetentionClock): string {
  const words = [
    ...(leastMs === undefined ? [] : [`at least ${clockWords(leastMs)}`]),
    ...(mostMs === undefined ? [] : [`at most ${clockWords(mostMs)}`]),
  ]
  return words.length === 0 ? 'no clock: until somebody decides' : words.join(', ')
}
