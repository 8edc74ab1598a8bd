import type { ReactElement } from 'react'
import { oddsRight } from '#renderer/office/words/odds.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Read } from '#shared/domain/read.ts'

const MOST = 5

/** The strings that the plate may be and the states, with how often each is it. */
export function Candidates({
  read,
  match,
}: {
  readonly read: Read
  readonly match: HotListMatch
}): ReactElement {
  return (
    <table className="explain-table figures">
      <caption>What the machine made of it</caption>
      <tbody>
        {read.candidates.slice(0, MOST).map(({ plate, probability }) => (
          <tr key={plate}>
            <th scope="row">{plate}</th>
            <td>
              {shareWords(probability)}, {oddsRight(probability)}
            </td>
            <td>{plate === match.matchedPlate ? 'matched' : ''}</td>
          </tr>
        ))}
        {read.state.candidates.slice(0, MOST).map(({ code, probability }) => (
          <tr key={code}>
            <th scope="row">{code === 'other' ? 'no US state' : code}</th>
            <td>
              {shareWords(probability)}, {oddsRight(probability)}
            </td>
            <td>{code === match.entry.state ? 'listed' : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "0.975": what the recogniser gave, for whoever checks it. */
function shareWords(probability: number): string {
  return probability.toFixed(3)
}
