import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { Refusal } from '#shared/domain/hit-step.ts'
import './answers.css'

export type Answer = {
  /** The key that gives it ("F1"). */
  readonly key: string
  readonly label: string
  readonly press: () => void
  /** Why it cannot be given; it is shown and does nothing. */
  readonly refusal?: Refusal | undefined
  readonly isDisabled?: boolean
  readonly detail?: string | undefined
  readonly weight?: 'main' | 'plain'
}

type AnswersProps = {
  readonly answers: readonly Answer[]
  readonly isSending: boolean
  /** Other keys of the same screen. */
  readonly keys?: Readonly<Record<string, () => void>>
}

const NO_KEYS = {}

/** The answers of a screen at the bottom, F1 to F3 first, with the keys that give them. */
export function Answers({ answers, isSending, keys = NO_KEYS }: AnswersProps): ReactElement {
  const isOff = ({ isDisabled = false, refusal }: Answer): boolean =>
    isSending || isDisabled || refusal !== undefined
  const pressed = answers.filter((answer) => !isOff(answer)).map(({ key, press }) => [key, press] as const)
  useKeys({ ...keys, ...Object.fromEntries(pressed) })
  const refusals = answers.flatMap(({ label, refusal }) =>
    refusal === undefined ? [] : [{ label, refusal }],
  )
  return (
    <div className="desk-answers">
      {refusals.map(({ label, refusal }) => (
        <p key={label} className="desk-refusal">
          <strong>{label}:</strong> {refusalWords(refusal)}
        </p>
      ))}
      <div className="desk-answer-row" data-columns={Math.max(3, ...answers.map(columnOf))}>
        {answers.map((answer) => (
          <div key={answer.key} className="desk-answer" data-column={columnOf(answer)}>
            <KeyButton
              keyName={answer.key}
              label={answer.label}
              weight={answer.weight ?? 'main'}
              onPress={answer.press}
              isDisabled={isOff(answer)}
              detail={answer.detail}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

/** F1, F2 and F3 always stand at the same place, whatever is beside them; all else is fourth. */
function columnOf({ key }: Answer): number {
  return ['F1', 'F2', 'F3'].indexOf(key) + 1 || 4
}

/** "missing: the state you see (Rantoul 438.3(e)). Complete the checklist." */
export function refusalWords({ missing, clause, next }: Refusal): string {
  const bound = clause === undefined ? '' : ` (${clause})`
  return `missing: ${missing.join('; ')}${bound}. ${next}`
}
