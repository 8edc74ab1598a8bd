// Where each console stands on its way to a signed-in officer. At most one session is open in a car; it belongs to
// one connection, and a connection that was lost takes it up again with a token that works once.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { NOBODY, type AuditLog } from '#main/audit/index.ts'
import type { AccountRow } from '#main/storage/accounts-repository.ts'
import { byOf, type By, type Officer, type Position } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Right } from '#shared/domain/rights.ts'
import type { Enrolment, SessionState } from '#shared/domain/session.ts'
import type { TrainingItem } from '#shared/domain/training.ts'
import type { Door } from '../host.ts'
import { refuse, Refused } from '../refused.ts'
import type { AccountBook } from './account-book.ts'
import {
  checkTotp,
  hashPassword,
  isEnrolmentCode,
  newRecoveryCodes,
  newTotp,
  passwordFault,
  verifyPassword,
  wastePasswordTime,
} from './credentials/index.ts'
import type { ManageAccounts } from './manage-accounts.ts'
import { createSecurityKeys } from './security-keys.ts'
import type { Attempt, SignIn } from './sign-in.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** A right password waits so long for its second factor. */
const PENDING_MS = 5 * MINUTE_MS
/** How often it is looked whether a session has become idle. */
const WATCH_MS = 5000

/** Who is signed in, for whoever must know what he may do. */
export type Holder = {
  readonly accountId: string
  readonly sessionId: string
  readonly officer: Officer
  readonly by: By
  readonly rights: readonly Right[]
  readonly training: readonly TrainingItem[]
}

type Session = {
  readonly id: string
  readonly accountId: string
  readonly signedInAt: number
  lastInputAt: number
  /** The officer has locked it himself. */
  isLocked: boolean
  /** The demonstration's: nobody could prove himself to open it again, so it does not shut. */
  readonly isProofless: boolean
  token: string
  readonly usedTokens: Set<string>
  console: symbol
}

type Enrolling = {
  readonly accountId: string
  passwordHash?: string
  totpSecret?: string
  recoveryHashes?: readonly string[]
}

export type SignedIn = { readonly state: SessionState; readonly token: string }
export type Consoles = ReturnType<typeof createConsoles>
export type Console = ReturnType<Consoles['open']>

type Options = {
  readonly book: AccountBook
  readonly manage: Pick<ManageAccounts, 'blank'>
  readonly signIn: SignIn
  readonly profile: Profile
  readonly policy: {
    setUp(id: string, by: By): void
    agencies(): { id: string; agency: string; policy: string }[]
  }
  readonly trainingOf: (accountId: string) => TrainingItem[]
  readonly shifts: {
    /** Ends the shift of whoever is not this officer; its open hits stay in the queue. */
    handOver(badge: string): void
    endIfRunning(leavesOpenHits: boolean): void
  }
  /** Why no one may sign in with what this car has of its department, or undefined. */
  readonly rosterFault: () => { readonly missing: string; readonly next: string } | undefined
  readonly audit: AuditLog
  readonly onChange: () => void
  readonly now: () => number
}

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')

