import type { ReactElement } from 'react'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { STATE_NAMES } from '#renderer/office/words/state-names.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { ExerciseCase, ExerciseMark } from '#shared/domain/exercise.ts'
import { SeenCar } from './seen-car.tsx'

/** One case: the car as it is seen, what was read, what is listed, and the mark once it is answered. */
export function ExerciseCaseView({
  asked: { seen, read, listed, status },
  mark,
}: {
  readonly asked: ExerciseCase
  readonly mark: ExerciseMark | undefined
}): ReactElement {
  return (
    <div className="exercise">
      <p className="exercise-band">EXERCISE - made-up data. No such car is before you.</p>
      <SeenCar seen={seen} />
      <div className="stack">
        <FactList
          facts={[
            ['Machine read', <PlateAndState key="read" plate={read.plate} state={stateWords(read.state)} />],
            ['Listed', <PlateAndState key="listed" plate={listed.plate} state={stateWords(listed.state)} />],
            ['Listed for', CATEGORY_WORDS[listed.category]],
            ['Listed vehicle', listed.vehicle],
            ['List', listed.list],
            ['Communications', status],
          ]}
        />
        <div role="status">
          {mark === undefined ? undefined : (
            <p className="exercise-mark">
              <StateMark standing={mark.isRight ? 'in-order' : 'attention'}>
                {mark.isRight ? 'Right.' : 'Wrong.'}
              </StateMark>{' '}
              {mark.words}
            </p>
          )}
        </div>
      </div>
    </div>
  )
}

const stateWords = (code: keyof typeof STATE_NAMES | undefined): string =>
  code === undefined ? 'state not told' : `${code}, ${STATE_NAMES[code]}`

function PlateAndState({ plate, state }: { readonly plate: string; readonly state: string }): ReactElement {
  return (
    <span className="exercise-plate">
      <PlateText cells={Array.from(plate, (character) => ({ character }))} />
      <span>{state}</span>
    </span>
  )
}
