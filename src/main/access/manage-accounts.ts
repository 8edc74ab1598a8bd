// What administrators do with accounts. Nobody changes his own; what is granted is never more than the roles of
// one person may hold together; each change takes words that stand in the audit.
import { randomUUID } from 'node:crypto'
import type { AuditLog } from '#main/audit/index.ts'
import type { AccountRow } from '#main/storage/accounts-repository.ts'
import type { Account, Authorisation, DutyHours } from '#shared/domain/account.ts'
import { byOf, type Officer, type Position, type Role } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import { mayDo, roleConflict } from '#shared/domain/rights.ts'
import { refuse } from '../refused.ts'
import type { AccountBook } from './account-book.ts'
import { newEnrolmentCode, readReleaseKey, releaseCodeFor, writeReleaseKey } from './credentials/index.ts'

const DAY_MS = 86_400_000
/** A code that is handed over on paper is used within the week. */
const ENROLMENT_MS = 7 * DAY_MS

type Change = { readonly id: string; readonly words: string }
type Invited = { readonly account: Account; readonly code: string }

export type ManageAccounts = ReturnType<typeof createManageAccounts>

type Options = {
  readonly book: AccountBook
  readonly profile: Profile
  readonly audit: AuditLog
  readonly releaseKey: Uint8Array
  readonly now: () => number
}

