import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { vehicleWords } from '#renderer/patrol/words/match-words.ts'
import type { Seen, StepInput } from '#shared/domain/hit-step.ts'
import type { HotListEntry } from '#shared/domain/hot-list.ts'
import { Answers } from '../answers.tsx'
import { seenPlate } from '../compared-plate.ts'
import { Context } from '../pictures.tsx'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'

/** The vehicle: what is listed beside what the camera saw. Its answer sends the whole comparison. */
export function SeenVehicle({ work }: { readonly work: HitWork }): ReactElement {
  const { draft, match } = work
  const { category } = match.entry
  const rows = listedRows(match.entry)
  const isOther = draft.vehicle === 'no-match'
  function send(answer: Seen['vehicle']): void {
    const step: StepInput = {
      kind: 'compared',
      seen: {
        plate: seenPlate(draft),
        isTyped: draft.typed !== undefined,
        state: draft.state ?? 'cannot-tell',
        vehicle: answer,
        vehicleWords: answer === 'no-match' ? work.field('vehicle').trim().slice(0, 200) : '',
      },
    }
    void work.send(step)
  }
  const answer = (given: Seen['vehicle']) => () => {
    send(given)
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>
          {isOther ? 'What vehicle do you see?' : 'Is it the listed vehicle?'}
        </QuestionTitle>
        <div className="seen-vehicle">
          <Context read={work.hit.read} />
          <dl>
            {rows.map(([term, words]) => (
              <div key={term}>
                <dt className="dim">{term}</dt>
                <dd>{words === undefined || words === '' ? 'not listed' : words}</dd>
              </div>
            ))}
          </dl>
        </div>
        {category === 'stolen-plate' ? <p>A stolen plate is expected on another vehicle.</p> : undefined}
        {isOther ? (
          <TextField
            label="Type, make, model, colour as you see them"
            value={work.field('vehicle')}
            isFirst
            mostCharacters={200}
            onChange={(text) => {
              work.fill('vehicle', text)
            }}
            onEnter={answer('no-match')}
          />
        ) : undefined}
      </div>
      {isOther ? (
        <Answers
          key="other"
          isSending={work.isSending}
          answers={[
            { key: 'F1', label: 'Save: no match', press: answer('no-match') },
            {
              key: 'F2',
              label: 'Answer again',
              press() {
                work.change({ vehicle: undefined, at: 'vehicle' })
              },
            },
          ]}
        />
      ) : (
        <Answers
          key="asked"
          isSending={work.isSending}
          answers={[
            { key: 'F1', label: 'Match', press: answer('match') },
            {
              key: 'F2',
              label: 'No match',
              press() {
                work.change({ vehicle: 'no-match', at: 'vehicle' })
              },
            },
            { key: 'F3', label: 'Cannot tell', press: answer('cannot-tell') },
          ]}
        />
      )}
    </>
  )
}

/** Part by part; where a list says it in its notes, those. */
function listedRows(entry: HotListEntry): readonly (readonly [string, string | undefined])[] {
  const { style, make, model, colour, year } = entry.vehicle
  const rows = [
    ['type', style],
    ['make', make],
    ['model', model],
    ['colour', colour],
    ['year', year],
  ] as const
  const said = vehicleWords(entry)
  return said !== undefined && rows.every(([, words]) => words === undefined || words === '')
    ? [['the list says', said]]
    : rows
}
