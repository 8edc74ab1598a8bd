import { z } from 'zod'
import { EnrolmentCode } from '../domain/account.ts'
import { Category } from '../domain/category.ts'
import { HitId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Badge, Position } from '../domain/officer.ts'
import { Enrolment, SessionState } from '../domain/session.ts'
import { act, open, openAct, own, type Access } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** Longer than any passphrase; only there so that nobody hands over a file. */
const Password = z.string().min(1).max(256)
const Code = z.string().trim().min(6).max(40)
/** What the browser's WebAuthn calls give and take (W3C WebAuthn, JSON forms); checked by the library. */
const KeyJson = z.record(z.string(), z.json())

/** A critical hit while nobody may see more: the picture and the category, no entry, no person, no past. */
export const BareAlert = z.object({
  id: HitId,
  category: Category,
  raisedAt: Instant,
  isDoubtful: z.boolean(),
  /** The very crop that was read. */
  cropHash: z.string().optional(),
})
export type BareAlert = z.infer<typeof BareAlert>

const alerts: { readonly access: Access } = {
  access: { level: 'alerts', rights: [], gates: [], audit: { writes: 'view', action: 'alerts.view' } },
}

/** Who sits at this console. Wrong name, wrong password and unknown account are one and the same answer. */
export const session = {
  state: base.meta(open('tells the own session')).output(SessionState),
  /** First run only: picks the profile and makes the first administrator, who then enrols on this console. */
  setUp: base
    .meta(openAct('agency.set-up', 'account.invite'))
    .input(
      z.object({
        profile: z.string().max(40),
        badge: Badge,
        name: z.string().trim().min(1).max(60),
        position: Position,
      }),
    )
    .errors(refused)
    .output(SessionState),
  /** Profiles that first run may pick, with the agency of each. */
  profiles: base
    .meta(open('names the policies that ship'))
    .output(z.array(z.object({ id: z.string(), agency: z.string(), policy: z.string() }))),
  acknowledgeNotice: base.meta(openAct('notice.acknowledge')).output(SessionState),
  /** The holder of a new account proves himself by the one-time code; not asked of the one who sets up. */
  beginEnrolment: base
    .meta(openAct('account.enrol-begin'))
    .input(z.object({ badge: Badge, code: EnrolmentCode }))
    .errors(refused)
    .output(SessionState),
  /** Sets the password and makes the second factor; both count once a code confirms them. */
  enrol: base
    .meta(openAct('account.enrol'))
    .input(z.object({ password: Password }))
    .errors(refused)
    .output(Enrolment),
  confirmEnrolment: base
    .meta(openAct('account.enrolled', 'session.begin'))
    .input(z.object({ code: Code }))
    .errors(refused)
    .output(z.object({ state: SessionState, token: z.string() })),
  /** The first factor. While somebody else's session stands here this takes the console over when it is complete. */
  signIn: base
    .meta(openAct('session.password', 'session.failure', 'account.lock'))
    .input(z.object({ badge: Badge, password: Password }))
    .errors(refused)
    .output(SessionState),
  /** Completes a sign-in, or opens an idle session again. The token takes the session up after a lost connection. */
  secondFactor: base
    .meta(openAct('session.begin', 'session.unlock', 'session.failure', 'account.lock'))
    .input(z.object({ method: z.enum(['totp', 'recovery']), code: Code }))
    .errors(refused)
    .output(z.object({ state: SessionState, token: z.string() })),
  keyOptions: base.meta(openAct('session.key-asked')).errors(refused).output(KeyJson),
  keyAnswer: base
    .meta(openAct('session.begin', 'session.unlock', 'session.failure', 'account.lock'))
    .input(z.object({ response: KeyJson }))
    .errors(refused)
    .output(z.object({ state: SessionState, token: z.string() })),
  /** Takes a session up on a new connection. The token works once; a replayed one ends the session. */
  resume: base
    .meta(openAct('session.resume', 'session.replayed'))
    .input(z.object({ token: z.string().max(100) }))
    .errors(refused)
    .output(z.object({ state: SessionState, token: z.string() })),
  /** Somebody has touched the console; sent at most once a minute. */
  active: base.meta(open('tells only that there was input')).output(SessionState),
  /** Leaves the console: alert-only until a second factor. */
  lock: base.meta(openAct('session.lock')).output(SessionState),
  /** Ends the session, and the shift with it; refused with open hits as the end of a shift is. */
  signOut: base
    .meta(openAct('session.end', 'shift.end'))
    .input(z.object({ leavesOpenHits: z.boolean() }))
    .errors(refused)
    .output(SessionState),
  /** The release code that an administrator gave for the challenge of a locked account. */
  release: base
    .meta(openAct('account.release'))
    .input(z.object({ badge: Badge, code: Code }))
    .errors(refused)
    .output(SessionState),
  alerts: base.meta(alerts).output(z.array(BareAlert)),
  changePassword: base
    .meta(act('account.password', [], []))
    .input(z.object({ current: Password, next: Password }))
    .errors(refused)
    .output(SessionState),
  keyRegistration: base
    .meta(own('offers a challenge for a new security key'))
    .errors(refused)
    .output(KeyJson),
  registerKey: base
    .meta(act('account.key', [], []))
    .input(z.object({ name: z.string().trim().min(1).max(40), response: KeyJson }))
    .errors(refused)
    .output(SessionState),
  /** What an agency still has to do after first run. */
  toDo: base
    .meta(own('tells what is set up, no record', ['accounts.see', 'policy.propose']))
    .output(z.array(z.object({ words: z.string(), isDone: z.boolean(), clause: z.string().optional() }))),
}
