import { useState, type ReactElement } from 'react'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import { ChangeTraining } from './change-training.tsx'
import { Exercise } from './exercise.tsx'
import { MyTraining } from './my-training.tsx'
import { PeopleTraining } from './people-training.tsx'
import './training.css'

export type TrainingView = 'mine' | 'exercise' | 'people' | 'change'

/** One's own training, the exercises, and for keepers of records everybody's. */
export function Training({ office, me, rights, onBack }: OfficeProps): ReactElement {
  const [view, setView] = useState<TrainingView>('mine')
  function back(): void {
    setView('mine')
  }
  if (view === 'exercise') return <Exercise office={office} onBack={back} />
  if (view === 'people') return <PeopleTraining office={office} me={me} onBack={back} />
  if (view === 'change') return <ChangeTraining office={office} onBack={back} />
  return (
    <MyTraining
      office={office}
      mayRecord={rights.includes('training.record')}
      onOpen={setView}
      onBack={onBack}
    />
  )
}
