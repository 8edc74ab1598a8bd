import type { ReactElement } from 'react'
import { PlateText, type PlateCell } from '#renderer/ui/plate-text.tsx'
import { listedState, runnerUp } from '#renderer/patrol/words/match-words.ts'
import { oddsOf, oddsWrong } from '#renderer/office/words/odds.ts'
import { comparedCells, plainCells } from '#renderer/office/words/plate-cells.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import { comparedPlate } from '../compared-plate.ts'
import { firstMatch } from '../work.ts'
import { Notes } from './remarks.tsx'

/** The listed plate over the read one, character under character, the next best reading, and the odds. */
export function PromptPlates({ hit }: { readonly hit: Hit }): ReactElement {
  const { read } = hit
  const match = firstMatch(hit)
  const { entry, odds } = match
  const { listed, read: machine } = comparedPlate(match, read)
  const other = runnerUp(read, match)
  const otherCells =
    other === undefined
      ? undefined
      : entry.pattern === undefined
        ? comparedCells(plainCells(entry.plate), plainCells(other)).other
        : plainCells(other)
  const differs = match.stateAgreement === 'differs'
  return (
    <div className="prompt-plates">
      <dl>
        <PlateLine
          term={entry.pattern === undefined ? 'listed' : 'wanted'}
          cells={listed}
          state={listedState(entry) ?? 'no state listed'}
          differs={differs}
        />
        <PlateLine term="read" cells={machine} state={readState(read)} differs={differs} />
        {otherCells === undefined ? undefined : <PlateLine term="or" cells={otherCells} />}
      </dl>
      <p className="prompt-odds">
        <strong>{oddsWrong(odds.both)}</strong>
        <span>{oddsOf('characters', odds.characters)}</span>
        <span>
          {odds.state === undefined ? 'state: not listed, not counted' : oddsOf('state', odds.state)}
        </span>
        <span className="prompt-key dim">
          {marksExplained([...listed, ...machine, ...(otherCells ?? [])])}
        </span>
      </p>
      <Notes hit={hit} />
    </div>
  )
}

function readState({ state }: Read): string {
  const answered = stateAnswered(state)
  return answered === 'other' ? 'no US state' : (answered ?? 'state not read')
}

function marksExplained(cells: readonly PlateCell[]): string {
  const marks = [
    cells.some(({ isDoubtful }) => isDoubtful) ? 'dotted box: doubtful' : '',
    cells.some(({ differs }) => differs) ? 'filled box: differs' : '',
  ]
  return marks.filter((mark) => mark !== '').join(', ')
}

type PlateLineProps = {
  readonly term: string
  readonly cells: readonly PlateCell[]
  readonly state?: string
  readonly differs?: boolean
}

function PlateLine({ term, cells, state, differs = false }: PlateLineProps): ReactElement {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <PlateText cells={cells} />
        {state === undefined ? undefined : (
          <span className="prompt-state" data-differs={differs} data-code={state.length === 2}>
            {state}
          </span>
        )}
      </dd>
    </>
  )
}
