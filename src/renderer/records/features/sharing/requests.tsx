import { useState, type ReactElement } from 'react'
import { moment } from '#renderer/records/parts/when.tsx'
import type { RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { ShareRequest } from '#shared/records/sharing.ts'
import { DecideRequest } from './decide-request.tsx'
import { FulfilRequest } from './fulfil-request.tsx'
import { RequestMark } from './request-mark.tsx'
import { RequestScreen } from './request-screen.tsx'

type RequestsProps = RecordsProps & {
  readonly onAgencies: () => void
  /** Undefined for who may not. */
  readonly onOthers: (() => void) | undefined
  readonly onForwarded: (() => void) | undefined
  readonly onNew: (() => void) | undefined
}

type View =
  { readonly name: 'list' } | { readonly name: 'request' | 'decide' | 'fulfil'; readonly id: string }

const askRequests = (core: RecordsClient, signal: AbortSignal): Promise<ShareRequest[]> =>
  core.sharing.requests(undefined, { signal })

/** Requests of agencies, newest first. */
export function Requests(props: RequestsProps): ReactElement {
  const { department, me, rights, onAgencies, onOthers, onForwarded, onNew, onBack } = props
  const [view, setView] = useState<View>({ name: 'list' })
  const [picked, setPicked] = useState<string>()
  const { value: requests, why, ask } = useAsked(department, askRequests)
  const isList = view.name === 'list'
  useKeys(isList ? { F2: onNew, F3: onAgencies, F4: onOthers, F5: onForwarded } : {})
  const opened = isList ? undefined : requests?.find(({ id }) => id === view.id)
  function to(name: 'request' | 'decide' | 'fulfil', id: string) {
    return () => {
      setPicked(id)
      setView({ name, id })
    }
  }
  if (opened !== undefined) {
    const toRequest = to('request', opened.id)
    const task = {
      department,
      request: opened,
      onBack: toRequest,
      onDone: () => {
        ask()
        toRequest()
      },
    }
    if (view.name === 'decide') return <DecideRequest {...task} />
    if (view.name === 'fulfil') return <FulfilRequest {...task} />
    return (
      <RequestScreen
        department={department}
        request={opened}
        isOwn={opened.enteredBy.badge === me.badge}
        onDecide={
          rights.includes('sharing.approve') && opened.state === 'waiting'
            ? to('decide', opened.id)
            : undefined
        }
        onFulfil={
          rights.includes('sharing.fulfil') && opened.state === 'approved'
            ? to('fulfil', opened.id)
            : undefined
        }
        mayFetch={rights.includes('sharing.fulfil')}
        onFetched={ask}
        onBack={() => {
          setView({ name: 'list' })
        }}
      />
    )
  }
  const chosen = requests?.find(({ id }) => id === picked) ?? requests?.[0]
  return (
    <Screen
      title="Sharing"
      lead="Each request names its agency, purpose and writing, and is kept longer than the data."
      onSubmit={chosen && to('request', chosen.id)}
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label="Open" />}
          {onNew === undefined ? undefined : <KeyButton keyName="F2" label="New" onPress={onNew} />}
          <KeyButton keyName="F3" label="Agencies" onPress={onAgencies} />
          {onOthers === undefined ? undefined : <KeyButton keyName="F4" label="Others" onPress={onOthers} />}
          {onForwarded === undefined ? undefined : (
            <KeyButton keyName="F5" label="Forwarded" onPress={onForwarded} />
          )}
        </>
      }
    >
      {requests === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {requests?.length === 0 ? (
        <Empty title="Nobody has asked for anything yet.">A request is entered here with its writing.</Empty>
      ) : undefined}
      {requests === undefined || requests.length === 0 ? undefined : (
        <PickTable
          label="Requests"
          columns={['Agency', 'Purpose', 'Asked', 'State']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={(id) => {
            to('request', id)()
          }}
          rows={requests.map((one) => ({
            id: one.id,
            cells: [
              <>
                <strong>{one.agency.name}</strong>
                <small>
                  {one.agency.state}
                  {one.agency.isOutOfState ? ', out of state' : ''}; {one.person}
                </small>
              </>,
              <>
                {one.purpose}
                <small>{one.caseNumber === '' ? 'no case number' : one.caseNumber}</small>
              </>,
              moment(one.requestedAt),
              <RequestMark key="state" request={one} />,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
