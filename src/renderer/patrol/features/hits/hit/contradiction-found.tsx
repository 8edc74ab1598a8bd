import type { ReactElement } from 'react'
import { Answers } from '../answers.tsx'
import { EMPTY_DRAFT } from '../draft.ts'
import { REASON_WORDS } from '../hit-words.ts'
import { contradictionsOf, isOtherPlate, standingContradiction } from '../questions.ts'
import { isPlain } from '../reject-reasons.ts'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'

/** An answer speaks against the hit: rejecting it with the reason that fits is offered first. */
export function ContradictionFound({ work }: { readonly work: HitWork }): ReactElement {
  const { progress, draft } = work
  const all = contradictionsOf(progress)
  const first = standingContradiction(progress, draft) ?? all[0]
  const isOther = isOtherPlate(progress)
  function pass(): void {
    const passed = Object.fromEntries(all.map(({ key }) => [`passed.${key}`, 'yes']))
    work.change({ fields: { ...draft.fields, ...passed }, at: undefined })
  }
  function reject(): void {
    if (first === undefined) return
    if (isPlain(first.reason)) {
      void work.send({ kind: 'rejected', reason: first.reason, words: '' })
      return
    }
    work.fill('reject.reason', first.reason)
    work.desk.openReject()
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>This speaks against the hit</QuestionTitle>
        <ul className="contradictions">
          {all.map(({ key, words }) => (
            <li key={key}>{words}</li>
          ))}
        </ul>
        <p>
          {isOther
            ? 'The record is about another plate. Nothing more is checked with it, and it is no ground for enforcement.'
            : 'Look again. If it stays so, reject the hit: the reason tells whoever keeps the list.'}
        </p>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          {
            key: 'F1',
            label: first === undefined ? 'Reject' : `Reject: ${REASON_WORDS[first.reason].toLowerCase()}`,
            press: reject,
          },
          {
            key: 'F2',
            label: 'Compare again',
            press() {
              work.change({ ...EMPTY_DRAFT, fields: draft.fields, at: 'characters' })
            },
          },
          {
            key: 'F3',
            label: isOther ? 'Decide without it' : 'Go on checking',
            press: pass,
          },
        ]}
      />
    </>
  )
}