export function createManageAccounts({ book, profile, audit, releaseKey, now }: Options) {
  /** The account to be changed, after everything that forbids the change. */
  function changeable({ id, words }: Change, actor: Officer): AccountRow {
    const row = book.get(id)
    if (row === undefined) throw refuse('an account of this number', 'Look at the list again.')
    if (row.badge.toLowerCase() === actor.badge.toLowerCase())
      throw refuse('another administrator: nobody changes his own account', 'Ask another administrator.')
    if (row.origin === 'roster')
      throw refuse('an account of this car: this one comes from the roster', 'Have the department change it.')
    const fault = reasonFault(words, 10)
    if (fault !== undefined) throw refuse(fault, 'Say why; the words are kept in the audit.')
    return row
  }

  function mustFit(roles: readonly Role[], before: readonly Role[], actor: Officer): void {
    const conflict = roleConflict(roles)
    if (conflict !== undefined) throw refuse(conflict, 'Give one of the roles to somebody else.')
    const changed = (role: Role): boolean => roles.includes(role) !== before.includes(role)
    const { value: assigner, clause } = profile.operatorsAssignedBy
    if (changed('operator') && !actor.roles.includes(assigner)) {
      const title = profile.roles.value[assigner] ?? assigner
      throw refuse(`the ${title}, who assigns operators`, `Ask the ${title} to do it.`, clause)
    }
    const isOther = [...roles, ...before].some((role) => role !== 'operator' && changed(role))
    if (isOther && !mayDo(actor.roles, 'accounts.manage'))
      throw refuse('an administrator', 'Ask an administrator for roles other than operator.')
  }

  /** A badge number that nobody has, or whose former holder left long enough ago. */
  function mustBeFree(badge: string): void {
    const taken = book.byBadge(badge)
    if (taken === undefined) return
    const { value: days, clause } = profile.identifierDays
    const leftAt = taken.state === 'disabled' ? taken.closedAt : undefined
    if (leftAt === undefined) throw refuse('a badge number that nobody has', 'Look at the list of people.')
    if (leftAt + days * DAY_MS > now())
      throw refuse(`a badge number that nobody had for ${days} days`, 'Give another number.', clause)
    book.repository.release(taken.id)
  }

  function changed(row: AccountRow, part: Partial<AccountRow>): Account {
    return book.toAccount(book.put({ ...row, ...part }))
  }

  function withCode(row: AccountRow): Invited {
    const { code, hash } = newEnrolmentCode()
    const account = changed(row, { enrolment: { hash, endsAt: now() + ENROLMENT_MS } })
    return { account, code }
  }

  function blank(badge: string, name: string, position: Position, roles: readonly Role[]): AccountRow {
    return {
      id: randomUUID(),
      badge,
      name,
      position,
      roles: [...roles],
      authorisations: [],
      state: 'invited',
      why: undefined,
      origin: 'local',
      dutyHours: undefined,
      passwordHash: undefined,
      passwordSetAt: undefined,
      totpSecret: undefined,
      totpStep: undefined,
      recoveryHashes: [],
      enrolment: undefined,
      challenge: undefined,
      ownPlates: [],
      createdAt: now(),
      lastSignInAt: undefined,
      closedAt: undefined,
    }
  }

  return {
    blank,
    invite(
      who: {
        readonly badge: string
        readonly name: string
        readonly position: Position
        readonly roles: readonly Role[]
      },
      actor: Officer,
    ): Invited {
      mustFit(who.roles, [], actor)
      mustBeFree(who.badge)
      const row = blank(who.badge, who.name, who.position, who.roles)
      const { badge, name, position, roles } = row
      audit.write(byOf(actor), 'account.invite', row.id, { badge, name, position, roles })
      return withCode(row)
    },
    setRoles(change: Change & { readonly roles: readonly Role[] }, actor: Officer): Account {
      const row = changeable(change, actor)
      mustFit(change.roles, row.roles, actor)
      const { words, roles } = change
      audit.write(byOf(actor), 'account.roles', row.id, {
        badge: row.badge,
        before: row.roles,
        after: roles,
        words,
      })
      return changed(row, { roles: [...new Set(roles)] })
    },
    authorise(
      change: Change & { readonly authorisations: readonly Authorisation[] },
      actor: Officer,
    ): Account {
      const row = changeable(change, actor)
      const { words, authorisations } = change
      audit.write(byOf(actor), 'account.authorise', row.id, { badge: row.badge, authorisations, words })
      return changed(row, { authorisations: [...authorisations] })
    },
    setDutyHours(change: Change & { readonly dutyHours: DutyHours | null }, actor: Officer): Account {
      const row = changeable(change, actor)
      const { words, dutyHours } = change
      audit.write(byOf(actor), 'account.duty-hours', row.id, { badge: row.badge, dutyHours, words })
      return changed(row, { dutyHours: dutyHours ?? undefined })
    },
    setOwnPlates(change: Change & { readonly plates: readonly string[] }, actor: Officer): Account {
      const row = changeable(change, actor)
      const { words, plates } = change
      audit.write(byOf(actor), 'account.own-plates', row.id, {
        badge: row.badge,
        count: plates.length,
        words,
      })
      return changed(row, { ownPlates: [...new Set(plates.map((plate) => audit.pseudonym(plate)))] })
    },
    disable(change: Change, actor: Officer): Account {
      const row = changeable(change, actor)
      audit.write(byOf(actor), 'account.disable', row.id, { badge: row.badge, words: change.words })
      return changed(row, { state: 'disabled', why: change.words, closedAt: now() })
    },
    enable(change: Change, actor: Officer): Account {
      const row = changeable(change, actor)
      if (row.state !== 'disabled') throw refuse('a disabled account', 'This one is in use.')
      audit.write(byOf(actor), 'account.enable', row.id, { badge: row.badge, words: change.words })
      const state = row.passwordHash === undefined ? 'invited' : 'active'
      // The 90 days begin anew, or it would be disabled again at once.
      return changed(row, { state, why: undefined, closedAt: undefined, lastSignInAt: now() })
    },
    release(change: Change, actor: Officer): Account {
      const row = changeable(change, actor)
      if (row.state !== 'locked') throw refuse('a locked account', 'This one is not locked.')
      audit.write(byOf(actor), 'account.release', row.id, {
        badge: row.badge,
        how: 'console',
        words: change.words,
      })
      book.repository.forgetFailures(row.badge)
      return changed(row, { state: 'active', why: undefined, challenge: undefined, closedAt: undefined })
    },
    resetFactors(change: Change, actor: Officer): Invited {
      const row = changeable(change, actor)
      audit.write(byOf(actor), 'account.reset', row.id, { badge: row.badge, words: change.words })
      book.repository.dropKeys(row.id)
      book.repository.forgetFailures(row.badge)
      return withCode({
        ...row,
        state: 'invited',
        why: undefined,
        challenge: undefined,
        passwordHash: undefined,
        totpSecret: undefined,
        totpStep: undefined,
        recoveryHashes: [],
      })
    },
    releaseCode(
      asked: {
        readonly releaseKey: string
        readonly challenge: string
        readonly badge: string
        readonly words: string
      },
      actor: Officer,
    ): string {
      const fault = reasonFault(asked.words, 10)
      if (fault !== undefined) throw refuse(fault, 'Say for whom and why; the words are kept in the audit.')
      let key: Uint8Array
      try {
        key = readReleaseKey(asked.releaseKey)
      } catch {
        throw refuse("a car's release key", 'Copy it whole from the department’s safe.')
      }
      audit.write(byOf(actor), 'account.release-code', asked.badge, { words: asked.words })
      return releaseCodeFor(key, asked.badge, asked.challenge)
    },
    showReleaseKey(actor: Officer): string {
      audit.write(byOf(actor), 'account.release-key', 'this car', {})
      return writeReleaseKey(releaseKey)
    },
  }
}
