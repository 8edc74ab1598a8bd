import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import type { ExerciseAnswer, ExerciseMark, ExerciseRun } from '#shared/domain/exercise.ts'
import { ExerciseAnswers } from './exercise-answers.tsx'
import { ExerciseCaseView } from './exercise-case.tsx'

type Props = { readonly office: Office; readonly onBack: () => void }

/** A run of made-up hits: each is answered, marked at once, and the result stands at the end. */
export function Exercise({ office, onBack }: Props): ReactElement {
  const action = useAction(office)
  const [run, setRun] = useState<ExerciseRun>()
  const [mark, setMark] = useState<ExerciseMark>()
  const marked = run?.marks.length ?? 0
  // While a mark is shown, the case it is about stays.
  const asked = run?.cases[mark === undefined ? marked : marked - 1]

  function begin(): void {
    void action.run(
      (core, signal) => core.exercises.begin(undefined, { signal }),
      (begun) => {
        setMark(undefined)
        setRun(begun)
      },
    )
  }
  function answer(given: ExerciseAnswer): void {
    if (run === undefined || asked === undefined || mark !== undefined) return
    void action.run(
      (core, signal) => core.exercises.answer({ id: run.id, caseId: asked.id, answer: given }, { signal }),
      (done) => {
        setRun(done.run)
        setMark(done.mark)
      },
    )
  }

  if (run === undefined) return <Before action={action} onBegin={begin} onBack={onBack} />
  if (asked === undefined || (run.result !== undefined && mark === undefined)) {
    return <Result run={run} isBusy={action.isBusy} onAgain={begin} onBack={onBack} />
  }
  const number = mark === undefined ? marked + 1 : marked
  return (
    <Screen
      title={`Exercise ${number} of ${run.cases.length}: ${asked.title}`}
      onSubmit={
        mark === undefined
          ? undefined
          : () => {
              setMark(undefined)
            }
      }
      onBack={onBack}
      backWord="End it"
      trouble={<Trouble trouble={action.trouble} title="Not taken." />}
      actions={
        mark === undefined ? (
          <ExerciseAnswers key={asked.id} isBusy={action.isBusy} onAnswer={answer} />
        ) : (
          <SubmitButton label={run.result === undefined ? 'Next case' : 'To the result'} />
        )
      }
    >
      <ExerciseCaseView asked={asked} mark={mark} />
    </Screen>
  )
}

function Before({
  action,
  onBegin,
  onBack,
}: {
  readonly action: ReturnType<typeof useAction>
  readonly onBegin: () => void
  readonly onBack: () => void
}): ReactElement {
  return (
    <Screen
      title="Exercises"
      onSubmit={onBegin}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not begun." />}
      actions={<SubmitButton label="Begin" isDisabled={action.isBusy} />}
    >
      <div className="stack">
        <p className="exercise-band">EXERCISE - made-up data</p>
        <p>
          Each case shows a car, what the machine read, the listed record and what Communications answers.
        </p>
        <p>
          <strong>F1</strong> accepts it: the plate, its state, the vehicle and the status agree.{' '}
          <strong>F2</strong> rejects it and asks for the reason.
        </p>
        <p>
          Each answer is marked at once. A run that is passed stands in your training record. Leaving ends the
          run; then begin anew. A real hit comes over this screen as over every other.
        </p>
      </div>
    </Screen>
  )
}

function Result({
  run,
  isBusy,
  onAgain,
  onBack,
}: {
  readonly run: ExerciseRun
  readonly isBusy: boolean
  readonly onAgain: () => void
  readonly onBack: () => void
}): ReactElement {
  const { result, cases, marks } = run
  const isPassed = result?.isPassed === true
  return (
    <Screen
      title="Result of the exercises"
      onSubmit={isPassed ? onBack : onAgain}
      onBack={onBack}
      actions={<SubmitButton label={isPassed ? 'To my training' : 'Begin anew'} isDisabled={isBusy} />}
    >
      <div className="stack" role="status">
        <p className="exercise-band">EXERCISE - made-up data</p>
        <p className="exercise-result">
          <StateMark standing={isPassed ? 'in-order' : 'attention'}>
            {result?.right ?? 0} of {result?.of ?? cases.length} right: {isPassed ? 'passed' : 'not passed'}
          </StateMark>
        </p>
        <p>
          {isPassed
            ? 'It stands in your training record.'
            : 'Nothing is recorded but that it was tried. Look at what was wrong, and begin anew.'}
        </p>
        <ul className="exercise-marks">
          {marks.map(({ caseId, isRight, words }) => (
            <li key={caseId}>
              <StateMark standing={isRight ? 'in-order' : 'attention'}>
                {isRight ? 'right' : 'wrong'}
              </StateMark>{' '}
              <strong>{cases.find(({ id }) => id === caseId)?.title}</strong>: {words}
            </li>
          ))}
        </ul>
      </div>
    </Screen>
  )
}
