import { useState, type ReactElement } from 'react'
import type { OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Screen } from '#renderer/ui/screen.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import { InForce } from './in-force.tsx'
import { Propose } from './propose.tsx'
import { ProposalScreen } from './proposal-screen.tsx'
import { Proposals } from './proposals.tsx'
import { RuleScreen } from './rule-screen.tsx'
import './policy.css'

type View =
  | { readonly name: 'in-force' | 'proposals' | 'propose' }
  | { readonly name: 'rule'; readonly key: string }
  | { readonly name: 'proposal'; readonly id: string }

const askInForce = (core: OfficeClient, signal: AbortSignal) => core.policy.inForce(undefined, { signal })

/** The rules in force with their sources; and for who may, the way of another policy into force. */
export function Policy({ office, me, rights, onBack }: OfficeProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'in-force' })
  const [picked, setPicked] = useState<string>()
  const inForce = useAsked(office, askInForce)
  const mayPropose = rights.includes('policy.propose')
  const mayApprove = rights.includes('policy.approve')
  function to(name: 'in-force' | 'proposals' | 'propose') {
    return () => {
      setView({ name })
    }
  }
  function toProposal(id: string): void {
    setView({ name: 'proposal', id })
  }
  if (view.name === 'propose') {
    return <Propose office={office} onProposed={toProposal} onBack={to('proposals')} />
  }
  if (view.name === 'proposal') {
    return (
      <ProposalScreen
        office={office}
        me={me}
        mayPropose={mayPropose}
        mayApprove={mayApprove}
        id={view.id}
        onDecided={inForce.ask}
        onBack={to('proposals')}
      />
    )
  }
  if (view.name === 'proposals') {
    return (
      <Proposals
        office={office}
        mayPropose={mayPropose}
        onOpen={toProposal}
        onPropose={to('propose')}
        onBack={to('in-force')}
      />
    )
  }
  if (inForce.value === undefined) {
    return (
      <Screen title="Policy" onBack={onBack}>
        <Unanswered why={inForce.why} onAgain={inForce.ask} />
      </Screen>
    )
  }
  const rule = view.name === 'rule' ? inForce.value.rules.find(({ key }) => key === view.key) : undefined
  if (rule !== undefined) return <RuleScreen rule={rule} onBack={to('in-force')} />
  return (
    <InForce
      policy={inForce.value}
      picked={picked}
      onPick={setPicked}
      onOpen={(key) => {
        setPicked(key)
        setView({ name: 'rule', key })
      }}
      onProposals={mayPropose || mayApprove ? to('proposals') : undefined}
      onBack={onBack}
    />
  )
}
