import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAction, type Action } from '#renderer/connection/use-action.ts'
import type { Asked } from '#renderer/connection/use-asked.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { clockTime, span } from '#renderer/office/words/when.ts'
import { CanvassInput, type Canvass } from '#shared/domain/local-list.ts'
import { KIND_WORDS, taggedWords } from './canvass-words.ts'
import { Track } from './track.tsx'
import './canvass.css'

type CanvassProps = { readonly car: Car; readonly onBack: () => void }
export type AskedCanvass = Asked<Canvass | null>
type PartProps = CanvassProps & { readonly action: Action<CoreClient>; readonly onDone: () => void }

const KINDS = CanvassInput.shape.kind.options
const started = createDraft<CanvassInput>({ incident: '', kind: 'homicide', area: '' })
const decided = createDraft({ kept: '', ground: '' })

/** A sweep around a crime scene: begins, runs, ends, and ends in a decision on its reads. */
export function CanvassScreen({
  car,
  asked: { value: canvass, why, ask },
  onBack,
}: CanvassProps & {
  /** Asked by the live screen, which shows it too, so that the form is there as soon as its key is pressed. */
  readonly asked: AskedCanvass
}): ReactElement {
  const action = useAction(car)
  const parts = { car, onBack, action, onDone: ask }
  if (canvass === undefined) {
    return (
      <Screen title="Canvass" onBack={onBack}>
        <p className="dim">{why ?? 'Asking whether one runs.'}</p>
      </Screen>
    )
  }
  if (canvass === null) return <Start {...parts} />
  return canvass.endedAt === undefined ? (
    <Running {...parts} canvass={canvass} />
  ) : (
    <Deciding {...parts} canvass={canvass} />
  )
}

function Start({ car, onBack, action, onDone }: PartProps): ReactElement {
  const rule = useStore(car.store, (state) => state.rules?.profile.canvass)
  const draft = useDraft(started)
  if (rule?.value.isAllowed === false) {
    return (
      <Screen title="Start a canvass" onBack={onBack}>
        <Warning>This policy does not provide for a canvass.</Warning>
      </Screen>
    )
  }
  function start(): void {
    const input = CanvassInput.safeParse(draft)
    if (input.success) {
      void action.run(
        (core, signal) => core.canvass.start(input.data, { signal }),
        () => {
          started.forget()
          onDone()
        },
      )
      return
    }
    const missing = [
      ...(draft.incident.trim() === '' ? ['the incident number'] : []),
      ...(draft.area.trim().length < 3 ? ['the area, in a few words'] : []),
    ]
    action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
  }
  return (
    <Screen
      title="Start a canvass"
      lead={rule?.clause === undefined ? undefined : `Clause ${rule.clause}`}
      onSubmit={start}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not started." />}
      actions={
        <SubmitButton
          label="Start the canvass"
          isDisabled={action.isBusy || rule?.value.isAllowed !== true}
        />
      }
    >
      <div className="stack">
        <div className="row">
          <TextField
            label="Incident number"
            isFirst
            value={draft.incident}
            mostCharacters={40}
            onChange={(incident) => {
              started.change({ incident })
            }}
          />
          <TextField
            label="Area"
            value={draft.area}
            mostCharacters={120}
            onChange={(area) => {
              started.change({ area })
            }}
          />
        </div>
        <ChoiceRow
          legend="Kind"
          value={draft.kind}
          options={KINDS.map((kind) => [kind, KIND_WORDS[kind]])}
          onChange={(kind) => {
            started.change({ kind })
          }}
        />
        <p className="dim">
          From the start on every read is tagged with the canvass and the way of the car is kept. At the end
          it is decided, with a ground, whether the tagged reads are kept.
        </p>
      </div>
    </Screen>
  )
}

function Running({
  action,
  onDone,
  onBack,
  canvass,
}: PartProps & { readonly canvass: Canvass }): ReactElement {
  return (
    <Screen
      title="Canvass runs"
      lead={leadOf(canvass)}
      onSubmit={() => {
        void action.run((core, signal) => core.canvass.end({ id: canvass.id }, { signal }), onDone)
      }}
      onBack={onBack}
      backWord="Back, it runs on"
      trouble={<Trouble trouble={action.trouble} title="Not ended." />}
      actions={<SubmitButton label="End the canvass" isDisabled={action.isBusy} />}
    >
      <Facts canvass={canvass} />
    </Screen>
  )
}

function Deciding({
  action,
  onDone,
  onBack,
  canvass,
}: PartProps & { readonly canvass: Canvass }): ReactElement {
  const { kept, ground } = useDraft(decided)
  function decide(): void {
    const missing = [
      ...(kept === '' ? ['whether the reads are kept'] : []),
      ...(ground.trim().length < 10 ? ['the ground, at least 10 characters'] : []),
    ]
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
      return
    }
    const decision = { id: canvass.id, isKept: kept === 'kept', ground: ground.trim() }
    void action.run(
      (core, signal) => core.canvass.decide(decision, { signal }),
      () => {
        decided.forget()
        onDone()
        onBack()
      },
    )
  }
  return (
    <Screen
      title="Canvass has ended"
      lead={leadOf(canvass)}
      onSubmit={decide}
      onBack={onBack}
      backWord="Decide later"
      trouble={<Trouble trouble={action.trouble} title="Not decided." />}
      actions={<SubmitButton label="Save the decision" isDisabled={action.isBusy} />}
    >
      <div className="halves">
        <div className="stack canvass-decision">
          <ChoiceRow
            legend={`${taggedWords(canvass)}: what becomes of them?`}
            value={kept}
            options={[
              ['kept', 'Keep them for the incident'],
              ['purged', 'Leave them to the purge'],
            ]}
            hint="Kept reads are left out of the purge; the others go when their retention is over."
            onChange={(kept) => {
              decided.change({ kept })
            }}
          />
          <TextField
            label="Ground"
            value={ground}
            mostCharacters={400}
            hint="At least 10 characters; kept with the decision."
            onChange={(ground) => {
              decided.change({ ground })
            }}
          />
        </div>
        <Facts canvass={canvass} />
      </div>
    </Screen>
  )
}

function leadOf({ input, by }: Canvass): string {
  return `${input.incident}, ${KIND_WORDS[input.kind].toLowerCase()}, ${input.area}; badge ${by.badge}`
}

function Facts({ canvass }: { readonly canvass: Canvass }): ReactElement {
  const now = useNow(1000)
  const { startedAt, endedAt } = canvass
  return (
    <div className="stack canvass-facts">
      <p className="figures">
        {clockTime(startedAt)}
        {endedAt === undefined ? '' : ` to ${clockTime(endedAt)}`}, {span((endedAt ?? now) - startedAt)},{' '}
        {taggedWords(canvass)}
      </p>
      <Track canvass={canvass} />
    </div>
  )
}
