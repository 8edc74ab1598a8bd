import { useState, type ReactElement } from 'react'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { bytesWords, countWords, figure } from '#renderer/records/words/figures.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'

const askPackages = (core: RecordsClient, signal: AbortSignal) => core.fleet.packages(undefined, { signal })

/** Transfer packages that were carried here, and the receipts that are carried back. */
export function Packages({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const { value: packages, why, ask } = useAsked(department, askPackages)
  const [picked, setPicked] = useState<string>()
  const [done, setDone] = useState<string>()
  const action = useAction(department)
  const chosen = packages?.find(({ file }) => file === picked) ?? packages?.[0]
  function take(): void {
    if (chosen === undefined) return
    const { file } = chosen
    setDone(undefined)
    void action.run(
      (core, signal) => core.fleet.importPackage({ file }, { signal }),
      (told) => {
        const refused = told.refused === 0 ? '' : ` ${figure(told.refused)} were refused.`
        setDone(
          `${told.car}: ${countWords(told.records, 'record')} and ${countWords(told.images, 'image')} are here.${refused} Carry ${told.receipts} back to the car.`,
        )
        ask()
      },
    )
  }
  return (
    <Screen
      title="Transfer packages"
      lead="Files in the folder packages beside the server's data."
      onSubmit={take}
      onBack={onBack}
      backWord="Back to the cars"
      trouble={
        <>
          <Trouble trouble={action.trouble} title="Not taken." />
          <p className="screen-done" role="status">
            {action.isBusy ? 'Taking the package.' : done}
          </p>
        </>
      }
      actions={chosen === undefined ? undefined : <SubmitButton label="Take it" isDisabled={action.isBusy} />}
    >
      {packages === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {packages?.length === 0 ? (
        <Empty title="No package is here.">
          Copy it from the medium into the folder packages beside the server&apos;s data.
        </Empty>
      ) : undefined}
      {packages === undefined || packages.length === 0 ? undefined : (
        <PickTable
          label="Transfer packages"
          columns={['File', 'Size']}
          picked={chosen?.file}
          onPick={setPicked}
          rows={packages.map(({ file, bytes }) => ({ id: file, cells: [file, bytesWords(bytes)] }))}
        />
      )}
    </Screen>
  )
}
