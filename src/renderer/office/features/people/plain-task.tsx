import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { TaskForm } from './task-form.tsx'
import type { TaskProps } from './task-screen.tsx'

type PlainTaskName = 'disable' | 'enable' | 'release' | 'reset'

const WORDS: Readonly<Record<PlainTaskName, readonly [verb: string, lead: string]>> = {
  disable: ['Disable', 'He cannot sign in from now on; a running session ends.'],
  enable: ['Enable', 'He can sign in again with what he had.'],
  release: ['Release', 'Opens the account that too many failures have locked (CJIS AC-7).'],
  reset: ['Reset', 'Takes password and second factor away. He enrols again with a new code.'],
}

/** A change that needs nothing but its reason. */
export function PlainTask(props: TaskProps & { readonly task: PlainTaskName }): ReactElement {
  const { office, account, task, onDone, onCode, onBack } = props
  const [words, setWords] = useState('')
  const action = useAction(office)
  const [verb, lead] = WORDS[task]
  const input = { id: account.id, words }
  function save(): void {
    if (task === 'reset') {
      void action.run(
        (core, signal) => core.accounts.resetFactors(input, { signal }),
        (done) => {
          onCode(done.account, done.code)
        },
      )
      return
    }
    void action.run((core, signal) => core.accounts[task](input, { signal }), onDone)
  }
  return (
    <TaskForm
      title={`${verb} ${account.name}, ${account.badge}`}
      lead={lead}
      submit={`${verb} this account`}
      action={action}
      words={words}
      onWords={setWords}
      onSave={save}
      onBack={onBack}
    />
  )
}
