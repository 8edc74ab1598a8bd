import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { PartialPlate } from '#shared/domain/local-list.ts'
import { FRESH, toPartialPlate, withinRules } from './entry-draft.ts'
import { KeptEntries } from './kept-entries.tsx'
import { PartialFields } from './partial-fields.tsx'
import { PastReads, type Past } from './past-reads.tsx'
import { fitsWords } from './pattern-words.ts'
import { WhyField } from './why-field.tsx'
import './local-list.css'

const added = createDraft(FRESH)
const removed = createDraft({ words: '' })

type Saved = { readonly words: string; readonly past?: Past }

const listAll = (core: CoreClient, signal: AbortSignal): Promise<PartialPlate[]> =>
  core.partials.list(undefined, { signal })

/** Plates of which only some characters are known. */
export function PartialPlates({
  car,
  onBack,
}: {
  readonly car: Car
  readonly onBack: () => void
}): ReactElement {
  const profile = useStore(car.store, (state) => state.rules?.profile)
  const partials = useAsked(car, listAll)
  const action = useAction(car)
  const [leaving, setLeaving] = useState<PartialPlate>()
  const [saved, setSaved] = useState<Saved>()
  const [form, setForm] = useState(0)
  const now = useNow(30_000)
  const filled = useDraft(added)
  const draft = profile === undefined ? filled : withinRules(filled, profile.partialPlates.value)
  const { words } = useDraft(removed)
  const isAllowed = profile?.partialPlates.value.isAllowed

  function go(partial: PartialPlate | undefined): void {
    action.refuse(undefined)
    setSaved(undefined)
    setLeaving(partial)
  }
  function done(said: Saved): void {
    go(undefined)
    setSaved(said)
    setForm((before) => before + 1)
    partials.ask()
  }
  function save(): void {
    if (leaving !== undefined) {
      const { id, input } = leaving
      void action.run(
        (core, signal) => core.partials.remove({ id, words }, { signal }),
        () => {
          removed.forget()
          done({ words: `${input.pattern} is removed.` })
        },
      )
      return
    }
    const ready = toPartialPlate(draft, Date.now())
    if ('missing' in ready) {
      const next = 'Complete the form and press Enter.'
      action.refuse({ kind: 'refused', refusal: { missing: [...ready.missing], next } })
      return
    }
    void action.run(
      (core, signal) => core.partials.add(ready.input, { signal }),
      ({ partial, past, pastRefusal }) => {
        added.forget()
        done({
          words: `${partial.input.pattern} is added: ${fitsWords(partial.fitsShare)}.`,
          past: { past, pastRefusal },
        })
      },
    )
  }

  return (
    <Screen
      title={leaving === undefined ? 'Partial plates' : 'Remove a partial plate'}
      lead={
        profile?.partialPlates.clause === undefined ? undefined : `Clause ${profile.partialPlates.clause}`
      }
      onSubmit={save}
      onBack={
        leaving === undefined
          ? onBack
          : () => {
              go(undefined)
            }
      }
      trouble={<Trouble trouble={action.trouble} />}
      actions={
        <SubmitButton
          label={leaving === undefined ? 'Add partial plate' : 'Remove it'}
          isDisabled={action.isBusy || isAllowed !== true}
        />
      }
    >
      <div className="halves entry-halves">
        <div className="stack" key={`${leaving?.id} ${form}`}>
          {isAllowed === false ? (
            <Warning>This policy does not provide for partial plates. Add the whole plate with F4.</Warning>
          ) : undefined}
          {leaving === undefined ? (
            isAllowed === false ? undefined : profile === undefined ? (
              <p className="dim">The policy is not known yet.</p>
            ) : (
              <PartialFields draft={draft} onChange={added.change} profile={profile} />
            )
          ) : (
            <WhyField
              label={`Why ${leaving.input.pattern} is removed`}
              isFirst
              value={words}
              onChange={(words) => {
                removed.change({ words })
              }}
            />
          )}
        </div>
        <div className="stack">
          {saved === undefined ? (
            <p className="dim">
              A partial plate is a quieter kind of alert: many cars may fit it, and its odds say so.
            </p>
          ) : (
            <div className="stack" role="status">
              <p>
                <strong>{saved.words}</strong>
              </p>
              {saved.past === undefined ? undefined : <PastReads {...saved.past} />}
            </div>
          )}
          <KeptEntries
            key={`${leaving?.id} ${form}`}
            title="Partial plates this car looks for"
            entries={partials.value?.map(({ id, input, fitsShare }) => ({
              id,
              plate: input.pattern,
              about: [
                input.state ?? 'any state',
                ...(fitsShare === undefined ? [] : [fitsWords(fitsShare)]),
              ].join(', '),
              reason: input.reason,
              expiresAt: input.expiresAt,
            }))}
            why={partials.why}
            none="None was added yet."
            now={now}
            renderActions={(id) => (
              <PlainButton
                label="Remove"
                onPress={() => {
                  go(partials.value?.find((one) => one.id === id))
                }}
              />
            )}
          />
        </div>
      </div>
    </Screen>
  )
}
