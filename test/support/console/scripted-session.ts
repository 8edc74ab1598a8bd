// Who sits at the scripted console: the way from first run to a signed-in officer, with codes that a test knows.
import { implement } from '@orpc/server'
import type { BareAlert } from '#shared/contract/session.ts'
import { contract } from '#shared/contract/index.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { rightsOf } from '#shared/domain/rights.ts'
import type { FactorMethod, SessionState } from '#shared/domain/session.ts'
import type { TrainingItem } from '#shared/domain/training.ts'
import { madeUpTraining } from './made-up-training.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'

/** What the scripted core takes; everything else is wrong. */
export const KNOWN = {
  password: 'plum rocket ninety',
  code: '246810',
  recoveryCode: 'K7QF-2MXD-W4TN-8HSC',
  enrolmentCode: 'ABCD-EFGH-JKMN-PQRS',
  challenge: '83F2-90KD',
  release: 'R3KE-A5ED-7Q2M-X0TB',
} as const

export const PATROL_ONE: Officer = {
  badge: '4711',
  name: 'Patrol one',
  position: 'sworn',
  roles: ['operator'],
  authorisations: ['leads'],
}

type SignedIn = Extract<SessionState, { stage: 'signed-in' }>

export type SessionScript = {
  /** Where the console stands at the start; signed in by default. */
  readonly session?: SessionState['stage']
  readonly officer?: Partial<Officer>
  readonly training?: readonly TrainingItem[]
  readonly methods?: readonly FactorMethod[]
  readonly isPasswordDue?: boolean
  readonly canUseSecurityKeys?: boolean
  readonly idleMs?: number
}

type Options = SessionScript & {
  readonly profile: Profile
  readonly tell: Tell
  readonly alerts: () => BareAlert[]
  /** Ends the shift with the session; refuses as the end of a shift does. */
  readonly endShift: (leavesOpenHits: boolean) => void
  /** Somebody has signed in: a shift that is another officer's ends. */
  readonly takeOver: (officer: Officer) => void
}

const HOUR = 3_600_000
const WRONG = 'a badge number and password that fit'

