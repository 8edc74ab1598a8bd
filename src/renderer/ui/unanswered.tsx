import type { ReactElement } from 'react'
import { Empty } from './empty.tsx'
import { PlainButton } from './screen.tsx'
import './unanswered.css'

/** What stands where an answer of the core is still missing: that it is asked, or why it did not come. */
export function Unanswered({
  why,
  onAgain,
}: {
  readonly why: string | undefined
  readonly onAgain: () => void
}): ReactElement {
  if (why === undefined) return <Empty title="Asking the car's core." />
  return (
    <div className="unanswered" role="alert">
      <Empty title="It was not told.">{why}</Empty>
      <PlainButton label="Ask again" onPress={onAgain} />
    </div>
  )
}
