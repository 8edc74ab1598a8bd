import type { ReactElement } from 'react'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { Answers } from '../answers.tsx'
import { DeskScreen } from '../desk-screen.tsx'
import type { HitDesk } from '../desk.ts'
import { STATUS_WORDS } from '../hit-words.ts'
import { Context, Crop } from '../pictures.tsx'
import { firstMatch } from '../work.ts'
import { Candidates } from './candidates.tsx'
import { RecordLine } from './record-line.tsx'
import { StepTable } from './step-table.tsx'
import { WhyMatched } from './why-matched.tsx'
import './explain.css'

type ExplainProps = {
  readonly desk: HitDesk
  readonly hit: Hit
  readonly officer: Officer
  readonly profile: Profile
}

/** One page on one hit, for the screen and for paper: what was read, why it matched, what was done, by whom. */
export function Explain({ desk, hit, officer, profile }: ExplainProps): ReactElement {
  const { read } = hit
  const match = firstMatch(hit)
  useKeys({
    ArrowDown: () => {
      scroll(60)
    },
    ArrowUp: () => {
      scroll(-60)
    },
    PageDown: () => {
      scroll(400)
    },
    PageUp: () => {
      scroll(-400)
    },
  })
  return (
    <DeskScreen label="Explain this hit" className="explain" onEscape={desk.back}>
      <article className="explain-page">
        <header>
          <h2>
            Hit {hit.sequence}: {CATEGORY_WORDS[match.entry.category]}
          </h2>
          <p>
            <strong>A possible match is not verified until an officer has verified it.</strong>{' '}
            {profile.alertWords.value}
          </p>
          <p className="figures">
            Raised {clockTime(hit.raisedAt)}, now {STATUS_WORDS[hit.status]}. {profile.agency}, policy{' '}
            {profile.policy.number}.
          </p>
        </header>
        <div className="explain-pictures">
          <Crop read={read} />
          <Context read={read} />
          <Candidates read={read} match={match} />
        </div>
        <WhyMatched hit={hit} />
        <RecordLine hit={hit} officer={officer} />
        <StepTable hit={hit} />
      </article>
      <Answers
        isSending={false}
        answers={[
          {
            key: 'F1',
            label: 'Print',
            press() {
              window.print()
            },
          },
          { key: 'F3', label: 'Back', press: desk.back, detail: 'Esc' },
        ]}
      />
    </DeskScreen>
  )
}

function scroll(by: number): void {
  document.querySelector('.explain-page')?.scrollBy({ top: by })
}
