import type { ReactElement } from 'react'
import { PlateText, type PlateCell } from '#renderer/ui/plate-text.tsx'
import { oddsWrong } from '#renderer/patrol/words/odds.ts'
import { comparedCells, plainCells, readCells } from '#renderer/patrol/words/plate-cells.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import { MATCH_WORDS, runnerUp, stateWords } from './match-words.ts'

/** The listed plate over the read one, character under character, and the next best reading. */
export function Comparison({ hit }: { readonly hit: Hit }): ReactElement {
  const { entry, read } = hit
  const compared = comparedCells(plainCells(entry.plate), readCells(read.plate, read.positions))
  const other = runnerUp(hit)
  const otherCells =
    other === undefined ? undefined : comparedCells(plainCells(entry.plate), plainCells(other)).other
  const stateDiffers = hit.stateAgreement === 'differs'
  return (
    <div className="comparison">
      <dl>
        <PlateLine
          term="listed"
          cells={compared.one}
          state={entry.state ?? 'any state'}
          differs={stateDiffers}
        />
        <PlateLine
          term="read"
          cells={compared.other}
          state={stateAnswered(read.state) ?? 'state ?'}
          differs={stateDiffers}
        />
        {otherCells === undefined ? undefined : <PlateLine term="or" cells={otherCells} />}
      </dl>
      <p className="comparison-odds">
        <strong>{oddsWrong(hit.plateProbability)}</strong>
        <span className="comparison-key dim">
          {marksExplained([...compared.one, ...compared.other, ...(otherCells ?? [])])}
        </span>
      </p>
      <p>
        {MATCH_WORDS[hit.matchKind]} {stateWords(hit)}
      </p>
    </div>
  )
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
          <span className="comparison-state" data-differs={differs} data-code={state.length === 2}>
            {state}
          </span>
        )}
      </dd>
    </>
  )
}
