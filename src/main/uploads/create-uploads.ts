// The transfer as the rest of the car sees it: its state, and when it runs by itself.
import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { openDeviceKey, type AuditLog } from '#main/audit/index.ts'
import type { Department } from '#main/department/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { Media } from '#main/media/index.ts'
import { Refused, refuse } from '#main/refused.ts'
import { departmentLinkRepository } from '#main/storage/department-link-repository.ts'
import type { Database } from '#main/storage/open.ts'
import { recordBodies } from '#main/storage/record-bodies.ts'
import { uploadsRepository } from '#main/storage/uploads-repository.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { HotListOffer, Receipt, TransferOrder } from '#shared/transfer/wire.ts'
import type { Log } from '../host.ts'
import { createActedOn } from './acted-on.ts'
import { openBox } from './box.ts'
import { createContact } from './contact.ts'
import { openDepartmentLists } from './department-lists.ts'
import type { Destination } from './destination.ts'
import { createEnvelopes } from './envelopes.ts'
import { createLimiter } from './limiter.ts'
import { createLines } from './lines.ts'
import { openLink } from './link.ts'
import { createOrders } from './orders.ts'
import type { WaitingRecords } from './package/index.ts'
import { createReceipts } from './receipts.ts'
import { createRouting } from './routing.ts'
import { createRuns } from './run.ts'
import { startSchedule } from './schedule.ts'
import { createSender } from './send.ts'
import { tellStatus } from './tell-status.ts'
import { watchDue } from './watch-due.ts'
import { createWaiting } from './waiting.ts'

export type Uploads = ReturnType<typeof createUploads>

export type UploadsOptions = {
  readonly db: Database
  /** The data folder. */
  readonly folder: string
  readonly media: Pick<Media, 'get'>
  readonly department: Pick<Department, 'trust' | 'publicKey' | 'take' | 'look' | 'serials' | 'verifyBytes'>
  readonly profile: Profile
  readonly settings: { readonly isMetered: boolean; readonly mostKbps?: number | undefined }
  /** 32 bytes; see storage/keys.ts. */
  readonly deviceSeed: Uint8Array
  readonly audit: Pick<AuditLog, 'write' | 'head' | 'state' | 'countersign'>
  /** Id, version and hash of the policy in force. */
  readonly policy: () => string
  readonly systemStatus: () => SystemStatus
  readonly cameras: () => readonly CameraStatus[]
  readonly importList: (name: string, file: string, template: ImportTemplate, by: By) => Promise<unknown>
  readonly template: (id: string) => ImportTemplate
  /** Where settings.json names one. */
  readonly provider?: Destination | undefined
  readonly events: Pick<EventHub, 'statusChanged'>
  readonly log: Log
  readonly now: () => number
  readonly random?: () => number
  /** The addresses of this machine in one text: another text is another network. */
  readonly networks?: () => string
  readonly tickMs?: number
}

