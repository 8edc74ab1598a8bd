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
import type { ShareRequest } from '#shared/records/sharing.ts'
import { RequestMark } from './request-mark.tsx'

const askForwarded = (core: RecordsClient, signal: AbortSignal): Promise<ShareRequest[]> =>
  core.sharing.forwarded(undefined, { signal })

/** What is forwarded to the administrator of the system, and what he has seen of it. */
export function Forwarded({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const { value: requests, why, ask } = useAsked(department, askForwarded)
  const [picked, setPicked] = useState<string>()
  const action = useAction(department)
  const chosen = requests?.find(({ id }) => id === picked) ?? requests?.[0]
  const canSee = chosen !== undefined && chosen.forwarded?.seenAt === undefined
  function see(): void {
    if (chosen === undefined || !canSee) return
    const { id } = chosen
    void action.run((core, signal) => core.sharing.seen({ id }, { signal }), ask)
  }
  return (
    <Screen
      title="Forwarded requests"
      lead="Every request comes here, whatever was decided on it."
      onSubmit={see}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not kept." />}
      actions={canSee ? <SubmitButton label="I have seen it" isDisabled={action.isBusy} /> : undefined}
    >
      {requests === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {requests?.length === 0 ? <Empty title="Nothing was forwarded yet." /> : undefined}
      {requests === undefined || requests.length === 0 ? undefined : (
        <PickTable
          label="Forwarded requests"
          columns={['Agency', 'Purpose', 'Forwarded', 'State', 'Seen']}
          picked={chosen?.id}
          onPick={setPicked}
          rows={requests.map((one) => ({
            id: one.id,
            cells: [
              <>
                <strong>{one.agency.name}</strong>
                <small>{one.agency.state}</small>
              </>,
              one.purpose,
              one.forwarded === undefined ? '' : moment(one.forwarded.at),
              <RequestMark key="state" request={one} />,
              one.forwarded?.seenAt === undefined ? (
                <StateMark key="seen" standing="attention">
                  not seen
                </StateMark>
              ) : (
                `by ${one.forwarded.seenBy ?? ''}, ${momentText(one.forwarded.seenAt)}`
              ),
            ],
          }))}
        />
      )}
    </Screen>
  )
}
