import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { readCells } from '#renderer/office/words/plate-cells.ts'
import { typedState } from '#renderer/office/words/typed-state.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { normalisePlate, PlateText as Plate } from '#shared/domain/plate.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import './by-hand.css'

type ByHandProps = {
  readonly car: Car
  /** The read that was selected when the screen opened; new reads do not change what is corrected. */
  readonly selected: Read | undefined
  readonly onBack: () => void
}

const typed = createDraft({ kind: 'missed', plate: '', state: '', words: '' })

/** A plate that the cameras missed, or what the selected read should have said. */
export function ByHand({ car, selected, onBack }: ByHandProps): ReactElement {
  const [read] = useState(selected)
  const { kind, plate, state, words } = useDraft(typed)
  const action = useAction(car)
  const stateOf = typedState(state, 'If you see it')
  const isCorrection = kind === 'wrong' && read !== undefined

  function save(): void {
    const text = normalisePlate(plate)
    const missing = [
      ...(Plate.safeParse(text).success ? [] : ['a plate of 1 to 10 letters and digits']),
      ...(state.trim() === '' || stateOf.code !== undefined ? [] : ['a state of two letters, or none']),
    ]
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
      return
    }
    const input = {
      plate: text,
      words: words.trim(),
      ...(stateOf.code === undefined ? {} : { state: stateOf.code }),
    }
    void action.run(
      (core, signal) =>
        isCorrection
          ? core.reads.correct({ id: read.id, ...input }, { signal })
          : core.reads.capture(input, { signal }),
      () => {
        typed.forget()
        onBack()
      },
    )
  }

  return (
    <Screen
      title="Plate by hand"
      lead="Takes the same way as every read: it is kept, and matched with the hot lists."
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} />}
      actions={
        <SubmitButton
          label={isCorrection ? 'Save the correction' : 'Save the plate'}
          isDisabled={action.isBusy}
        />
      }
    >
      <div className="halves by-hand">
        <div className="stack">
          <div className="row">
            <TextField
              label={isCorrection ? 'What is on the car' : 'Plate'}
              isPlate
              isFirst
              value={plate}
              mostCharacters={14}
              onChange={(plate) => {
                typed.change({ plate })
              }}
            />
            <TextField
              label="State"
              isPlate
              width="tiny"
              value={state}
              mostCharacters={2}
              fault={stateOf.fault}
              hint={stateOf.hint}
              onChange={(state) => {
                typed.change({ state })
              }}
            />
          </div>
          <TextField
            label="Remark (if there is one)"
            value={words}
            mostCharacters={400}
            onChange={(words) => {
              typed.change({ words })
            }}
          />
          <ChoiceRow
            legend="Which plate is it?"
            value={isCorrection ? 'wrong' : 'missed'}
            options={[
              ['missed', 'The cameras missed it'],
              ...(read === undefined ? [] : [['wrong', 'The selected read is wrong'] as const]),
            ]}
            onChange={(kind) => {
              typed.change({ kind })
            }}
          />
        </div>
        {isCorrection ? <Original read={read} /> : undefined}
      </div>
    </Screen>
  )
}

/** The read that is corrected, as it was read; it stays as it is. */
function Original({ read }: { readonly read: Read }): ReactElement {
  return (
    <div className="stack by-hand-original">
      <h3>The read, which stays as it is</h3>
      {read.cropHash === undefined ? (
        <p>Typed by hand: there is no picture.</p>
      ) : (
        <div className="by-hand-crop">
          <Picture src={mediaUrl(read.cropHash)} label={`Plate as read, ${read.plate}`} isPixelated />
        </div>
      )}
      <PlateText cells={readCells(read.plate, read.positions)} />
      <p className="figures">
        State {stateAnswered(read.state) ?? 'not read'}, {read.cameraName}, {clockTime(read.capturedAt)}
      </p>
    </div>
  )
}
