// How the transfer stands, in the words of the contract.
import type { UploadsRepository } from '#main/storage/uploads-repository.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { Lines } from './lines.ts'
import type { Link } from './link.ts'
import type { Orders } from './orders.ts'
import type { Routing } from './routing.ts'
import type { Schedule } from './schedule.ts'
import type { DueWatch } from './watch-due.ts'
import type { createWaiting } from './waiting.ts'

type Parts = {
  readonly repository: UploadsRepository
  readonly routing: Routing
  readonly link: Link
  readonly lines: Lines
  readonly orders: Orders
  readonly waiting: ReturnType<typeof createWaiting>
  readonly dueWatch: DueWatch
  readonly schedule: Pick<Schedule, 'running'>
  readonly isMetered: boolean
}

const NO_PROVIDER =
  'The policy has reads kept by a provider, but settings.json names none. Tell the administrator.'

export function tellStatus(parts: Parts): TransferStatus {
  const { repository, routing, link, lines, orders, waiting, dueWatch, schedule, isMetered } = parts
  const counted = waiting.counted()
  const { days, level, mostDays, clause } = dueWatch.due()
  const routes = routing.routes()
  const first = routes[0]?.destination
  const line = first && lines.of(first.kind)
  const isHeldBack =
    isMetered && line?.link === 'reached' && !orders.isOpen() && counted.records + counted.images > 0
  // The provider gets nothing where there is none, whoever else is reached.
  const isProviderMissing =
    routing.isAtProvider() && routes.every(({ destination }) => destination.kind !== 'provider')
  const troubles = routes.map(({ destination }) => lines.of(destination.kind).trouble)
  const trouble = isProviderMissing ? NO_PROVIDER : troubles.find((one) => one !== undefined)
  return {
    to: first?.kind ?? 'none',
    ...optional('carName', link.name()),
    ...optional('host', first?.host),
    ...optional('keeps', first?.keeps?.()),
    link: isHeldBack ? 'metered' : (line?.link ?? 'off'),
    ...optional('trouble', trouble),
    ...optional('lastContactAt', repository.mark('last-contact')),
    ...optional('lastCompleteAt', repository.mark('last-complete')),
    waiting: counted,
    due: { days, level, ...optional('mostDays', mostDays), ...optional('clause', clause) },
    ...optional('running', schedule.running()),
    ...optional('order', orders.newest()),
    refusedRecords: repository.refused(),
  }
}

function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  const given: { [P in K]?: T } = {}
  if (value !== undefined) given[key] = value
  return given
}
