import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FileReady } from '#renderer/records/parts/file-ready.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { FileToFetch } from '#shared/records/records.ts'
import type { ShareRequest } from '#shared/records/sharing.ts'
import { Missing } from './missing-list.tsx'
import { RequestMark } from './request-mark.tsx'
import { ShareFacts } from './share-facts.tsx'

type RequestScreenProps = {
  readonly department: Department
  readonly request: ShareRequest
  /** Whoever entered a request never decides on it. */
  readonly isOwn: boolean
  /** Undefined for who may not, and where it is too early or too late. */
  readonly onDecide: (() => void) | undefined
  readonly onFulfil: (() => void) | undefined
  readonly mayFetch: boolean
  readonly onFetched: () => void
  readonly onBack: () => void
}

/** One request: what was asked and why, what stands before it, and what was given. */
export function RequestScreen(props: RequestScreenProps): ReactElement {
  const { department, request, isOwn, onDecide, onFulfil, mayFetch, onFetched, onBack } = props
  const [file, setFile] = useState<FileToFetch>()
  const action = useAction(department)
  const decide = isOwn ? undefined : onDecide
  const canFetch = mayFetch && request.share?.isHere === true
  function fetchShare(): void {
    void action.run(
      (core, signal) => core.sharing.fetch({ id: request.id }, { signal }),
      (told) => {
        setFile(told)
        onFetched()
      },
    )
  }
  const hasWriting = request.writing !== undefined
  function fetchWriting(): void {
    void action.run((core, signal) => core.sharing.document({ id: request.id }, { signal }), setFile)
  }
  useKeys({
    F2: decide,
    F3: onFulfil,
    F4: canFetch ? fetchShare : undefined,
    F5: hasWriting ? fetchWriting : undefined,
  })
  return (
    <Screen
      title={`Request of ${request.agency.name}`}
      lead={<RequestMark request={request} />}
      onBack={onBack}
      backWord="Back to sharing"
      trouble={
        <>
          {file === undefined ? undefined : <FileReady file={file} />}
          <Trouble trouble={action.trouble} title="Not fetched." />
        </>
      }
      actions={
        <>
          {onDecide === undefined ? undefined : (
            <KeyButton
              keyName="F2"
              label="Decide"
              detail={isOwn ? 'you entered it: another person does' : 'approve or refuse'}
              weight="main"
              isDisabled={isOwn}
              onPress={onDecide}
            />
          )}
          {onFulfil === undefined ? undefined : (
            <KeyButton
              keyName="F3"
              label="Make the package"
              detail="watermarked, sealed, expiring"
              weight="main"
              onPress={onFulfil}
            />
          )}
          {canFetch ? (
            <KeyButton
              keyName="F4"
              label="Fetch the package"
              isDisabled={action.isBusy}
              onPress={fetchShare}
            />
          ) : undefined}
          {hasWriting ? (
            <KeyButton
              keyName="F5"
              label="Fetch the writing"
              isDisabled={action.isBusy}
              onPress={fetchWriting}
            />
          ) : undefined}
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          {request.state === 'waiting' ? <Missing missing={request.missing} /> : undefined}
          {request.agency.isOutOfState ? (
            <Warning>
              Out of state: no data go there without its written declaration. Clause 625 ILCS 5/2-130.
            </Warning>
          ) : undefined}
          <FactList
            facts={[
              ['Purpose', request.purpose],
              ['Legal basis', request.legalBasis],
              ['Case', request.caseNumber === '' ? 'none given' : request.caseNumber],
              ['Asked by', `${request.person}, ${request.agency.name}`],
              ['Asked', momentText(request.requestedAt)],
              ['Entered by', `${request.enteredBy.name}, ${request.enteredBy.badge}`],
              [
                'Writing',
                request.writing === undefined ? (
                  'none'
                ) : (
                  <>
                    {request.writing.name} <code>{request.writing.sha256.slice(0, 16)}</code>
                  </>
                ),
              ],
            ]}
          />
        </div>
        <ShareFacts request={request} />
      </div>
    </Screen>
  )
}