export function createConsoles(options: Options) {
  const { book, manage, signIn, profile, policy, trainingOf, shifts, rosterFault, audit, onChange, now } =
    options
  let session: Session | undefined
  let stageBefore: string | undefined

  /** What the open session is now; undefined when its account is not in use any more. */
  function stageOf(open: Session): 'signed-in' | 'idle' | 'asked' | 'twelve-hours' {
    if (open.isProofless) return 'signed-in'
    if (now() - open.signedInAt >= profile.reauthenticateHours.value * HOUR_MS) return 'twelve-hours'
    if (open.isLocked) return 'asked'
    return now() - open.lastInputAt >= profile.idleMinutes.value * MINUTE_MS ? 'idle' : 'signed-in'
  }

  function end(why: string): void {
    if (session === undefined) return
    const row = book.get(session.accountId)
    const ended = session
    session = undefined
    try {
      if (row !== undefined) audit.write(byOf(row), 'session.end', ended.id, { why }, { session: ended.id })
    } catch {
      // Whoever goes is let go: the audit tells its own state, and its gap shows.
    }
    onChange()
  }

  function begin(row: AccountRow, console_: symbol, how: string, isProofless = false): Session {
    if (session !== undefined) end(session.accountId === row.id ? 'signed in again' : 'another officer')
    shifts.handOver(row.badge)
    const at = now()
    const opened: Session = {
      id: randomUUID(),
      accountId: row.id,
      signedInAt: at,
      lastInputAt: at,
      isLocked: false,
      isProofless,
      token: '',
      usedTokens: new Set(),
      console: console_,
    }
    audit.write(byOf(row), 'session.begin', opened.id, { how }, { session: opened.id })
    book.put({ ...row, lastSignInAt: at })
    session = opened
    return opened
  }

  function newToken(open: Session): string {
    const token = randomBytes(32).toString('base64url')
    if (open.token !== '') open.usedTokens.add(open.token)
    open.token = digest(token)
    return token
  }

  const watch = setInterval(() => {
    const stage = session && stageOf(session)
    if (stage === stageBefore) return
    stageBefore = stage
    onChange()
  }, WATCH_MS)
  watch.unref()

  /** No account has ever been enrolled: this is the first run. */
  const isFirstRun = (): boolean =>
    book.repository.all().every(({ passwordHash }) => passwordHash === undefined)

  function open(door: Door) {
    const me = Symbol('console')
    const keys = createSecurityKeys({ book, signIn, door, audit, now })
    let isNoticeAcknowledged = false
    let pending: { readonly accountId: string; readonly until: number } | undefined
    let locked: { readonly badge: string; readonly challenge: string } | undefined
    let enrolling: Enrolling | undefined

    const mine = (): Session | undefined => (session?.console === me ? session : undefined)

    function pendingRow(): AccountRow | undefined {
      if (pending === undefined || pending.until <= now()) return undefined
      return book.get(pending.accountId)
    }

    function mustBeAcknowledged(): void {
      if (isNoticeAcknowledged) return
      throw refuse(
        'the acknowledgement of the notice',
        'Read the notice and acknowledge it.',
        profile.notice.clause,
      )
    }

    function forgetWay(): void {
      pending = undefined
      locked = undefined
      enrolling = undefined
    }

    function take(attempt: Attempt, onRight: (row: AccountRow) => void): void {
      if (attempt.kind === 'right') onRight(attempt.row)
      else if (attempt.kind === 'locked') {
        forgetWay()
        locked = { badge: attempt.badge, challenge: attempt.challenge }
        // Whoever sat there is locked out as well.
        if (session !== undefined && book.get(session.accountId)?.state === 'locked') end('locked')
      } else
        throw refuse(
          'the right credentials',
          'Look at what you typed and try again. Five failures lock the account.',
          profile.lockout.clause,
        )
    }

    function state(): SessionState {
      if (enrolling !== undefined) {
        const row = book.get(enrolling.accountId)
        if (row !== undefined) return { stage: 'enrolling', badge: row.badge, name: row.name }
      }
      if (locked !== undefined) return { stage: 'locked', ...locked }
      const waiting = pendingRow()
      if (waiting !== undefined) {
        const { badge, name } = waiting
        return { stage: 'second-factor', badge, name, methods: signIn.methods(waiting, keys.canUse) }
      }
      const own = mine()
      const row = own && book.get(own.accountId)
      if (own !== undefined && row?.state === 'active') return sessionState(own, row)
      return isFirstRun() ? { stage: 'set-up' } : { stage: 'signed-out', isNoticeAcknowledged }
    }

    function sessionState(own: Session, row: AccountRow): SessionState {
      const stage = stageOf(own)
      const { badge, name } = row
      if (stage !== 'signed-in') {
        return { stage: 'alert-only', badge, name, why: stage, methods: signIn.methods(row, keys.canUse) }
      }
      const officer = book.officerOf(row)
      return {
        stage,
        officer,
        rights: book.rightsOf(row),
        training: trainingOf(row.id),
        signedInAt: own.signedInAt,
        endsAt: own.signedInAt + profile.reauthenticateHours.value * HOUR_MS,
        idleMs: profile.idleMinutes.value * MINUTE_MS,
        isPasswordDue: isPasswordDue(row),
        canUseSecurityKeys: keys.canUse,
      }
    }

    const isPasswordDue = ({ passwordSetAt }: AccountRow): boolean =>
      passwordSetAt !== undefined && passwordSetAt + profile.password.value.mostAgeDays * DAY_MS <= now()

    /** Completes what stands on this console: a sign-in after its password, or an idle session. */
    function complete(row: AccountRow, how: string): SignedIn {
      const own = mine()
      if (pendingRow()?.id === row.id) {
        forgetWay()
        const opened = begin(row, me, how)
        const token = newToken(opened)
        onChange()
        return { state: state(), token }
      }
      if (own === undefined || own.accountId !== row.id) throw signedOut()
      own.isLocked = false
      own.lastInputAt = now()
      audit.write(byOf(row), 'session.unlock', own.id, { how })
      const token = newToken(own)
      onChange()
      return { state: state(), token }
    }

    /** Whose second factor is asked for here. */
    function asked(): AccountRow {
      const waiting = pendingRow()
      if (waiting !== undefined) return waiting
      const own = mine()
      const row = own && book.get(own.accountId)
      if (own === undefined || row?.state !== 'active') throw signedOut()
      const stage = stageOf(own)
      if (stage === 'twelve-hours') {
        throw refuse(
          'name and password: the last full sign-in is too long ago',
          'Sign in again.',
          profile.reauthenticateHours.clause,
        )
      }
      if (stage === 'signed-in') throw refuse('nothing: the console is open', 'Go on.')
      return row
    }

    function holder(): Holder {
      const own = mine()
      const row = own && book.get(own.accountId)
      if (own === undefined || row === undefined || row.state !== 'active') throw signedOut()
      const stage = stageOf(own)
      if (stage !== 'signed-in') {
        throw new Refused({
          missing: [
            stage === 'twelve-hours' ? 'a new sign-in' : 'your second factor: the console is on alert-only',
          ],
          next:
            stage === 'twelve-hours'
              ? 'Sign in again with name and password.'
              : 'Give the code of your authenticator.',
          ...clauseOf(
            stage === 'twelve-hours' ? profile.reauthenticateHours.clause : profile.idleMinutes.clause,
          ),
          gate: 'session',
        })
      }
      const officer = book.officerOf(row)
      return {
        accountId: row.id,
        sessionId: own.id,
        officer,
        by: byOf(row),
        rights: book.rightsOf(row),
        training: trainingOf(row.id),
      }
    }

    /** The officer has done something. */
    function touch(): void {
      const own = mine()
      if (own !== undefined && stageOf(own) === 'signed-in') own.lastInputAt = now()
    }

    function enrollingRow(): { readonly under: Enrolling; readonly row: AccountRow } {
      const row = enrolling && book.get(enrolling.accountId)
      if (enrolling === undefined || row === undefined)
        throw refuse('an enrolment', 'Begin with your enrolment code.')
      return { under: enrolling, row }
    }

    return {
      state,
      holder,
      /** True for a session of this console, idle ones too: critical alerts may be shown. */
      hasSession(): boolean {
        const own = mine()
        return own !== undefined && book.get(own.accountId)?.state === 'active'
      },
      seat(row: AccountRow, isProofless = false): void {
        begin(row, me, 'seated', isProofless)
      },
      /** Whose session it is, idle or not. */
      owner(): By | undefined {
        const own = mine()
        const row = own && book.get(own.accountId)
        return row && byOf(row)
      },
      touch,
      setUp(input: {
        readonly profile: string
        readonly badge: string
        readonly name: string
        readonly position: Position
      }): SessionState {
        if (!isFirstRun()) throw refuse('a new installation: this one is set up', 'Sign in.')
        const { badge, name, position } = input
        const [before] = book.repository.all()
        const row: AccountRow = {
          ...manage.blank(badge, name, position, ['administrator']),
          ...(before === undefined ? {} : { id: before.id }),
        }
        policy.setUp(input.profile, byOf(row))
        audit.write(byOf(row), 'account.invite', row.id, { badge, name, position, roles: row.roles })
        book.put(row)
        isNoticeAcknowledged = true
        enrolling = { accountId: row.id }
        return state()
      },
      acknowledgeNotice(): SessionState {
        if (!isNoticeAcknowledged) {
          audit.write(NOBODY, 'notice.acknowledge', 'console', {})
          isNoticeAcknowledged = true
        }
        return state()
      },
      async beginEnrolment({
        badge,
        code,
      }: {
        readonly badge: string
        readonly code: string
      }): Promise<SessionState> {
        mustBeAcknowledged()
        const row = book.byBadge(badge)
        const { enrolment } = row ?? {}
        const isRight =
          row !== undefined &&
          row.state === 'invited' &&
          enrolment !== undefined &&
          enrolment.endsAt > now() &&
          isEnrolmentCode(enrolment.hash, code)
        if (!isRight) {
          await wastePasswordTime(code)
          take(signIn.failedCode(badge), () => {})
          return state()
        }
        forgetWay()
        audit.write(byOf(row), 'account.enrol-begin', row.id, {})
        enrolling = { accountId: row.id }
        return state()
      },
      async enrol({ password }: { readonly password: string }): Promise<Enrolment> {
        const { under, row } = enrollingRow()
        const fault = passwordFault(password, profile.password.value, [row.badge, row.name])
        if (fault !== undefined) throw refuse(fault, 'Choose another password.', profile.password.clause)
        const totp = newTotp(row.badge, `Lookout ${profile.agency}`)
        const recovery = newRecoveryCodes()
        under.passwordHash = await hashPassword(password)
        under.totpSecret = totp.secret
        under.recoveryHashes = recovery.hashes
        audit.write(byOf(row), 'account.enrol', row.id, {})
        return {
          badge: row.badge,
          totpAddress: totp.address,
          totpSecret: totp.secret,
          recoveryCodes: recovery.codes,
        }
      },
      confirmEnrolment({ code }: { readonly code: string }): SignedIn {
        const { under, row } = enrollingRow()
        const { passwordHash, totpSecret, recoveryHashes } = under
        if (passwordHash === undefined || totpSecret === undefined || recoveryHashes === undefined)
          throw refuse('a password', 'Set your password first.')
        const step = checkTotp(totpSecret, code, now(), undefined)
        if (step === undefined)
          throw refuse(
            'the code that your authenticator shows now',
            'Scan the picture again, then type the six digits.',
          )
        audit.write(byOf(row), 'account.enrolled', row.id, {})
        const enrolled = book.put({
          ...row,
          state: 'active',
          passwordHash,
          passwordSetAt: now(),
          totpSecret,
          totpStep: step,
          recoveryHashes: [...recoveryHashes],
          enrolment: undefined,
        })
        forgetWay()
        const opened = begin(enrolled, me, 'enrolment')
        const token = newToken(opened)
        onChange()
        return { state: state(), token }
      },
      async signIn({
        badge,
        password,
      }: {
        readonly badge: string
        readonly password: string
      }): Promise<SessionState> {
        mustBeAcknowledged()
        const fault = rosterFault()
        if (fault !== undefined) throw refuse(fault.missing, fault.next, profile.rosterMaxAgeDays.clause)
        forgetWay()
        const attempt = await signIn.password(badge, password)
        take(attempt, (row) => {
          pending = { accountId: row.id, until: now() + PENDING_MS }
        })
        return state()
      },
      async secondFactor({
        method,
        code,
      }: {
        readonly method: 'totp' | 'recovery'
        readonly code: string
      }): Promise<SignedIn> {
        const row = asked()
        const attempt = await signIn.code(row.id, method, code)
        let done: SignedIn | undefined
        take(attempt, (right) => {
          done = complete(right, method)
        })
        return done ?? { state: state(), token: '' }
      },
      keyOptions: () => keys.signInOptions(asked()),
      async keyAnswer(response: Readonly<Record<string, unknown>>): Promise<SignedIn> {
        const row = asked()
        const attempt = await keys.signIn(row, response)
        let done: SignedIn | undefined
        take(attempt, (right) => {
          done = complete(right, 'security-key')
        })
        return done ?? { state: state(), token: '' }
      },
      resume(token: string): SignedIn {
        const given = digest(token)
        if (session === undefined || session.token !== given) {
          if (session?.usedTokens.has(given) === true) {
            const row = book.get(session.accountId)
            if (row !== undefined)
              audit.write(byOf(row), 'session.replayed', session.id, {}, { outcome: 'refused' })
            end('a used token was shown again')
          }
          throw signedOut()
        }
        session.console = me
        const row = book.get(session.accountId)
        if (row?.state !== 'active') throw signedOut()
        audit.write(byOf(row), 'session.resume', session.id, {})
        isNoticeAcknowledged = true
        return { state: state(), token: newToken(session) }
      },
      active(): SessionState {
        touch()
        return state()
      },
      lock(): SessionState {
        const { by } = holder()
        const own = mine()
        if (own !== undefined) {
          audit.write(by, 'session.lock', own.id, {})
          own.isLocked = true
        }
        onChange()
        return state()
      },
      signOut(leavesOpenHits: boolean): SessionState {
        const own = mine()
        forgetWay()
        if (own === undefined) return state()
        // Whoever finds the console idle may leave it without a second factor; its open hits wait in the queue.
        try {
          shifts.endIfRunning(leavesOpenHits || stageOf(own) !== 'signed-in')
        } catch (error) {
          if (!(error instanceof Refused) || error.refusal.gate !== 'audit') throw error
        }
        end('signed out')
        isNoticeAcknowledged = false
        return state()
      },
      release({ badge, code }: { readonly badge: string; readonly code: string }): SessionState {
        signIn.release(badge, code)
        forgetWay()
        return state()
      },
      async changePassword({
        current,
        next,
      }: {
        readonly current: string
        readonly next: string
      }): Promise<SessionState> {
        const { accountId, by } = holder()
        const row = book.get(accountId)
        if (row?.passwordHash === undefined || !(await verifyPassword(row.passwordHash, current))) {
          take(signIn.failedCode(by.badge), () => {})
          return state()
        }
        const fault =
          next === current
            ? 'a password that is not the old one'
            : passwordFault(next, profile.password.value, [row.badge, row.name])
        if (fault !== undefined) throw refuse(fault, 'Choose another password.', profile.password.clause)
        const passwordHash = await hashPassword(next)
        audit.write(by, 'account.password', accountId, {})
        book.put({ ...row, passwordHash, passwordSetAt: now() })
        onChange()
        return state()
      },
      keyRegistration() {
        const { accountId } = holder()
        return keys.registrationOptions(accountId)
      },
      async registerKey(name: string, response: Readonly<Record<string, unknown>>): Promise<SessionState> {
        const { accountId, by } = holder()
        await keys.register(accountId, by, name, response)
        onChange()
        return state()
      },
      /** The connection is gone. Its session waits for the token, until it is idle or too old like any other. */
      close(): void {
        forgetWay()
      },
    }
  }

  return {
    open,
    /** The demonstration has made-up data and nobody to prove anything: its one officer sits at every console. */
    openFor(row: AccountRow, door: Door) {
      const opened = open(door)
      opened.seat(row, true)
      return opened
    },
    sessionId: () => session?.id,
    /** What may be shown of pictures now, whoever asks for them: one console, one session. */
    shows(): {
      readonly level: 'nothing' | 'alerts' | 'data'
      readonly holder?: Pick<Holder, 'by' | 'rights' | 'training'>
    } {
      const row = session && book.get(session.accountId)
      if (session === undefined || row?.state !== 'active') return { level: 'nothing' }
      if (stageOf(session) !== 'signed-in') return { level: 'alerts' }
      return {
        level: 'data',
        holder: { by: byOf(row), rights: book.rightsOf(row), training: trainingOf(row.id) },
      }
    },
    /** The account may not be used any more: who sits there with it is out. */
    endOf(accountId: string): void {
      if (session?.accountId === accountId) end('revoked')
    },
    stop: () => clearInterval(watch),
  }
}

const clauseOf = (clause: string | undefined) => (clause === undefined ? {} : { clause })

function signedOut(): Refused {
  return new Refused({ missing: ['a signed-in officer'], next: 'Sign in.', gate: 'session' })
}
