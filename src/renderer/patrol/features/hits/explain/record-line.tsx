import type { ReactElement } from 'react'
import { span, clockTime } from '#renderer/office/words/when.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Officer } from '#shared/domain/officer.ts'
import { hiddenWords, PersonRows } from '../person-rows.tsx'
import { mayReadPerson } from '../work.ts'

/** What each matched source really said: its raw line, list, line number, version and age. */
export function RecordLine({ hit, officer }: { readonly hit: Hit; readonly officer: Officer }): ReactElement {
  return (
    <section aria-label="What the list says">
      <h3>What the list says</h3>
      {hit.matches.map((match) => (
        <Line key={match.entry.key} match={match} hit={hit} officer={officer} />
      ))}
    </section>
  )
}

function Line({
  match: { entry, listVersion },
  hit,
  officer,
}: {
  readonly match: HotListMatch
  readonly hit: Hit
  readonly officer: Officer
}): ReactElement {
  const isHidden = entry.person !== undefined && !mayReadPerson(officer)
  const age =
    listVersion === undefined
      ? 'no version'
      : `version ${listVersion.version}, ${span(hit.raisedAt - listVersion.writtenAt)} old when the hit was raised (written ${clockTime(listVersion.writtenAt)})`
  return (
    <>
      <p className="record-raw">
        {entry.hiddenFor !== undefined
          ? `The raw line is ${hiddenWords(entry.hiddenFor)}.`
          : isHidden
            ? 'The raw line holds person data. Hidden: ask the Communications Center.'
            : entry.raw}
      </p>
      <dl className="explain-rows">
        <dt className="dim">from</dt>
        <dd>
          {entry.source}, list {entry.list}, line {entry.line}, {age}
        </dd>
        <dt className="dim">about</dt>
        <dd>
          {CATEGORY_WORDS[entry.category]} ({entry.categoryWords}), record{' '}
          {entry.hiddenFor === undefined
            ? `${entry.recordNumber ?? 'without a number'}, ${entry.ori ?? 'no agency named'}`
            : hiddenWords(entry.hiddenFor)}
          {entry.mended.length === 0 ? '' : `; mended on import: ${entry.mended.join(', ')}`}
        </dd>
        <dt className="dim">cautions</dt>
        <dd>{entry.cautions.length === 0 ? 'none listed' : entry.cautions.join(', ')}</dd>
        <PersonRows entry={entry} officer={officer} />
      </dl>
    </>
  )
}
