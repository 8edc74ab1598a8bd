import { useCallback, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import type { ImportReport } from '#shared/domain/import-template.ts'
import { askChoices, type Choices } from './ask-choices.ts'
import type { InstalledList } from './installed-list.ts'
import { fileSize, progressWords } from './list-words.ts'
import { Preview } from './preview.tsx'
import { Report } from './report.tsx'
import { guessWords, nameFor, templateOptions, type Guess } from './suggest.ts'
import { usePreview } from './use-preview.ts'

type ImportListProps = {
  readonly car: Car
  readonly installed: readonly InstalledList[]
  readonly onTemplate: () => void
  readonly onImported: () => void
  readonly onBack: () => void
}

/** What is chosen; empty: nothing yet, so that what is suggested counts. */
const chosen = createDraft({ file: '', templateId: '', name: '' })

/** A file becomes the next version of a list: first seen, then taken. */
export function ImportList(props: ImportListProps): ReactElement {
  const { car, installed, onTemplate, onImported, onBack } = props
  const choices = useAsked(car, askChoices)
  const { file, templateId, name } = useDraft(chosen)
  const guesses = useGuess(car, file)
  const action = useAction(car)
  const [report, setReport] = useState<ImportReport>()
  const options = templateOptions(choices.value?.templates ?? [], guesses)
  const usedId = templateId === '' ? (guesses?.[0]?.id ?? '') : templateId
  const template = choices.value?.templates.find(({ id }) => id === usedId)
  const usedName = name === '' ? nameFor(template, installed) : name
  const { preview, trouble, isCurrent } = usePreview(
    car,
    file === '' || usedId === '' ? undefined : { file, templateId: usedId },
  )
  const canImport = isCurrent && preview !== undefined && preview.refusal === undefined && usedName !== ''

  function load(): void {
    if (report !== undefined) {
      onBack()
      return
    }
    if (!canImport) return
    void action.run(
      (core, signal) => core.lists.import({ name: usedName.trim(), file, templateId: usedId }, { signal }),
      (made) => {
        setReport(made)
        chosen.forget()
        onImported()
      },
    )
  }

  if (report !== undefined) {
    return (
      <Screen
        title={report.refusal === undefined ? 'The list is imported' : 'The list is not imported'}
        onSubmit={load}
        onBack={onBack}
        backWord="To the lists"
        actions={<SubmitButton label="Done" />}
      >
        <Report report={report} />
      </Screen>
    )
  }
  return (
    <Screen
      title="Import a hot list"
      lead={choices.value === undefined ? undefined : `Files lie in ${choices.value.folder}`}
      onSubmit={load}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not imported; what was loaded stays." />}
      actions={
        <>
          <SubmitButton
            label={usedName === '' ? 'Import' : `Import as ${usedName}`}
            isDisabled={!canImport || action.isBusy}
          />
          <PlainButton label="Template of your own" onPress={onTemplate} isDisabled={action.isBusy} />
        </>
      }
    >
      <div className="halves import-halves">
        <div className="stack">
          <Progress car={car} name={usedName} isBusy={action.isBusy} />
          <Files choices={choices.value} why={choices.why} file={file} />
          {file === '' ? undefined : (
            <>
              <SelectField
                label="Template"
                value={usedId}
                hint={guessWords(guesses, usedId)}
                options={
                  usedId === '' ? [['', 'None understands this file: choose one'], ...options] : options
                }
                onChange={(templateId) => {
                  chosen.change({ templateId })
                }}
              />
              <TextField
                label="Name of the list"
                value={usedName}
                mostCharacters={40}
                hint="An installed list of this name gets a new version."
                onChange={(name) => {
                  chosen.change({ name })
                }}
              />
            </>
          )}
        </div>
        <Preview preview={preview} trouble={trouble} before={beforePreview(file, choices.value)} />
      </div>
    </Screen>
  )
}

function beforePreview(file: string, choices: Choices | undefined): string {
  if (file !== '') return 'Reading the first lines.'
  return choices?.files.length === 0 ? '' : 'Choose a file: its first lines are shown here.'
}

function Files({
  choices,
  why,
  file,
}: {
  readonly choices: Choices | undefined
  readonly why: string | undefined
  readonly file: string
}): ReactElement {
  if (choices === undefined) return <p className="dim">{why ?? 'Looking into the folder.'}</p>
  return (
    <>
      {choices.refusedTemplates.map((refused) => (
        <Warning key={refused.file}>
          <strong>Template {refused.file} is not used.</strong> {refused.why}
        </Warning>
      ))}
      {choices.files.length === 0 ? (
        <Empty title="There is no file to import.">
          Copy the list into <code>{choices.folder}</code> and come back.
        </Empty>
      ) : (
        <ul className="stack" aria-label="Files">
          {choices.files.map(({ name, bytes, writtenAt }) => (
            <li key={name}>
              <PlainButton
                isOn={name === file}
                onPress={() => {
                  chosen.change({ file: name, templateId: '', name: '' })
                }}
              >
                <span className="list-row">
                  <strong>{name}</strong>
                  <span className="figures">
                    {fileSize(bytes)}, written {clockTime(writtenAt)}
                  </span>
                </span>
              </PlainButton>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Progress({
  car,
  name,
  isBusy,
}: {
  readonly car: Car
  readonly name: string
  readonly isBusy: boolean
}): ReactElement | undefined {
  const importing = useStore(
    car.store,
    ({ status }) => status?.hotLists.find((list) => list.name === name)?.importing,
  )
  if (!isBusy) return undefined
  return importing === undefined ? (
    <p role="status">Reading the file. The loaded version works on.</p>
  ) : (
    <ProgressBar share={importing.share} words={progressWords(name, importing)} />
  )
}

/** The templates that understand the file, best first; undefined while the core is trying. */
function useGuess(car: Car, file: string): readonly Guess[] | undefined {
  const question = useCallback(
    async (core: CoreClient, signal: AbortSignal): Promise<{ file: string; guesses: Guess[] }> => ({
      file,
      guesses: file === '' ? [] : await core.lists.guess({ file }, { signal }),
    }),
    [file],
  )
  const { value } = useAsked(car, question)
  return value?.file === file ? value.guesses : undefined
}
