// The department's cars: enrolled, told, heard, ordered to transfer. What cars are told goes as signed files.
import { mkdirSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Holder } from '#main/access/index.ts'
import type { PolicyBody, RosterBody, TrainingBody } from '#main/department/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import { openBox, type Authority } from '#server/authority/index.ts'
import type { Notices } from '#server/notices/index.ts'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import { PACKAGE_ENDING } from '#shared/transfer/package.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import { createAuditHeads } from './audit-heads.ts'
import { createCars } from './cars.ts'
import { createContact } from './contact.ts'
import { createDevices } from './devices.ts'
import { createEnrolment } from './enrolment.ts'
import { createHotListFiles } from './hot-lists.ts'
import { createOrders } from './orders.ts'
import { createOutgoing, type ToPublish } from './outgoing.ts'

export type Fleet = ReturnType<typeof createFleet>

const MOST_FILES = 200

type Options = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly objects: Objects
  readonly authority: Authority
  readonly notices: Notices
  readonly profile: Profile
  /** 32 bytes; what is kept for the cars is sealed by keys derived from it. */
  readonly key: Uint8Array
  /** The name that enrolment codes tell cars, and the port once the door is open. */
  readonly host: string
  readonly port: () => number
  readonly folders: { readonly packages: string; readonly lists: string }
  readonly importPackage: (
    file: string,
    by: By,
  ) => Promise<{ car: string; records: number; images: number; refused: number; receipts: string }>
  /** This server's own, as they are now. */
  readonly published: {
    readonly roster: () => RosterBody
    readonly training: () => TrainingBody
    readonly policy: () => PolicyBody
  }
  /** Names of the import templates for hot lists; absent: any name is taken. */
  readonly templates?: () => readonly string[]
  readonly now: () => number
}

export function createFleet(options: Options) {
  const { db, acts, objects, authority, notices, profile, key, host, port, folders, published, now } = options
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const outgoing = createOutgoing({ db, authority, box: openBox(key, 'outgoing'), now })
  const orders = createOrders({ db, acts, outgoing, now })
  const enrolment = createEnrolment({ db, acts, authority, notices, host, port, now })
  const devices = createDevices({ db, acts, authority, now })
  const hotLists = createHotListFiles({
    db,
    acts,
    objects,
    outgoing,
    box: openBox(key, 'hot lists'),
    folder: folders.lists,
    templates: options.templates,
  })
  const auditHeads = createAuditHeads({ db, authority, notices, now })
  const contact = createContact({ db, orders, outgoing, hotLists, auditHeads, profile, now })
  const cars = createCars({ db, orders, profile, now })

  async function packages() {
    const entries = await readdir(folders.packages, { withFileTypes: true })
    const names = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(PACKAGE_ENDING) && entry.name.length <= 120)
      .map(({ name }) => name)
      .toSorted()
      .slice(0, MOST_FILES)
    return Promise.all(
      names.map(async (file) => ({ file, bytes: (await stat(join(folders.packages, file))).size })),
    )
  }

  const payloadOf: Readonly<Record<keyof typeof published, () => ToPublish['payload']>> = {
    roster: () => {
      const body = published.roster()
      return (head) => ({ kind: 'roster', ...head, body })
    },
    training: () => {
      const body = published.training()
      return (head) => ({ kind: 'training', ...head, body })
    },
    policy: () => {
      const body = published.policy()
      return (head) => ({ kind: 'policy', ...head, body })
    },
  }

  return {
    ...enrolment,
    ...devices,

    // The records console.
    cars: (_who: Holder): Promise<FleetCar[]> => cars.state(),
    notices: (who: Holder) => notices.notices(who),
    seen: (input: Parameters<typeof notices.seen>[0], who: Holder) => notices.seen(input, who),
    async revoke(input: Parameters<typeof devices.revoke>[0], who: Holder): Promise<FleetCar[]> {
      await devices.revoke(input, who)
      return cars.state()
    },
    async order(input: Parameters<typeof orders.order>[0], who: Holder): Promise<FleetCar[]> {
      await orders.order(input, who)
      return cars.state()
    },
    packages: (_who: Holder) => packages(),
    async importPackage({ file }: { readonly file: string }, who: Holder) {
      if (!(await packages()).some((one) => one.file === file)) {
        throw refuse(
          'this file in the packages folder',
          'Copy it from the medium into the packages folder of the server, and look again.',
        )
      }
      return options.importPackage(file, who.by)
    },
    /** The roster, training or policy of this server as it is now, for all cars. */
    async publish({ kind }: { readonly kind: keyof typeof published }, who: Holder) {
      const payload = payloadOf[kind]()
      const serial = await acts.run(
        who.by,
        (serial: number) => ({
          action: 'files.publish',
          subject: `${kind} ${serial}`,
          detail: { kind, serial },
        }),
        async (trx) => {
          const next = await outgoing.publish(trx, kind, [{ payload }])
          await outgoing.removeOlder(trx, kind, next)
          return next
        },
      )
      return { serial }
    },
    lists: (who: Holder) => hotLists.lists(who),
    publishList: (input: Parameters<typeof hotLists.publishList>[0], who: Holder) =>
      hotLists.publishList(input, who),

    // The cars' door.
    contact,
    /** Text of a signed file that is for this car. */
    fileText: (car: CarId, id: string): Promise<string | undefined> => outgoing.text(car, id),
    /** Deflated bytes of a hot list, whole or as a change. */
    fileContent: (car: CarId, id: string): Promise<Uint8Array | undefined> => hotLists.content(car, id),

    // The server itself.
    state: (): Promise<FleetCar[]> => cars.state(),
    /** How many cars there are, and how many of them are enrolled. */
    counts: () => cars.counts(),
  }
}
