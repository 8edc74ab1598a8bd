import { useState, type ReactElement } from 'react'
import type { RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import { CarList } from './car-list.tsx'
import { CarScreen } from './car-screen.tsx'
import { FleetNotices } from './fleet-notices.tsx'
import { HotLists } from './hot-lists.tsx'
import { Invite } from './invite.tsx'
import { OrderTransfer } from './order-transfer.tsx'
import { Packages } from './packages.tsx'
import { Publish } from './publish.tsx'
import { Revoke } from './revoke.tsx'

type Aside = 'notices' | 'invite' | 'packages' | 'publish' | 'lists' | 'order-all'
type View =
  { readonly name: 'list' | Aside } | { readonly name: 'car' | 'revoke' | 'order'; readonly id: string }

const askCars = (core: RecordsClient, signal: AbortSignal): Promise<FleetCar[]> =>
  core.fleet.cars(undefined, { signal })

/** The cars of the department: when each was last heard, what waits in it, and what it may be told. */
export function Cars({ department, rights, onBack }: RecordsProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const [picked, setPicked] = useState<string>()
  const maySee = rights.includes('fleet.see')
  const { value: cars, why, ask } = useAsked(department, askCars, maySee)
  const car = 'id' in view ? cars?.find(({ id }) => id === view.id) : undefined
  const toList = (): void => {
    setView({ name: 'list' })
  }
  function to(name: Aside) {
    return () => {
      setView({ name })
    }
  }
  const mayOrder = rights.includes('transfers.order')
  const mayManage = rights.includes('cars.manage')
  const mayLists = rights.includes('lists.import')
  const given = { department, onBack: toList }
  if (car !== undefined) {
    const { id } = car
    const toCar = (): void => {
      setView({ name: 'car', id })
    }
    const task = {
      department,
      car,
      onBack: toCar,
      onDone: () => {
        ask()
        toCar()
      },
    }
    if (view.name === 'revoke') return <Revoke {...task} />
    if (view.name === 'order') return <OrderTransfer {...task} />
    const isEnrolled = car.state === 'enrolled'
    return (
      <CarScreen
        car={car}
        onOrder={
          mayOrder && isEnrolled
            ? () => {
                setView({ name: 'order', id })
              }
            : undefined
        }
        onRevoke={
          mayManage && isEnrolled
            ? () => {
                setView({ name: 'revoke', id })
              }
            : undefined
        }
        onBack={toList}
      />
    )
  }
  switch (view.name) {
    case 'notices':
      return <FleetNotices {...given} />
    case 'invite':
      return <Invite {...given} />
    case 'packages':
      return <Packages {...given} />
    case 'publish':
      return <Publish {...given} />
    case 'lists':
      return <HotLists {...given} mayPublish={mayLists} />
    case 'order-all':
      return (
        <OrderTransfer
          {...given}
          car={undefined}
          onDone={() => {
            ask()
            toList()
          }}
        />
      )
    case 'car':
    case 'revoke':
    case 'order':
    case 'list':
    default:
      return (
        <CarList
          cars={cars}
          isAllowed={maySee}
          why={why}
          onAgain={ask}
          picked={picked}
          onPick={setPicked}
          onOpen={(id) => {
            setPicked(id)
            setView({ name: 'car', id })
          }}
          onNotices={maySee ? to('notices') : undefined}
          onOrderAll={mayOrder ? to('order-all') : undefined}
          onPackages={mayOrder ? to('packages') : undefined}
          onLists={maySee || mayLists ? to('lists') : undefined}
          onPublish={mayManage || mayOrder ? to('publish') : undefined}
          onInvite={mayManage ? to('invite') : undefined}
          onBack={onBack}
        />
      )
  }
}
