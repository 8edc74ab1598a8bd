import type { ReactElement } from 'react'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import { mayReadPerson, type HitWork } from '../work.ts'
import { ChecklistQuestion } from './checklist-question.tsx'
import { hiddenWords, PersonRows } from '../person-rows.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** What the record is about, its cautions, and the line as its source wrote it. */
export function RecordShown({ work }: { readonly work: HitWork }): ReactElement {
  const { match, officer } = work
  const { entry } = match
  // The line as the source wrote it may hold the person's data too.
  const isRawHidden = entry.person !== undefined && !mayReadPerson(officer)
  return (
    <ChecklistQuestion
      work={work}
      item="record"
      title="Does the record fit what you see?"
      labels={{ yes: 'It fits', no: 'It does not fit', 'cannot-tell': 'Cannot tell' }}
      step={(answer) => ({ kind: 'checked', item: 'record', answer, words: fieldOf(work, 'record').trim() })}
    >
      {entry.cautions.length === 0 ? (
        <p className="dim">No cautions listed.</p>
      ) : (
        <p className="record-caution">Caution: {entry.cautions.join(', ')}</p>
      )}
      <dl className="record-rows">
        <dt className="dim">about</dt>
        <dd>
          <strong>{CATEGORY_WORDS[entry.category]}</strong> ({entry.categoryWords})
        </dd>
        <dt className="dim">record</dt>
        <dd>
          {entry.hiddenFor === undefined
            ? `${entry.recordNumber ?? 'no number'}, ${entry.ori ?? 'no agency named'}`
            : hiddenWords(entry.hiddenFor)}
          {entry.listedOn === undefined ? '' : `, listed ${entry.listedOn}`}
          {entry.expiresOn === undefined ? '' : `, expires ${entry.expiresOn}`}
        </dd>
        <PersonRows entry={entry} officer={officer} />
        <dt className="dim">notes</dt>
        <dd>
          {entry.hiddenFor !== undefined
            ? hiddenWords(entry.hiddenFor)
            : entry.notes === ''
              ? 'none'
              : entry.notes}
        </dd>
      </dl>
      <p className="record-raw">
        {entry.hiddenFor !== undefined
          ? `The raw line is ${hiddenWords(entry.hiddenFor)}.`
          : isRawHidden
            ? 'The raw line holds person data. Hidden: ask the Communications Center.'
            : `${entry.list} line ${entry.line}: ${entry.raw}`}
      </p>
      <WorkField work={work} name="record" label="Words" hint="optional" maxLength={200} />
    </ChecklistQuestion>
  )
}
