import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { normalisePlate, PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { characterWords } from '#renderer/patrol/words/match-words.ts'
import { Answers, type Answer } from '../answers.tsx'
import { lastPlace, nextPlace, seenPlate, withCharacter } from '../compared-plate.ts'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { ThreePlates } from './three-plates.tsx'

const MOST_CHARACTERS = 10

/** The characters on the car, confirmed one by one or typed as a whole without looking at the machine's. */
export function Characters({ work }: { readonly work: HitWork }): ReactElement {
  return work.draft.typed === undefined ? <OneByOne work={work} /> : <Typed work={work} />
}

function OneByOne({ work }: { readonly work: HitWork }): ReactElement {
  const { plates, draft } = work
  const place = nextPlace(plates, draft)
  const last = lastPlace(plates, draft)
  const seen = seenPlate(draft)
  function confirm(at: number, character: string): void {
    work.change({ characters: withCharacter(draft, at, character), at: 'characters' })
  }
  function next(): void {
    if (seen !== '') work.change({ at: 'state' })
  }
  const characters = Object.fromEntries(
    Array.from(PLATE_CHARACTERS).flatMap((character) => {
      const press = (): void => {
        if (place !== undefined) confirm(place, character)
      }
      return [
        [character, press],
        [character.toLowerCase(), press],
      ]
    }),
  )
  useKeys({
    ...characters,
    Backspace() {
      if (last !== undefined)
        work.change({ characters: withCharacter(draft, last, undefined), at: 'characters' })
    },
  })
  const type: Answer = {
    key: 'F3',
    label: 'Type the whole plate',
    detail: 'as on the car, without the reading',
    press() {
      work.change({ typed: '', at: 'characters' })
    },
  }
  if (place === undefined) {
    return (
      <>
        <div className="hit-question">
          <QuestionTitle work={work}>Is this the whole plate as you see it?</QuestionTitle>
          <ThreePlates work={work} place={undefined} />
          <p className="dim">Backspace takes the last character back.</p>
        </div>
        <Answers
          isSending={work.isSending}
          keys={{ Enter: next }}
          answers={[
            { key: 'F1', label: 'Yes, go on to the state', press: next, isDisabled: seen === '' },
            {
              key: 'F2',
              label: 'Start again',
              press() {
                work.change({ characters: [], at: 'characters' })
              },
            },
            type,
          ]}
        />
      </>
    )
  }
  const listed = work.match.entry.pattern === undefined ? plates.listed[place]?.character : undefined
  const read = plates.read[place]?.character
  const isDifferent = plates.read[place]?.differs === true
  const first = isDifferent ? listed : read
  const second = isDifferent ? read : plates.alternatives[place]
  const confirmFirst = (): void => {
    confirm(place, first ?? '')
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>
          {isDifferent
            ? `Listed and read differ at place ${place + 1}. What is on the car?`
            : `Place ${place + 1} on the car: is it ${words(read)}?`}
        </QuestionTitle>
        <ThreePlates work={work} place={place} />
        <p className="dim">
          {isDifferent ? '' : 'Enter confirms. '}Type the character where you see another one. Backspace: the
          last one again.
        </p>
      </div>
      <Answers
        isSending={work.isSending}
        keys={isDifferent ? {} : { Enter: confirmFirst }}
        answers={[
          {
            key: 'F1',
            label: isDifferent ? `It is ${words(first)}` : `Yes, ${words(first)}`,
            detail: isDifferent ? 'as listed' : 'as read',
            press: confirmFirst,
          },
          {
            key: 'F2',
            label: isDifferent || second !== undefined ? `It is ${words(second)}` : 'No character here',
            detail: isDifferent ? 'as read' : 'another reading',
            press() {
              confirm(place, second ?? '')
            },
          },
          type,
        ]}
      />
    </>
  )
}

function Typed({ work }: { readonly work: HitWork }): ReactElement {
  const { draft } = work
  const plate = seenPlate(draft)
  function next(): void {
    if (plate !== '') work.change({ at: 'state' })
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>Type the plate as it is on the car</QuestionTitle>
        <TextField
          label="Plate"
          value={plate}
          isPlate
          isFirst
          mostCharacters={14}
          onChange={(text) => {
            work.change({ typed: normalisePlate(text).slice(0, MOST_CHARACTERS), at: 'characters' })
          }}
          onEnter={next}
        />
        <p className="dim">Letters and digits only, 1 to 10. Spaces and dashes are left out.</p>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          { key: 'F1', label: 'Go on to the state', press: next, isDisabled: plate === '' },
          {
            key: 'F2',
            label: 'One by one instead',
            press() {
              work.change({ typed: undefined, at: 'characters' })
            },
          },
        ]}
      />
    </>
  )
}

function words(character: string | undefined): string {
  return character === undefined ? 'no character here' : characterWords(character)
}
