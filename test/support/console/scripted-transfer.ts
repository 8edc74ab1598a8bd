// The transfer of the scripted core: a department that takes what waits, two media, and refusals as in the car.
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { TransferMedium, TransferStatus } from '#shared/contract/transfer.ts'
import type { Officer } from '#shared/domain/officer.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'
import { holderOf } from './scripted-office-people.ts'

type Options = {
  readonly tell: Tell
  readonly officer: () => Officer | undefined
  readonly status: Partial<TransferStatus> | undefined
}

const HOUR = 3_600_000
const CAR = '00000000-0000-4000-8000-0000000000c1'

export function scriptedTransfer({ tell, officer, status = {} }: Options) {
  const os = implement(contract)
  let state: TransferStatus = {
    to: 'department',
    carName: 'Car 12',
    host: 'plates.example',
    link: 'reached',
    lastContactAt: Date.now() - 4 * 60_000,
    lastCompleteAt: Date.now() - 2 * HOUR,
    waiting: { records: 0, images: 0 },
    due: { days: 0, level: 'fine', mostDays: 30, clause: 'IV.B' },
    refusedRecords: [],
    ...status,
  }
  let media: TransferMedium[] = [
    {
      name: 'STICK-1',
      isThere: true,
      freeBytes: 31_400_000_000,
      receipts: [`${CAR}-20261119T060000Z.lookout-receipts`, `${CAR}-20261121T220500Z.lookout-receipts`],
    },
    { name: 'STICK-2', isThere: false, receipts: [] },
  ]

  function set(change: Partial<TransferStatus>): TransferStatus {
    state = { ...state, ...change }
    tell({ statusChanged: true })
    return state
  }
  function there(name: string): TransferMedium {
    const medium = media.find((one) => one.name === name)
    if (medium?.isThere === true) return medium
    throw refuse(`the medium ${name}: it is not plugged in, or is another one`, 'Plug it in.')
  }

  const handlers = {
    status: os.transfer.status.handler(() => state),
    enrol: os.transfer.enrol.handler(({ input: { ticket } }) => {
      holderOf(officer, 'department.enrol')
      if (ticket.includes(':old.example:'))
        throw refuse('a one-time code that counts: this one is used up or over', 'Ask for a new one.')
      return set({ to: 'department', carName: 'Car 12', host: 'plates.example', link: 'reached' })
    }),
    start: os.transfer.start.handler(() =>
      set({ running: { sent: 1200, of: state.waiting.records + state.waiting.images } }),
    ),
    media: os.transfer.media.handler(() => media),
    writePackage: os.transfer.writePackage.handler(({ input: { medium } }) => {
      there(medium)
      const { records, images } = state.waiting
      return { file: `${CAR}-20261122T140211Z.lookout-transfer`, records, images, bytes: 81_234_567 }
    }),
    takeReceipts: os.transfer.takeReceipts.handler(({ input: { medium, file } }) => {
      const found = there(medium)
      if (!found.receipts.includes(file)) throw refuse('a file of receipts for this car', 'Look again.')
      const { records, images } = state.waiting
      set({
        waiting: { records: 0, images: 0 },
        due: { days: 0, level: 'fine', mostDays: 30, clause: 'IV.B' },
      })
      return { transferred: records + images, ignored: 0 }
    }),
  }
  return {
    handlers,
    set,
    setMedia(next: readonly TransferMedium[]): void {
      media = [...next]
    },
  }
}
