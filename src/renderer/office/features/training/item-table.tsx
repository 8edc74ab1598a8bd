import type { ReactElement } from 'react'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { TRAINING_WORDS, type TrainingItem } from '#shared/domain/training.ts'
import { dayOr, ITEM_WORDS, itemNote } from './training-words.ts'

const COLUMNS = ['Training', 'State', 'Taken', 'Valid until', 'Clause', 'To do']

/** Each training that is asked, how it stands and what is to be done. */
export function ItemTable({
  label,
  items,
}: {
  readonly label: string
  readonly items: readonly TrainingItem[]
}): ReactElement {
  return (
    <DataTable
      label={label}
      columns={COLUMNS}
      rows={items.map((item) => {
        const [word, standing] = ITEM_WORDS[item.state]
        return {
          key: item.kind,
          cells: [
            <strong key="training">{TRAINING_WORDS[item.kind]}</strong>,
            <StateMark key="state" standing={standing}>
              {word}
            </StateMark>,
            <span key="taken" className="training-day">
              {dayOr(item.completedAt, '-')}
            </span>,
            <span key="until" className="training-day">
              {dayOr(item.expiresAt, item.state === 'valid' ? 'no end' : '-')}
            </span>,
            item.clause ?? 'our default',
            itemNote(item),
          ],
        }
      })}
    />
  )
}
