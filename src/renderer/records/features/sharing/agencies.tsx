import { useState, type ReactElement } from 'react'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { countWords } from '#renderer/records/words/figures.ts'
import { AGENCY_KIND_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Right } from '#shared/domain/rights.ts'
import type { Agency } from '#shared/records/sharing.ts'
import { AddAgency } from './add-agency.tsx'
import { AddDeclaration } from './add-declaration.tsx'
import { AgencyScreen } from './agency-screen.tsx'
import { standingDeclarations } from './declarations.ts'
import { VerifyAgency } from './verify-agency.tsx'
import { WithdrawDeclaration } from './withdraw-declaration.tsx'

type View =
  | { readonly name: 'list' | 'add' }
  | { readonly name: 'agency' | 'verify' | 'declare'; readonly id: string }
  | { readonly name: 'withdraw'; readonly id: string; readonly declaration: string }

const askAgencies = (core: RecordsClient, signal: AbortSignal): Promise<Agency[]> =>
  core.sharing.agencies(undefined, { signal })

type AgenciesProps = {
  readonly department: Department
  readonly rights: readonly Right[]
  readonly onBack: () => void
}

/** The registry of agencies: who they are, how that was verified, what they have declared. */
export function Agencies({ department, rights, onBack }: AgenciesProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const [picked, setPicked] = useState<string>()
  const { value: agencies, why, ask } = useAsked(department, askAgencies)
  const toList = (): void => {
    setView({ name: 'list' })
  }
  if (view.name === 'add')
    return (
      <AddAgency
        department={department}
        onBack={toList}
        onDone={({ id }) => {
          ask()
          setPicked(id)
          toList()
        }}
      />
    )
  const agency = 'id' in view ? agencies?.find(({ id }) => id === view.id) : undefined
  if (agency !== undefined) {
    const toAgency = (): void => {
      setView({ name: 'agency', id: agency.id })
    }
    const task = {
      department,
      agency,
      onBack: toAgency,
      onDone: () => {
        ask()
        toAgency()
      },
    }
    if (view.name === 'verify') return <VerifyAgency {...task} />
    if (view.name === 'declare') return <AddDeclaration {...task} />
    if (view.name === 'withdraw') return <WithdrawDeclaration {...task} id={view.declaration} />
    return (
      <AgencyScreen
        department={department}
        agency={agency}
        mayChange={rights.includes('sharing.fulfil') || rights.includes('sharing.approve')}
        onVerify={() => {
          setView({ name: 'verify', id: agency.id })
        }}
        onDeclare={() => {
          setView({ name: 'declare', id: agency.id })
        }}
        onWithdraw={(declaration) => {
          setView({ name: 'withdraw', id: agency.id, declaration })
        }}
        onBack={toList}
      />
    )
  }
  const chosen = agencies?.find(({ id }) => id === picked) ?? agencies?.[0]
  function open(id: string): void {
    setPicked(id)
    setView({ name: 'agency', id })
  }
  return (
    <Screen
      title="Agencies"
      lead="Data go to an agency that was verified, and out of state only with a written declaration."
      onSubmit={
        chosen === undefined
          ? undefined
          : () => {
              open(chosen.id)
            }
      }
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label="Open" />}
          {rights.includes('sharing.request') ? (
            <PlainButton
              label="Add an agency"
              onPress={() => {
                setView({ name: 'add' })
              }}
            />
          ) : undefined}
        </>
      }
    >
      {agencies === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {agencies?.length === 0 ? <Empty title="No agency is in the registry." /> : undefined}
      {agencies === undefined || agencies.length === 0 ? undefined : (
        <PickTable
          label="Agencies"
          columns={['Agency', 'ORI', 'Kind', 'Verified', 'Declaration']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={open}
          rows={agencies.map((one) => ({
            id: one.id,
            cells: [
              <>
                <strong>{one.name}</strong>
                <small>
                  {one.state}
                  {one.isOutOfState ? ', out of state' : ''}
                </small>
              </>,
              one.ori ?? 'none',
              AGENCY_KIND_WORDS[one.kind],
              one.verified === undefined ? (
                <StateMark key="verified" standing="attention">
                  not verified
                </StateMark>
              ) : (
                <StateMark key="verified" standing="in-order">
                  verified
                </StateMark>
              ),
              <DeclarationMark key="declaration" agency={one} />,
            ],
          }))}
        />
      )}
    </Screen>
  )
}

function DeclarationMark({ agency }: { readonly agency: Agency }): ReactElement {
  const standing = standingDeclarations(agency, useNow(60_000))
  if (standing.length > 0)
    return <StateMark standing="in-order">{countWords(standing.length, 'declaration')}</StateMark>
  return agency.isOutOfState ? (
    <StateMark standing="stopped">none: no data go there</StateMark>
  ) : (
    <StateMark standing="away">not needed</StateMark>
  )
}
