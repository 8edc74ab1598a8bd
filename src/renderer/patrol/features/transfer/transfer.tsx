import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { TransferMedium } from '#shared/contract/transfer.ts'
import type { Right } from '#shared/domain/rights.ts'
import { Join } from './join.tsx'
import { Media, type Picked } from './media.tsx'
import { Standing } from './standing.tsx'
import { receiptsDone, writtenDone } from './transfer-done.ts'
import './transfer.css'

type TransferProps = {
  readonly car: Car
  readonly rights: readonly Right[]
  readonly onBack: () => void
}

const askMedia = (core: CoreClient, signal: AbortSignal): Promise<TransferMedium[]> =>
  core.transfer.media(undefined, { signal })

/** A medium that is plugged in shows up by itself. */
const LOOK_MS = 5000

/** What waits in this car, where it goes, how long that has been, and the ways to make it go. */
export function Transfer({ car, rights, onBack }: TransferProps): ReactElement {
  const status = useStore(car.store, (state) => state.transfer)
  const mayTransfer = rights.includes('operate') || rights.includes('department.import')
  const media = useAsked(car, askMedia, mayTransfer)
  const [isJoining, setIsJoining] = useState(false)
  const [picked, setPicked] = useState<Picked>({})
  const [done, setDone] = useState<string>()
  const action = useAction(car)
  useEffect(() => {
    const timer = setInterval(media.ask, LOOK_MS)
    return () => {
      clearInterval(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asking is the same whichever render it is of
  }, [])
  const isJoined = status !== undefined && status.to !== 'none'
  const mayJoin = rights.includes('department.enrol') && status?.to === 'none'
  const there = media.value?.filter(({ isThere }) => isThere) ?? []
  const medium = there.find(({ name }) => name === picked.medium) ?? there[0]
  const receipts = medium?.receipts.find((file) => file === picked.receipts) ?? medium?.receipts.at(-1)

  function start(): void {
    setDone(undefined)
    void action.run(
      (core, signal) => core.transfer.start(undefined, { signal }),
      () => {
        setDone('It is tried now.')
      },
    )
  }
  function write(): void {
    if (medium === undefined) return
    setDone(undefined)
    void action.run(
      (core, signal) => core.transfer.writePackage({ medium: medium.name }, { signal }),
      (written) => {
        setDone(writtenDone(written, medium.name))
        media.ask()
      },
    )
  }
  function take(): void {
    if (medium === undefined || receipts === undefined) return
    setDone(undefined)
    void action.run(
      (core, signal) => core.transfer.takeReceipts({ medium: medium.name, file: receipts }, { signal }),
      (taken) => {
        setDone(receiptsDone(taken))
        media.ask()
      },
    )
  }

  if (isJoining) {
    return (
      <Join
        car={car}
        onJoined={() => {
          setIsJoining(false)
          setDone('This car is joined to the department.')
        }}
        onBack={() => {
          setIsJoining(false)
        }}
      />
    )
  }
  return (
    <Screen
      title="Transfer"
      lead="Records stay in this car until the other side has signed for them."
      onSubmit={isJoined && mayTransfer ? start : undefined}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not done." />}
      actions={
        <>
          {isJoined && mayTransfer ? (
            <>
              <SubmitButton label="Transfer now" isDisabled={action.isBusy} />
              <PlainButton
                label={medium === undefined ? 'Write package' : `Write package on ${medium.name}`}
                isDisabled={action.isBusy || medium === undefined}
                onPress={write}
              />
              <PlainButton
                label="Take receipts"
                isDisabled={action.isBusy || receipts === undefined}
                onPress={take}
              />
            </>
          ) : undefined}
          {mayJoin ? (
            <PlainButton
              label="Join a department"
              onPress={() => {
                setIsJoining(true)
              }}
            />
          ) : undefined}
        </>
      }
    >
      {status === undefined ? (
        <Unanswered why={undefined} onAgain={media.ask} />
      ) : (
        <div className="halves transfer-halves">
          <Standing status={status} />
          <div className="stack">
            <p role="status" className="transfer-done">
              {done === undefined ? undefined : <strong>{done}</strong>}
            </p>
            <Media
              media={media.value}
              why={media.why}
              isNeeded={isJoined && mayTransfer}
              medium={medium}
              receipts={receipts}
              onPick={setPicked}
            />
          </div>
        </div>
      )}
    </Screen>
  )
}
