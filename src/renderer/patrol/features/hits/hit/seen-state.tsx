import { useState, type ReactElement } from 'react'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { listedState } from '#renderer/patrol/words/match-words.ts'
import { oddsRight } from '#renderer/office/words/odds.ts'
import { STATE_NAMES } from '#renderer/office/words/state-names.ts'
import type { Seen } from '#shared/domain/hit-step.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import { STATE_CODES, StateAnswer } from '#shared/domain/states.ts'
import { Answers, type Answer } from '../answers.tsx'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The state on the plate, a question of its own: listed, read, any other by two letters, or cannot tell. */
export function SeenState({ work }: { readonly work: HitWork }): ReactElement {
  const { match, hit, draft } = work
  const [letter, setLetter] = useState('')
  const listed = match.entry.state ?? (match.entry.otherIssuer === undefined ? undefined : 'other')
  const read = stateAnswered(hit.read.state)
  function answer(state: Seen['state']): void {
    work.change({ state, at: 'vehicle' })
  }
  function type(key: string): void {
    const code = StateAnswer.safeParse(`${letter}${key}`)
    if (letter === '') setLetter(key)
    else if (code.success) answer(code.data)
    else setLetter(key)
  }
  const typing = Object.fromEntries(
    Array.from(LETTERS).flatMap((key) => {
      const press = (): void => {
        type(key)
      }
      return [
        [key, press],
        [key.toLowerCase(), press],
      ]
    }),
  )
  useKeys({
    ...typing,
    Backspace() {
      setLetter('')
    },
    '0': () => {
      answer('other')
    },
  })
  const first = listed ?? read
  const second = read === first ? otherCandidate(work, first) : read
  const fitting = STATE_CODES.filter((code) => letter !== '' && code.startsWith(letter))
  const choice = (key: string, state: StateAnswer | undefined, detail: string): Answer[] =>
    state === undefined
      ? []
      : [
          {
            key,
            label: name(state),
            detail,
            press() {
              answer(state)
            },
          },
        ]
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>Which state is on the plate?</QuestionTitle>
        <dl className="seen-states">
          <dt>listed</dt>
          <dd>{listedState(match.entry) ?? 'the list names no state'}</dd>
          <dt>machine</dt>
          <dd>{read === undefined ? 'not read' : `${read} ${name(read)}`}</dd>
          <dt>or</dt>
          <dd>{otherWords(work) || 'nothing else'}</dd>
          <dt>seen</dt>
          <dd>
            {letter === '' ? (draft.state?.replace('-', ' ') ?? '·') : `${letter}_`}{' '}
            <small>{fitting.join(' ')}</small>
          </dd>
        </dl>
        <p className="dim">Type the two letters of any other state; 0 for a plate of no US state.</p>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          ...choice('F1', first, listed === undefined ? 'as read' : 'as listed'),
          ...choice('F2', second, second === read ? 'as read' : 'another reading'),
          {
            key: 'F3',
            label: 'Cannot tell',
            press() {
              answer('cannot-tell')
            },
          },
        ]}
      />
    </>
  )
}

function otherCandidate({ hit }: HitWork, first: StateAnswer | undefined): StateAnswer | undefined {
  return hit.read.state.candidates.find(({ code }) => code !== first)?.code
}

function otherWords({ hit }: HitWork): string {
  const read = stateAnswered(hit.read.state)
  return hit.read.state.candidates
    .filter(({ code }) => code !== read)
    .map(({ code, probability }) => `${code === 'other' ? 'no US state' : code} (${oddsRight(probability)})`)
    .join(', ')
}

function name(state: StateAnswer): string {
  return state === 'other' ? 'No US state' : STATE_NAMES[state]
}
