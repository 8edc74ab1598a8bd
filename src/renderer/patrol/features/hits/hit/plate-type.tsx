import type { ReactElement } from 'react'
import type { HitWork } from '../work.ts'
import { ChecklistQuestion } from './checklist-question.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** Is the plate's type as listed and its sticker in date? */
export function PlateType({ work }: { readonly work: HitWork }): ReactElement {
  const { plateType, plateYear } = work.match.entry
  return (
    <ChecklistQuestion
      work={work}
      item="plate-type"
      title="Are plate type and expiry as listed?"
      labels={{ yes: 'As listed', no: 'Not as listed', 'cannot-tell': 'Cannot tell' }}
      step={(answer) => ({
        kind: 'checked',
        item: 'plate-type',
        answer,
        words: fieldOf(work, 'plate-type').trim(),
      })}
    >
      <dl className="seen-states">
        <dt>type</dt>
        <dd>{plateType ?? 'not listed'}</dd>
        <dt>year</dt>
        <dd>{plateYear ?? 'not listed'}</dd>
      </dl>
      <WorkField work={work} name="plate-type" label="What you see" hint="optional" maxLength={200} />
    </ChecklistQuestion>
  )
}
