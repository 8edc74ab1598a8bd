import { useState, type ReactElement } from 'react'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import { Agencies } from './agencies.tsx'
import { Forwarded } from './forwarded.tsx'
import { NewRequest } from './new-request.tsx'
import { Others } from './others.tsx'
import { Requests } from './requests.tsx'

type View = 'requests' | 'agencies' | 'forwarded' | 'others' | 'new'

/** What other agencies and the public ask for, who decides on it, and what was given. */
export function Sharing(props: RecordsProps): ReactElement {
  const { department, rights, onBack } = props
  const maySee = (['sharing.request', 'sharing.approve', 'reports.read'] as const).some((right) =>
    rights.includes(right),
  )
  const mayInbox = rights.includes('sharing.forwarded')
  const home: View = maySee ? 'requests' : mayInbox ? 'forwarded' : 'others'
  const [view, setView] = useState<View>(home)
  const mayOthers = rights.includes('sharing.request') || rights.includes('other-requests.answer')
  const back =
    view === home
      ? onBack
      : () => {
          setView(home)
        }
  function to(name: View) {
    return () => {
      setView(name)
    }
  }
  switch (view) {
    case 'agencies':
      return <Agencies department={department} rights={rights} onBack={back} />
    case 'forwarded':
      return <Forwarded department={department} onBack={back} />
    case 'others':
      return <Others department={department} rights={rights} onBack={back} />
    case 'new':
      return <NewRequest department={department} onDone={to('requests')} onBack={back} />
    case 'requests':
    default:
      return (
        <Requests
          {...props}
          onAgencies={to('agencies')}
          onOthers={mayOthers ? to('others') : undefined}
          onForwarded={mayInbox ? to('forwarded') : undefined}
          onNew={rights.includes('sharing.request') ? to('new') : undefined}
        />
      )
  }
}