export function scriptedSession(options: Options) {
  const { profile, tell, alerts, endShift, takeOver, methods = ['totp', 'recovery'] } = options
  const os = implement(contract)
  let officer: Officer = { ...PATROL_ONE, ...options.officer }
  let tokens = 0
  const keys: string[] = []
  const asked = { active: 0, acknowledged: 0, resumed: [] as string[], calls: [] as string[] }
  let isPasswordDue = options.isPasswordDue ?? false
  const who = () => ({ badge: officer.badge, name: officer.name })

  function signedIn(): SignedIn {
    return {
      stage: 'signed-in',
      officer,
      rights: rightsOf(officer.roles),
      training: [...(options.training ?? madeUpTraining(profile))],
      signedInAt: Date.now(),
      endsAt: Date.now() + 12 * HOUR,
      idleMs: options.idleMs ?? 1_800_000,
      isPasswordDue,
      canUseSecurityKeys: options.canUseSecurityKeys ?? false,
    }
  }
  function at(stage: SessionState['stage']): SessionState {
    switch (stage) {
      case 'set-up':
        return { stage }
      case 'signed-out':
        return { stage, isNoticeAcknowledged: false }
      case 'enrolling':
        return { stage, ...who() }
      case 'second-factor':
        return { stage, ...who(), methods: [...methods] }
      case 'locked':
        return { stage, badge: officer.badge, challenge: KNOWN.challenge }
      case 'alert-only':
        return { stage, ...who(), why: 'idle', methods: [...methods] }
      case 'signed-in':
      default:
        return signedIn()
    }
  }
  let state = at(options.session ?? 'signed-in')

  function go(next: SessionState): SessionState {
    state = next
    tell({ accessChanged: true, shiftChanged: true })
    return state
  }
  function enter(): { state: SessionState; token: string } {
    tokens += 1
    takeOver(officer)
    return { state: go(signedIn()), token: `token-${tokens}` }
  }

  const handlers = {
    state: os.session.state.handler(() => state),
    profiles: os.session.profiles.handler(() => [
      { id: 'made-up', agency: profile.agency, policy: profile.policy.number },
      { id: 'other', agency: 'Other Police Department', policy: 'OPD-7' },
    ]),
    setUp: os.session.setUp.handler(({ input: { badge, name, position } }) => {
      officer = { badge, name, position, roles: ['administrator'], authorisations: [] }
      return go(at('enrolling'))
    }),
    acknowledgeNotice: os.session.acknowledgeNotice.handler(() => {
      asked.acknowledged += 1
      return state.stage === 'signed-out' ? go({ stage: 'signed-out', isNoticeAcknowledged: true }) : state
    }),
    beginEnrolment: os.session.beginEnrolment.handler(({ input: { badge, code } }) => {
      if (code !== KNOWN.enrolmentCode)
        throw refuse('a badge number and enrolment code that fit', 'Ask your administrator for a new code.')
      officer = { ...officer, badge }
      return go(at('enrolling'))
    }),
    enrol: os.session.enrol.handler(({ input: { password } }) => {
      const least = profile.password.value.leastCharacters
      if (password.length < least)
        throw refuse(`at least ${least} characters`, 'Choose a longer password.', profile.password.clause)
      if (password === 'password')
        throw refuse('a password that is on no list of known ones', 'Choose another one.', '100.2')
      const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
      return {
        badge: officer.badge,
        totpAddress: `otpauth://totp/Lookout:${officer.badge}?secret=${secret}&issuer=Lookout`,
        totpSecret: secret,
        recoveryCodes: Array.from({ length: 10 }, (_, place) => `R${place}QF-2MX${place}-W4TN-8H${place}C`),
      }
    }),
    confirmEnrolment: os.session.confirmEnrolment.handler(({ input: { code } }) => {
      if (code !== KNOWN.code) throw refuse('a code that fits', 'Wait for the next code and try again.')
      return enter()
    }),
    signIn: os.session.signIn.handler(({ input: { badge, password } }) => {
      if (password !== KNOWN.password) throw refuse(WRONG, 'Type both again.')
      if (badge !== officer.badge) officer = { ...PATROL_ONE, badge, name: `Patrol ${badge}` }
      return go(at('second-factor'))
    }),
    secondFactor: os.session.secondFactor.handler(({ input: { method, code } }) => {
      asked.calls.push(method)
      if (code !== (method === 'totp' ? KNOWN.code : KNOWN.recoveryCode))
        throw refuse('a code that fits', 'Wait for the next code and try again.')
      return enter()
    }),
    keyOptions: os.session.keyOptions.handler(() => ({
      challenge: 'AAECAwQFBgcICQoLDA0ODw',
      rpId: 'localhost',
      userVerification: 'discouraged',
      allowCredentials: keys.map((id) => ({ id, type: 'public-key' })),
      timeout: 5000,
    })),
    keyAnswer: os.session.keyAnswer.handler(({ input: { response } }) => {
      if (!keys.some((id) => id === response['id'])) throw refuse('a key of this account', 'Try again.')
      return enter()
    }),
    resume: os.session.resume.handler(({ input: { token } }) => {
      asked.resumed.push(token)
      if (token !== `token-${tokens}`) {
        go(at('signed-out'))
        throw refuse('a token that was not used before', 'Sign in again.', undefined, 'session')
      }
      tokens += 1
      return { state, token: `token-${tokens}` }
    }),
    active: os.session.active.handler(() => {
      asked.active += 1
      return state
    }),
    lock: os.session.lock.handler(() =>
      go({ stage: 'alert-only', ...who(), why: 'asked', methods: [...methods] }),
    ),
    signOut: os.session.signOut.handler(({ input: { leavesOpenHits } }) => {
      endShift(leavesOpenHits)
      return go({ stage: 'signed-out', isNoticeAcknowledged: false })
    }),
    release: os.session.release.handler(({ input: { code } }) => {
      if (code !== KNOWN.release) throw refuse('a release code that fits', 'Read the challenge out again.')
      return go({ stage: 'signed-out', isNoticeAcknowledged: true })
    }),
    alerts: os.session.alerts.handler(alerts),
    changePassword: os.session.changePassword.handler(({ input: { current, next } }) => {
      if (current !== KNOWN.password) throw refuse('your present password', 'Type it again.')
      if (next === current) throw refuse('a password that you have not had', 'Choose another one.', '100.2')
      isPasswordDue = false
      return go(signedIn())
    }),
    keyRegistration: os.session.keyRegistration.handler(() => ({
      challenge: 'AAECAwQFBgcICQoLDA0ODw',
      rp: { id: 'localhost', name: 'Lookout' },
      user: { id: 'NDcxMQ', name: officer.badge, displayName: officer.name },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      timeout: 5000,
    })),
    registerKey: os.session.registerKey.handler(({ input: { response } }) => {
      if (typeof response['id'] !== 'string') throw refuse('an answer of a security key', 'Try again.')
      keys.push(response['id'])
      return state
    }),
    toDo: os.session.toDo.handler(() => [
      { words: 'The policy approved by a second person', isDone: false, clause: '100.1' },
      { words: 'A second administrator, so that nobody depends on one person', isDone: false },
      { words: 'An account for the manager (Deputy chief)', isDone: false, clause: '100.3' },
      { words: 'An account for the auditor, who holds no other role', isDone: false },
      { words: 'Operators, assigned by the deputy chief', isDone: false, clause: '100.3' },
      { words: 'The training of every operator on record', isDone: false, clause: '100.5' },
      { words: '4 values of the policy confirmed by the agency', isDone: false },
      { words: 'A hot list', isDone: true },
    ]),
  }

  return {
    handlers,
    asked,
    /** Whose console it is, signed in or not. */
    holder: (): Officer => officer,
    /** The officer who is signed in. */
    officer: (): Officer | undefined => (state.stage === 'signed-in' ? state.officer : undefined),
    state: () => state,
    /** As if the core had decided it: idle, twelve hours, a lock. */
    go: (stage: SessionState['stage']) => go(at(stage)),
    set: go,
  }
}
