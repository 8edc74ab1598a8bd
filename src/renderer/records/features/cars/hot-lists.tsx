import { useState, type ReactElement } from 'react'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { bytesWords, countWords, figure } from '#renderer/records/words/figures.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'

const askLists = (core: RecordsClient, signal: AbortSignal) => core.fleet.lists(undefined, { signal })

type HotListsProps = {
  readonly department: Department
  readonly mayPublish: boolean
  readonly onBack: () => void
}

/** Hot list files on the server, and what the cars were last told of each: only what changed goes down. */
export function HotLists({ department, mayPublish, onBack }: HotListsProps): ReactElement {
  const { value: lists, why, ask } = useAsked(department, askLists)
  const [picked, setPicked] = useState<string>()
  const [template, setTemplate] = useState('')
  const [done, setDone] = useState<string>()
  const action = useAction(department)
  const chosen = lists?.find(({ file }) => file === picked) ?? lists?.[0]
  function publish(): void {
    if (chosen === undefined || !mayPublish) return
    const { file } = chosen
    setDone(undefined)
    if (template.trim() === '') {
      const refusal = { missing: ['the import template'], next: 'Say by which one the cars read this file.' }
      action.refuse({ kind: 'refused', refusal })
      return
    }
    void action.run(
      (core, signal) => core.fleet.publishList({ file, template: template.trim() }, { signal }),
      ({ serial, lines, changeBytes, wholeBytes }) => {
        setDone(
          `${file} is published as number ${serial}: ${countWords(lines, 'line')}. ${bytesWords(changeBytes)} go to a car that has the last one, ${bytesWords(wholeBytes)} to one that has none.`,
        )
        ask()
      },
    )
  }
  return (
    <Screen
      title="Hot lists for the cars"
      lead="Files in the folder lists beside the server's data."
      onSubmit={mayPublish ? publish : undefined}
      onBack={onBack}
      backWord="Back to the cars"
      trouble={
        <>
          <Trouble trouble={action.trouble} title="Not published." />
          <p className="screen-done" role="status">
            {action.isBusy ? 'Comparing it with the last one.' : done}
          </p>
        </>
      }
      actions={
        chosen === undefined || !mayPublish ? undefined : (
          <SubmitButton label="Publish it" isDisabled={action.isBusy} />
        )
      }
    >
      {lists === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {lists?.length === 0 ? (
        <Empty title="No list is here.">
          Put the file into the folder lists beside the server&apos;s data.
        </Empty>
      ) : undefined}
      {lists === undefined || lists.length === 0 ? undefined : (
        <div className="stack">
          {mayPublish ? (
            <TextField
              label="Import template"
              value={template}
              mostCharacters={60}
              hint="By its name, as under Hot lists in a car: how the columns of the file are read."
              onChange={setTemplate}
            />
          ) : undefined}
          <PickTable
            label="Hot list files"
            columns={['File', 'Size', 'Published']}
            picked={chosen?.file}
            onPick={setPicked}
            rows={lists.map(({ file, bytes, published }) => ({
              id: file,
              cells: [
                file,
                bytesWords(bytes),
                published === undefined
                  ? 'never'
                  : `number ${figure(published.serial)}, ${momentText(published.at)}, ${countWords(published.lines, 'line')}`,
              ],
            }))}
          />
        </div>
      )}
    </Screen>
  )
}
