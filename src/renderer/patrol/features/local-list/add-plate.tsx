import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { LocalEntry } from '#shared/domain/local-list.ts'
import { draftOf, FRESH, toLocalEntry, withinRules } from './entry-draft.ts'
import { EntryFields } from './entry-fields.tsx'
import { EntryHistory } from './entry-history.tsx'
import { KeptEntries } from './kept-entries.tsx'
import { PastReads, type Past } from './past-reads.tsx'
import { WhyField } from './why-field.tsx'
import './local-list.css'

const added = createDraft(FRESH)
const changed = createDraft(FRESH)

type Mode =
  { readonly kind: 'add' } | { readonly kind: 'edit' | 'remove' | 'history'; readonly entry: LocalEntry }
type Saved = { readonly words: string; readonly past?: Past }

const WORDS = {
  add: { title: 'Add a plate', submit: 'Add plate' },
  edit: { title: 'Change a plate', submit: 'Save the change' },
  remove: { title: 'Remove a plate', submit: 'Remove plate' },
  history: { title: 'History of a plate', submit: '' },
} as const

const listAll = (core: CoreClient, signal: AbortSignal): Promise<LocalEntry[]> =>
  core.localList.list(undefined, { signal })

/** The local list: plates that officers of this car look for. */
export function AddPlate({ car, onBack }: { readonly car: Car; readonly onBack: () => void }): ReactElement {
  const rules = useStore(car.store, (state) => state.rules?.profile.localList)
  const entries = useAsked(car, listAll)
  const action = useAction(car)
  const [mode, setMode] = useState<Mode>({ kind: 'add' })
  const [saved, setSaved] = useState<Saved>()
  // Begins the form anew after each plate that was added, the focus in its first field.
  const [form, setForm] = useState(0)
  const now = useNow(30_000)
  const store = mode.kind === 'edit' || mode.kind === 'remove' ? changed : added
  const filled = useDraft(store)
  const draft = rules === undefined ? filled : withinRules(filled, rules.value)
  const { title, submit } = WORDS[mode.kind]

  function go(next: Mode): void {
    action.refuse(undefined)
    setSaved(undefined)
    setMode(next)
  }
  function done(said: Saved): void {
    store.forget()
    go({ kind: 'add' })
    setSaved(said)
    setForm((before) => before + 1)
    entries.ask()
  }
  function save(): void {
    if (mode.kind === 'history') return
    if (mode.kind === 'remove') {
      const { id, input } = mode.entry
      void action.run(
        (core, signal) => core.localList.remove({ id, words: draft.words }, { signal }),
        () => {
          done({ words: `${input.plate} is removed. Its history stays.` })
        },
      )
      return
    }
    const ready = toLocalEntry(draft, Date.now())
    if ('missing' in ready) {
      const next = 'Complete the form and press Enter.'
      action.refuse({ kind: 'refused', refusal: { missing: [...ready.missing], next } })
    } else if (mode.kind === 'add') {
      void action.run(
        (core, signal) => core.localList.add(ready.input, { signal }),
        ({ entry, past, pastRefusal }) => {
          done({
            words: `${entry.input.plate} is added and works at once in this car.`,
            past: { past, pastRefusal },
          })
        },
      )
    } else {
      const { id } = mode.entry
      void action.run(
        (core, signal) => core.localList.edit({ id, words: draft.words, input: ready.input }, { signal }),
        ({ input }) => {
          done({ words: `${input.plate} is changed.` })
        },
      )
    }
  }

  return (
    <Screen
      title={title}
      lead={rules?.clause === undefined ? undefined : `Clause ${rules.clause}: the reason is kept with it.`}
      onSubmit={save}
      onBack={
        mode.kind === 'add'
          ? onBack
          : () => {
              go({ kind: 'add' })
            }
      }
      trouble={<Trouble trouble={action.trouble} />}
      actions={
        submit === '' ? undefined : (
          <SubmitButton label={submit} isDisabled={action.isBusy || rules === undefined} />
        )
      }
    >
      <div className="halves entry-halves">
        <div className="stack" key={`${mode.kind} ${form}`}>
          {rules === undefined ? <p className="dim">The policy is not known yet.</p> : undefined}
          {mode.kind === 'edit' || mode.kind === 'remove' ? (
            <WhyField
              label={mode.kind === 'edit' ? 'Why it is changed' : `Why ${mode.entry.input.plate} is removed`}
              isFirst={mode.kind === 'remove'}
              value={draft.words}
              onChange={(words) => {
                store.change({ words })
              }}
            />
          ) : undefined}
          {mode.kind === 'history' ? <EntryHistory car={car} id={mode.entry.id} /> : undefined}
          {rules !== undefined && (mode.kind === 'add' || mode.kind === 'edit') ? (
            <EntryFields draft={draft} onChange={store.change} rules={rules.value} />
          ) : undefined}
        </div>
        <div className="stack">
          {saved === undefined ? undefined : (
            <div className="stack" role="status">
              <p>
                <strong>{saved.words}</strong>
              </p>
              {saved.past === undefined ? undefined : <PastReads {...saved.past} />}
            </div>
          )}
          <KeptEntries
            key={`${mode.kind} ${form}`}
            title="Plates this car looks for"
            entries={entries.value?.map(({ id, input }) => ({
              id,
              plate: input.plate,
              about: `${input.state ?? 'any state'}, ${CATEGORY_WORDS[input.category]}`,
              reason: input.reason,
              expiresAt: input.expiresAt,
            }))}
            why={entries.why}
            none="None was added yet."
            now={now}
            renderActions={(id) => (
              <EntryActions entry={entries.value?.find((one) => one.id === id)} onGo={go} />
            )}
          />
        </div>
      </div>
    </Screen>
  )
}

function EntryActions({
  entry,
  onGo,
}: {
  readonly entry: LocalEntry | undefined
  readonly onGo: (mode: Mode) => void
}): ReactElement | undefined {
  if (entry === undefined) return undefined
  const kinds = [
    ['edit', 'Change'],
    ['remove', 'Remove'],
    ['history', 'History'],
  ] as const
  return (
    <>
      {kinds.map(([kind, label]) => (
        <PlainButton
          key={kind}
          label={label}
          onPress={() => {
            changed.store.setState(draftOf(entry, Date.now()))
            onGo({ kind, entry })
          }}
        />
      ))}
    </>
  )
}
