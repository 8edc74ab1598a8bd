import { useState, type ReactElement } from 'react'
import { moment } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { FleetNotice } from '#shared/records/fleet.ts'

const askNotices = (core: RecordsClient, signal: AbortSignal): Promise<FleetNotice[]> =>
  core.fleet.notices(undefined, { signal })

/** What the server has raised of cars and keeping, and who has seen it. */
export function FleetNotices({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const { value: notices, why, ask } = useAsked(department, askNotices)
  const [picked, setPicked] = useState<string>()
  const action = useAction(department)
  const chosen = notices?.find(({ id }) => id === picked) ?? notices?.[0]
  function see(): void {
    if (chosen === undefined || chosen.seen !== undefined) return
    const { id } = chosen
    void action.run((core, signal) => core.fleet.seen({ id }, { signal }), ask)
  }
  return (
    <Screen
      title="Notices"
      lead="Each stays until what it says is over; that somebody has seen it is kept."
      onSubmit={see}
      onBack={onBack}
      backWord="Back to the cars"
      trouble={<Trouble trouble={action.trouble} title="Not kept." />}
      actions={
        chosen === undefined || chosen.seen !== undefined ? undefined : (
          <SubmitButton label="I have seen it" isDisabled={action.isBusy} />
        )
      }
    >
      {notices === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {notices?.length === 0 ? <Empty title="There is no notice." /> : undefined}
      {notices === undefined || notices.length === 0 ? undefined : (
        <PickTable
          label="Notices"
          columns={['What', 'Raised', 'Over', 'By e-mail', 'Seen']}
          picked={chosen?.id}
          onPick={setPicked}
          rows={notices.map((notice) => ({
            id: notice.id,
            cells: [
              <>
                <StateMark standing={notice.level === 'urgent' ? 'stopped' : 'attention'}>
                  {notice.level}
                </StateMark>
                <div>{notice.words}</div>
              </>,
              moment(notice.raisedAt),
              notice.clearedAt === undefined ? 'stands' : moment(notice.clearedAt),
              notice.mailedAt === undefined ? 'not sent' : moment(notice.mailedAt),
              notice.seen === undefined
                ? 'by nobody'
                : `by ${notice.seen.badge}, ${momentText(notice.seen.at)}`,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
