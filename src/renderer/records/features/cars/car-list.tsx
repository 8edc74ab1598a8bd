import type { ReactElement } from 'react'
import { span } from '#renderer/office/words/when.ts'
import { bytesWords, figure } from '#renderer/records/words/figures.ts'
import { ORDER_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import { cameraWords, listWords } from './car-words.ts'
import { TransferDays } from './transfer-days.tsx'

type CarListProps = {
  readonly cars: readonly FleetCar[] | undefined
  /** False for who may enrol cars and not see where they are. */
  readonly isAllowed: boolean
  readonly why: string | undefined
  readonly onAgain: () => void
  readonly picked: string | undefined
  readonly onPick: (id: string) => void
  readonly onOpen: (id: string) => void
  /** Undefined for who may not. */
  readonly onNotices: (() => void) | undefined
  readonly onOrderAll: (() => void) | undefined
  readonly onPackages: (() => void) | undefined
  readonly onLists: (() => void) | undefined
  readonly onPublish: (() => void) | undefined
  readonly onInvite: (() => void) | undefined
  readonly onBack: () => void
}

/** All cars in a table, and the keys to what can be done for them. */
export function CarList(props: CarListProps): ReactElement {
  const { cars, isAllowed, why, onAgain, picked, onPick, onOpen, onBack } = props
  const now = useNow(30_000)
  const chosen = cars?.find(({ id }) => id === picked) ?? cars?.[0]
  const asides = [
    ['F2', 'Notices', props.onNotices],
    ['F3', 'Transfer all', props.onOrderAll],
    ['F4', 'Packages', props.onPackages],
    ['F5', 'Hot lists', props.onLists],
    ['F6', 'Publish', props.onPublish],
    ['F7', 'Enrol a car', props.onInvite],
  ] as const
  useKeys(Object.fromEntries(asides.map(([keyName, , onPress]) => [keyName, onPress])))
  return (
    <Screen
      title="Cars"
      lead="What each car told at its last contact."
      onSubmit={
        chosen === undefined
          ? undefined
          : () => {
              onOpen(chosen.id)
            }
      }
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label="Open" />}
          {asides.map(([keyName, label, onPress]) =>
            onPress === undefined ? undefined : (
              <KeyButton key={keyName} keyName={keyName} label={label} onPress={onPress} />
            ),
          )}
        </>
      }
    >
      {!isAllowed ? <Empty title="You may enrol cars, and not see the fleet." /> : undefined}
      {isAllowed && cars === undefined ? <Unanswered why={why} onAgain={onAgain} /> : undefined}
      {cars?.length === 0 ? (
        <Empty title="No car is enrolled.">
          An administrator makes a ticket here; the car joins by it, once.
        </Empty>
      ) : undefined}
      {cars === undefined || cars.length === 0 ? undefined : (
        <PickTable
          label="Cars"
          columns={['Car', 'Last contact', 'Since the last transfer', 'Cameras', 'Hot lists', 'Free']}
          picked={chosen?.id}
          onPick={onPick}
          onOpen={onOpen}
          rows={cars.map((car) => ({
            id: car.id,
            cells: [
              <>
                <strong>{car.name}</strong>
                <small>
                  {car.state === 'revoked' ? (
                    <StateMark standing="stopped">revoked</StateMark>
                  ) : (
                    (car.report?.version ?? 'not heard yet')
                  )}
                </small>
              </>,
              car.lastContactAt === undefined ? 'never' : `${span(now - car.lastContactAt)} ago`,
              <>
                <TransferDays transfer={car.transfer} />
                {car.order === undefined ? undefined : <small>Order: {orderWords(car.order)}</small>}
              </>,
              cameraWords(car.report),
              listWords(car.report, now),
              car.report === undefined ? 'not known' : bytesWords(car.report.freeBytes),
            ],
          }))}
        />
      )}
    </Screen>
  )
}

function orderWords({ state, progress }: NonNullable<FleetCar['order']>): string {
  return state === 'taken' ? `taken, ${figure(Math.floor(progress * 100))} % here` : ORDER_WORDS[state]
}
