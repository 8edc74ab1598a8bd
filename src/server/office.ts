// People, policy, training and audit of the department: the car's own topics over a database of the server's own.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createAccess, toDoOf, type Consoles } from '#main/access/index.ts'
import { openAudit } from '#main/audit/index.ts'
import { createEventHub } from '#main/events/index.ts'
import type { KeySealing } from '#main/host.ts'
import { openPolicy } from '#main/policy/index.ts'
import { openReviewing } from '#main/reviewing.ts'
import { accountsRepository } from '#main/storage/accounts-repository.ts'
import { atomic } from '#main/storage/atomic.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { loadKeys } from '#main/storage/keys.ts'
import { openDatabase } from '#main/storage/open.ts'
import { policiesRepository } from '#main/storage/policies-repository.ts'
import { trainingRepository } from '#main/storage/training-repository.ts'
import { createTraining } from '#main/training/index.ts'
import { sessionNow } from './seat.ts'

type Options = {
  readonly folder: string
  readonly assetsFolder: string
  readonly keySealing: KeySealing
  readonly initialProfile: string
  readonly hasCars: () => boolean
  readonly now: () => number
}

const OFFICE_FILE = 'office.db'

export function openOffice({ folder, assetsFolder, keySealing, initialProfile, hasCars, now }: Options) {
  const file = join(folder, OFFICE_FILE)
  if (existsSync(file) && !existsSync(join(folder, 'lookout.keys'))) {
    throw new Error(
      `${join(folder, 'lookout.keys')} is missing, but ${OFFICE_FILE} is there. Nothing was changed. Put the key file back, or restore a backup into a new folder.`,
    )
  }
  const keys = loadKeys(keySealing, folder)
  const db = openDatabase({ file, key: keys.database })
  const whole = <T extends object>(topic: T, names: readonly (keyof T & string)[]): T =>
    atomic(db, topic, names)
  const events = createEventHub()
  const auditRows = auditRepository(db)

  const policyRows = policiesRepository(db)
  const policy = whole(
    openPolicy({
      repository: policyRows,
      folders: { shipped: join(assetsFolder, 'policies'), own: join(folder, 'policies') },
      initialId: initialProfile,
      audit: (...entry) => audit.write(...entry),
      // A department has no shifts: a policy that two people approved binds at once.
      isShiftRunning: () => false,
      events,
      now,
    }),
    ['setUp', 'propose', 'approve', 'withdraw'],
  )
  const { profile } = policy
  const audit = openAudit({
    repository: auditRows,
    deviceSeed: keys.device,
    pseudonymKey: keys.pseudonyms,
    policy: () => policy.stampWords(),
    gpsOffsetMs: () => undefined,
    session: sessionNow,
    exportFolder: join(folder, 'export'),
    onState: () => events.accessChanged(),
    now,
  })
  const clockWatch = audit.watchClock()
  const trainingRows = trainingRepository(db)
  const training = whole(
    createTraining({
      repository: trainingRows,
      assetsFolder,
      profile,
      audit: audit.write,
      onChange: () => events.accessChanged(),
      now,
    }),
    ['record', 'change', 'begin', 'answer', 'apply'],
  )
  const trainingOf = (accountId: string) => training.items(accountId)
  const access = createAccess({
    repository: accountsRepository(db),
    profile,
    policy,
    trainingOf,
    shifts: { current: () => undefined, handOver: () => undefined, endIfRunning: () => undefined },
    rosterFault: () => undefined,
    audit,
    atomic: whole,
    releaseKey: keys.release,
    onChange: () => events.accessChanged(),
    now,
  })
  const reviewing = openReviewing({ db, entries: auditRows, audit, profile, access, trainingOf, now })

  return {
    keys,
    policy,
    policyRows,
    profile,
    audit,
    access,
    events,
    training,
    trainingRows,
    figures: reviewing.figures,
    /** For a backup: the database as it is now, encrypted as it is, into a file that is not there. */
    copyDatabase: (to: string): unknown => db.prepare('VACUUM INTO ?').run(to),
    /** What every console's procedures of the office work with. */
    parts: {
      access,
      training,
      policy,
      audit,
      reviews: reviewing.reviews,
      radar: reviewing.radar,
      toDo: () =>
        toDoOf({
          profile,
          accounts: access.book.list(),
          trainingOf,
          isPolicyApproved: policy.inForce().isApprovedByTwo,
          questions: policy.toConfirm().length,
          ofDepartment: { hasCars: hasCars() },
        }),
      bareAlerts: () => [],
      events,
    },
    newSeat(): Consoles & { leave(): void } {
      const seat = access.newSeat()
      return Object.assign(seat, {
        leave: () => {
          access.leaveSeat(seat)
        },
      })
    },
    stop(): void {
      clockWatch.stop()
      access.stop()
      audit.stop()
      db.close()
    },
  }
}
