import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { PlainButton } from '#renderer/ui/screen.tsx'
import type { TransferMedium } from '#shared/contract/transfer.ts'

export type Picked = { readonly medium?: string; readonly receipts?: string }

type MediaProps = {
  readonly media: readonly TransferMedium[] | undefined
  readonly why: string | undefined
  /** Whether somebody who may use them looks on, in a car that is joined. */
  readonly isNeeded: boolean
  readonly medium: TransferMedium | undefined
  readonly receipts: string | undefined
  readonly onPick: (picked: Picked) => void
}

const COUNT = new Intl.NumberFormat('en-US')

/** Removable media for where there is no network: which are there, and the receipts that came back on them. */
export function Media({ media, why, isNeeded, medium, receipts, onPick }: MediaProps): ReactElement {
  return (
    <>
      <h3>Without a network</h3>
      {!isNeeded ? <p className="dim">Packages are written once this car is joined.</p> : undefined}
      {isNeeded && media === undefined ? <p className="dim">{why ?? 'Asking for the media.'}</p> : undefined}
      {isNeeded && media?.length === 0 ? (
        <Empty title="No medium is registered.">
          The administrator enters removable media of the agency in settings.json, under transfer.media.
        </Empty>
      ) : undefined}
      {isNeeded && media !== undefined && media.length > 0 ? (
        <ul className="stack" aria-label="Registered media">
          {media.map((one) => (
            <li key={one.name}>
              <PlainButton
                isOn={one.name === medium?.name}
                isDisabled={!one.isThere}
                onPress={() => {
                  onPick({ medium: one.name })
                }}
              >
                <span className="transfer-medium">
                  <strong>{one.name}</strong>
                  <span className="figures">{thereWords(one)}</span>
                </span>
              </PlainButton>
            </li>
          ))}
        </ul>
      ) : undefined}
      {isNeeded && medium !== undefined ? (
        <>
          <h3>Receipts on {medium.name}</h3>
          {medium.receipts.length === 0 ? (
            <p className="dim">None for this car. The department writes them when it has taken a package.</p>
          ) : (
            <ul className="stack" aria-label="Receipts">
              {medium.receipts.toReversed().map((file) => (
                <li key={file}>
                  <PlainButton
                    isOn={file === receipts}
                    label={timeOf(file)}
                    onPress={() => {
                      onPick({ medium: medium.name, receipts: file })
                    }}
                  />
                </li>
              ))}
            </ul>
          )}
        </>
      ) : undefined}
    </>
  )
}

function thereWords({ isThere, freeBytes }: TransferMedium): string {
  if (!isThere) return 'not plugged in'
  return freeBytes === undefined ? 'plugged in' : `${COUNT.format(Math.floor(freeBytes / 1_000_000))} MB free`
}

/** "Package of 2026-11-22 14:02 UTC": the car's number before it says nothing to a person. */
function timeOf(file: string): string {
  const [, year, month, day, hour, minute] = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)\d\dZ\./.exec(file) ?? []
  return year === undefined ? file : `Package of ${year}-${month}-${day} ${hour}:${minute} UTC`
}
