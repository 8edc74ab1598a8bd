import type { ReactElement } from 'react'
import { dayText, momentText } from '#renderer/ui/typed-moment.ts'
import './when.css'

/** Words that stay on one line in a narrow column: a case number, a day. */
export const unbroken = (words: string): ReactElement => <span className="unbroken">{words}</span>

/** "2026-11-22", never broken at a hyphen. */
export const day = (at: number): ReactElement => unbroken(dayText(at))

/** "2026-11-22 14:05", broken only between the day and the time. */
export function moment(at: number): ReactElement {
  const [date = '', clock = ''] = momentText(at).split(' ')
  return (
    <>
      {unbroken(date)} {clock}
    </>
  )
}
