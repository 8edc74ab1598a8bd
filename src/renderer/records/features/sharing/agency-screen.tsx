import { useState, type ReactElement } from 'react'
import { day } from '#renderer/records/parts/when.tsx'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FileReady } from '#renderer/records/parts/file-ready.tsx'
import { AGENCY_KIND_WORDS, VERIFIED_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { dayText, momentText } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { FileToFetch } from '#shared/records/records.ts'
import type { Agency, Declaration } from '#shared/records/sharing.ts'
import { standingDeclarations } from './declarations.ts'

type AgencyScreenProps = {
  readonly department: Department
  readonly agency: Agency
  readonly mayChange: boolean
  readonly onVerify: () => void
  readonly onDeclare: () => void
  readonly onWithdraw: (declaration: string) => void
  readonly onBack: () => void
}

/** One agency with the declarations it has executed. */
export function AgencyScreen(props: AgencyScreenProps): ReactElement {
  const { department, agency, mayChange, onVerify, onDeclare, onWithdraw, onBack } = props
  const [picked, setPicked] = useState<string>()
  const [file, setFile] = useState<FileToFetch>()
  const action = useAction(department)
  const standing = standingDeclarations(agency, useNow(60_000))
  const chosen = agency.declarations.find(({ id }) => id === picked) ?? agency.declarations[0]
  const canWithdraw = mayChange && chosen !== undefined && chosen.withdrawn === undefined
  function withdraw(): void {
    if (chosen !== undefined) onWithdraw(chosen.id)
  }
  function fetchDocument(): void {
    if (chosen === undefined) return
    const { id } = chosen
    void action.run((core, signal) => core.sharing.document({ id }, { signal }), setFile)
  }
  useKeys({
    F5: chosen === undefined ? undefined : fetchDocument,
    F2: mayChange ? onVerify : undefined,
    F3: mayChange ? onDeclare : undefined,
    F4: canWithdraw ? withdraw : undefined,
  })
  return (
    <Screen
      title={agency.name}
      lead={AGENCY_KIND_WORDS[agency.kind]}
      onBack={onBack}
      backWord="Back to agencies"
      trouble={
        <>
          {file === undefined ? undefined : <FileReady file={file} />}
          <Trouble trouble={action.trouble} title="Not fetched." />
        </>
      }
      actions={
        <>
          {mayChange ? (
            <>
              <KeyButton keyName="F2" label="Verify" detail="who they are" onPress={onVerify} />
              <KeyButton keyName="F3" label="Add a declaration" onPress={onDeclare} />
              {canWithdraw ? (
                <KeyButton keyName="F4" label="Withdraw" detail={chosen.documentName} onPress={withdraw} />
              ) : undefined}
            </>
          ) : undefined}
          {chosen === undefined ? undefined : (
            <KeyButton
              keyName="F5"
              label="Fetch the document"
              isDisabled={action.isBusy}
              onPress={fetchDocument}
            />
          )}
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          {agency.isOutOfState && standing.length === 0 ? (
            <Warning>
              Out of state without a written declaration: nothing may be shared. Clause 625 ILCS 5/2-130.
            </Warning>
          ) : undefined}
          <FactList
            facts={[
              ['ORI', agency.ori ?? 'none'],
              ['State', `${agency.state}${agency.isOutOfState ? ', out of state' : ''}`],
              ['Contacts', agency.contacts],
              [
                'Verified',
                agency.verified === undefined
                  ? 'not yet'
                  : `${VERIFIED_WORDS[agency.verified.how]}, ${momentText(agency.verified.at)} by ${agency.verified.by}`,
              ],
            ]}
          />
        </div>
        <div className="stack">
          <h3>Declarations</h3>
          {agency.declarations.length === 0 ? (
            <Empty title="None." />
          ) : (
            <PickTable
              label="Declarations"
              columns={['Signed', 'Document', 'Stands']}
              picked={chosen?.id}
              onPick={setPicked}
              rows={agency.declarations.map((one) => ({
                id: one.id,
                cells: [
                  <>
                    {day(one.signedAt)}
                    <small>{one.signer}</small>
                  </>,
                  <>
                    {one.documentName}
                    <small>{one.documentSha256.slice(0, 16)}</small>
                  </>,
                  <DeclarationState key="state" declaration={one} isStanding={standing.includes(one)} />,
                ],
              }))}
            />
          )}
        </div>
      </div>
    </Screen>
  )
}

function DeclarationState({
  declaration,
  isStanding,
}: {
  readonly declaration: Declaration
  readonly isStanding: boolean
}): ReactElement {
  const { withdrawn, validUntil } = declaration
  if (withdrawn !== undefined)
    return <StateMark standing="stopped">withdrawn {dayText(withdrawn.at)}</StateMark>
  const until = validUntil === undefined ? '' : ` until ${dayText(validUntil)}`
  return isStanding ? (
    <StateMark standing="in-order">stands{until}</StateMark>
  ) : (
    <StateMark standing="stopped">over{until}</StateMark>
  )
}