/** Starts at once; nothing is sent while the car belongs to nobody. */
export function createUploads(options: UploadsOptions) {
  const { db, folder, media, department, profile, settings, audit, provider, events, log, now } = options
  const { random = Math.random, networks, tickMs } = options
  const repository = uploadsRepository(db)
  const bodies = recordBodies(db)
  const box = openBox(options.deviceSeed)
  const deviceKey = openDeviceKey(options.deviceSeed)
  const links = departmentLinkRepository(db)
  const link = openLink({
    repository: links,
    store: repository,
    department,
    box,
    deviceKey: pemOf(deviceKey.publicKey),
    version: () => options.systemStatus().version,
    now,
  })
  const routing = createRouting({ profile, department: link.destination, provider: () => provider })
  const envelopes = createEnvelopes({ repository, bodies, now })
  const receipts = createReceipts({ repository, routing })
  const waiting = createWaiting({ repository, envelopes, routing, now })
  const actedOn = createActedOn({ repository, bodies, now })
  const orders = createOrders({
    repository,
    car: () => link.destination()?.car,
    audit: audit.write,
    now,
  })
  const lists = openDepartmentLists({
    folder: join(folder, 'lists-from-department'),
    box,
    repository: links,
    importList: options.importList,
    template: options.template,
    now,
  })
  const dueWatch = watchDue({
    repository,
    profile,
    oldestAt: () => (isRequired() ? waiting.counted().oldestAt : undefined),
    audit: audit.write,
    onChange: () => events.statusChanged(),
    now,
  })
  const lines = createLines({ random, now })
  const sender = createSender({
    repository,
    bodies,
    actedOn,
    envelopes,
    receipts,
    media,
    limiter: createLimiter(settings.mostKbps, now),
    now,
    onSent({ transferred, ignored }) {
      schedule.sent(transferred)
      if (ignored > 0) log('warn', `${ignored} receipts were for nothing that waits for them.`)
      events.statusChanged()
    },
  })
  const contact = createContact({
    department,
    audit,
    lists,
    orders,
    waiting: waiting.counted,
    lastCompleteAt: () => repository.mark('last-complete'),
    systemStatus: options.systemStatus,
    cameras: options.cameras,
    policy: options.policy,
    log,
    now,
  })
  const runs = createRuns({
    repository,
    routing,
    link,
    lines,
    sender,
    actedOn,
    contact,
    orders,
    waiting,
    isMetered: () => settings.isMetered,
    log,
    now,
  })

  const schedule = startSchedule({
    runs,
    lines,
    orders,
    routing,
    waiting,
    isMetered: settings.isMetered,
    look,
    onChange: () => events.statusChanged(),
    networks,
    tickMs,
    log,
    now,
  })

  function isRequired(): boolean {
    return link.destination() !== undefined || (routing.isAtProvider() && provider !== undefined)
  }

  function look(): void {
    try {
      dueWatch.look()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // The audit cannot be written, and says so itself; it is tried again at the next look.
    }
  }

  const status = (): TransferStatus =>
    tellStatus({
      repository,
      routing,
      link,
      lines,
      orders,
      waiting,
      dueWatch,
      schedule,
      isMetered: settings.isMetered,
    })

  const forPackage: WaitingRecords = {
    ...waiting.forPackage,
    async *records() {
      if (routing.isAtProvider()) await actedOn.mark('department')
      yield* waiting.forPackage.records()
    },
  }

  return {
    status,
    /** The machine was asleep: what is on its way is given up, and everything tried at once. */
    wake: (): void => schedule.wake(),
    /** Whether nothing may be deleted without a receipt. */
    isRequired,

    /** Joins a department server by the one-time code that it shows. */
    async enrol(ticket: string, by: By): Promise<TransferStatus> {
      try {
        await link.enrol(ticket, by)
      } catch (error) {
        const why = error instanceof Refused ? error.refusal.missing : ['it failed']
        audit.write(by, 'department.refused', 'server', { why }, { outcome: 'refused' })
        throw error
      }
      // What a provider has signed for before is the department's own all the same.
      if (routing.isAtProvider()) await actedOn.markAll('department')
      schedule.soon()
      return status()
    },

    /** Tries at once, what was refused as well, and over a metered line. */
    start(by: By): TransferStatus {
      if (routing.routes().length === 0) {
        throw refuse(
          'somebody to transfer to: this car belongs to no department server',
          'Have the administrator join it to the department server.',
        )
      }
      repository.inTransaction(() => {
        audit.write(by, 'transfer.start', 'transfer', waiting.counted())
        repository.retryRefused()
      })
      schedule.ask()
      return status()
    },

    /** The department hears of it: what waits, and that the shift is over. */
    shiftEnded(): void {
      runs.contactSoon()
    },

    /** What a signed file of the department says to the transfer; each in the transaction that takes the file. */
    apply: {
      order: (order: TransferOrder, by: By): void => orders.take(order, by),
      hotList: (offer: HotListOffer): void => lists.mustBeHere(offer),
    },

    /** For packages on removable media. */
    package: {
      waiting: forPackage,
      link: () => link.sealed(),
      sign: (text: string): string => deviceKey.sign(text),
      takeReceipt(receipt: Receipt) {
        const office = link.destination()
        if (office === undefined) return { transferred: 0, ignored: Math.max(1, receipt.items.length) }
        const { receiptKey, car } = office
        const taken = receipts.takeNow(receipt, { holder: 'department', receiptKey, car })
        if (waiting.total() === 0) repository.setMark('last-complete', now())
        events.statusChanged()
        return taken
      },
    },

    async stop(): Promise<void> {
      await schedule.stop()
      await link.close()
      await provider?.close()
    },
  }
}

/** Of SPKI in base64. */
function pemOf(spki: string): string {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
  return String(key.export({ type: 'spki', format: 'pem' }))
}
