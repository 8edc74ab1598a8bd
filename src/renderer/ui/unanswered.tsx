import type { ReactElement } from 'react'
import { Empty } from './empty.tsx'
import { usePlaceWords } from './place.ts'
import { PlainButton } from './screen.tsx'
import './unanswered.css'

/** What stands where an answer is still missing: that it is asked, or why it did not come. */
export function Unanswered({
  why,
  onAgain,
}: {
  readonly why: string | undefined
  readonly onAgain: () => void
}): ReactElement {
  const { who } = usePlaceWords()
  if (why === undefined) return <Empty title={`Asking ${who}.`} />
  return (
    <div className="unanswered" role="alert">
      <Empty title="It was not told.">{why}</Empty>
      <PlainButton label="Ask again" onPress={onAgain} />
    </div>
  )
}
