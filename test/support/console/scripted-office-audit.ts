// The audit of the scripted core: made-up entries, two weekly reviews, a regular audit, and what the radar sees.
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { AuditEntry, AuditQuery, LogReview, RadarFinding, RegularAudit } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import { refuse } from './refuse.ts'
import { holderOf, madeUpId, type OfficeOptions } from './scripted-office-people.ts'

const DAY = 86_400_000
const DEVICE = '9f3a0c55d1e28b47'
const POLICY = 'made-up 3 41d09c27e5b3a860'
const PATROL: By = { badge: '4711', name: 'Patrol one' }
const OTHER: By = { badge: '4712', name: 'Patrol two' }
/** The made-up pseudonym of AB12345. */
const PSEUDONYM = '0123456789abcdef'.repeat(2)

type Told = Pick<AuditEntry, 'action' | 'subject' | 'outcome'> & {
  readonly by: By
  readonly reason?: string
  readonly caseNumber?: string
  readonly plate?: string
  readonly detail?: AuditEntry['detail']
}

/** What happens again and again in the made-up car. */
const ROUND: readonly Told[] = [
  { by: PATROL, action: 'session.begin', subject: '4711', outcome: 'done' },
  { by: PATROL, action: 'shift.start', subject: 'patrol', outcome: 'done', detail: { purpose: 'patrol' } },
  {
    by: PATROL,
    action: 'hit.step',
    subject: 'hit 118',
    outcome: 'done',
    plate: PSEUDONYM,
    detail: { step: 'compared' },
  },
  {
    by: PATROL,
    action: 'reads.search',
    subject: 'stored reads',
    outcome: 'done',
    plate: PSEUDONYM,
    reason: 'Vehicle of the burglary on Golf Road',
    caseNumber: '26-00417',
    detail: { looked: 4120, rows: 3 },
  },
  {
    by: OTHER,
    action: 'reads.search',
    subject: 'stored reads',
    outcome: 'refused',
    reason: 'asdf',
    detail: { missing: ['a reason of this case: these words fit every case'] },
  },
  { by: OTHER, action: 'session.failure', subject: '4712', outcome: 'failed' },
]

export function scriptedAudit({ tell, officer }: OfficeOptions) {
  const os = implement(contract)
  const startedAt = Date.now()
  const entries: AuditEntry[] = []
  let checks = 0

  function add(told: Told, at = Date.now()): void {
    const { by, detail = {}, ...rest } = told
    const counter = entries.length + 1
    entries.push({
      form: 1,
      counter,
      at: new Date(at).toISOString(),
      ...(counter % 7 === 0 ? {} : { gpsAt: new Date(at + 12).toISOString() }),
      device: DEVICE,
      policy: POLICY,
      session: madeUpId(900),
      badge: by.badge,
      name: by.name,
      ...rest,
      detail,
      previous: counter.toString(16).padStart(64, '0'),
    })
  }
  for (let at = 0; at < 300; at += 1) {
    const told = ROUND[at % ROUND.length]
    if (told !== undefined) add(told, startedAt - (300 - at) * 641_337)
  }
  const look = (action: string, subject = ''): By => {
    const { badge, name } = holderOf(officer, 'audit.read', 'audit.review', 'audit.radar')
    add({ by: { badge, name }, action, subject, outcome: 'done' })
    return { badge, name }
  }

  const reviews: LogReview[] = [
    {
      id: madeUpId(501),
      from: startedAt - 8 * DAY,
      to: startedAt - DAY,
      dueAt: startedAt + 2 * DAY,
      entries: 1204,
      byAction: [
        { action: 'hits.view', count: 610, refused: 0 },
        { action: 'reads.search', count: 41, refused: 9 },
        { action: 'session.begin', count: 28, refused: 0 },
        { action: 'session.failure', count: 7, refused: 0 },
      ],
    },
    {
      id: madeUpId(502),
      from: startedAt - 15 * DAY,
      to: startedAt - 8 * DAY,
      dueAt: startedAt - 5 * DAY,
      entries: 998,
      byAction: [{ action: 'hits.view', count: 580, refused: 0 }],
      signedOff: {
        by: { badge: '3001', name: 'Auditor one' },
        at: startedAt - 6 * DAY,
        words: 'Refused searches asked about; all of them were typed again.',
      },
    },
  ]
  const regular: RegularAudit[] = [
    {
      id: madeUpId(601),
      from: startedAt - 365 * DAY,
      to: startedAt,
      dueAt: startedAt + 30 * DAY,
      clause: '100.5 (d)',
      parts: [
        {
          part: 'passwords',
          figures: [
            { words: 'Accounts', value: '8' },
            { words: 'Passwords past their age', value: '0' },
            { words: 'Accounts locked in the time', value: '3' },
          ],
        },
        {
          part: 'usage',
          figures: [
            { words: 'Searches of stored reads', value: '412' },
            { words: 'Searches refused', value: '57' },
          ],
        },
        {
          part: 'training',
          figures: [
            { words: 'People who operate', value: '5' },
            { words: 'With all training valid', value: '4' },
          ],
        },
      ],
    },
  ]
  const findings: RadarFinding[] = [
    {
      id: 'same-plate-again:4711:1',
      kind: 'same-plate-again',
      officer: PATROL,
      words: 'The same plate was searched 6 times on 5 days, under 4 case numbers.',
      entries: [4, 10, 16, 22, 28, 34],
      firstAt: startedAt - 6 * DAY,
      lastAt: startedAt - DAY,
    },
    {
      id: 'reused-reason:4712:1',
      kind: 'reused-reason',
      officer: OTHER,
      words: 'The same reason, word for word, for 9 searches of different plates.',
      entries: [5, 11, 17],
      firstAt: startedAt - 5 * DAY,
      lastAt: startedAt - 2 * DAY,
    },
    {
      id: 'off-duty:4712:1',
      kind: 'off-duty',
      officer: OTHER,
      words: 'Two searches between 11:00 and 12:00; duty is from 22:00 to 06:00.',
      entries: [23, 29],
      firstAt: startedAt - 4 * DAY,
      lastAt: startedAt - 4 * DAY + 1_800_000,
      verdict: {
        verdict: 'explained',
        words: 'Overtime, as the roster of that day shows.',
        by: { badge: '3001', name: 'Auditor one' },
        at: startedAt - 3 * DAY,
      },
    },
  ]

  return {
    state: os.audit.state.handler(() => ({
      entries: entries.length,
      device: DEVICE,
      head: entries.length.toString(16).padStart(64, '0'),
      isWriting: true,
      countersigned: { counter: entries.length - 12, at: startedAt - 3_600_000 },
    })),
    search: os.audit.search.handler(({ input }) => {
      const found = entries.filter((entry) => isAsked(entry, input)).toReversed()
      look('audit.view', input.who ?? input.action ?? 'all')
      return { rows: found.slice(0, input.limit), isMore: found.length > input.limit }
    }),
    /** The first check finds all whole, the next one a changed entry, and so on. */
    verify: os.audit.verify.handler(() => {
      look('audit.verify')
      checks += 1
      return checks % 2 === 1
        ? { isWhole: true, entries: entries.length }
        : {
            isWhole: false,
            entries: entries.length,
            first: { counter: 117, why: 'its signature does not fit what stands in it' },
          }
    }),
    export: os.audit.export.handler(({ input: { reason } }) => {
      const by = look('audit.view')
      add({ by, action: 'audit.export', subject: 'all entries', outcome: 'done', reason })
      return { file: 'audit-9f3a0c55-2026-11-22.jsonl', entries: entries.length }
    }),
    reviews: os.audit.reviews.handler(() => {
      look('audit.reviews')
      return reviews
    }),
    signOff: os.audit.signOff.handler(({ input: { id, words } }) => {
      const by = look('audit.sign-off')
      const at = reviews.findIndex((one) => one.id === id)
      const review = reviews[at]
      if (review === undefined) throw refuse('the review', 'Open the list again.')
      reviews[at] = { ...review, signedOff: { by, at: Date.now(), words } }
      tell({ accessChanged: true })
      return reviews
    }),
    regular: os.audit.regular.handler(() => {
      look('audit.regular')
      return regular
    }),
    find: os.audit.find.handler(({ input: { id, part, verdict, words } }) => {
      const by = look('audit.find')
      const at = regular.findIndex((one) => one.id === id)
      const audit = regular[at]
      if (audit === undefined) throw refuse('the audit', 'Open the list again.')
      const finding = { verdict, words, by, at: Date.now() }
      regular[at] = {
        ...audit,
        parts: audit.parts.map((one) => (one.part === part ? Object.assign({}, one, { finding }) : one)),
      }
      return regular
    }),
    close: os.audit.close.handler(({ input: { id } }) => {
      const by = look('audit.close')
      const at = regular.findIndex((one) => one.id === id)
      const audit = regular[at]
      if (audit === undefined) throw refuse('the audit', 'Open the list again.')
      const open = audit.parts.filter(({ finding }) => finding === undefined)
      if (open.length > 0)
        throw refuse(
          open.map(({ part }) => `the finding on ${part}`),
          'Give a finding for each part.',
          audit.clause,
        )
      regular[at] = { ...audit, closed: { by, at: Date.now() } }
      return regular
    }),
    radar: os.audit.radar.handler(() => {
      look('radar.view')
      return findings
    }),
    judge: os.audit.judge.handler(({ input: { id, verdict, words } }) => {
      const by = look('radar.judge')
      const at = findings.findIndex((one) => one.id === id)
      const finding = findings[at]
      if (finding === undefined) throw refuse('the finding', 'Open the list again.')
      if (finding.officer.badge === by.badge)
        throw refuse('another person: nobody judges a finding about himself', 'Leave it to another one.')
      findings[at] = { ...finding, verdict: { verdict, words, by, at: Date.now() } }
      return findings
    }),
  }
}

/** As the core looks: the plate by its pseudonym, the rest by parts of words. */
function isAsked(entry: AuditEntry, query: AuditQuery): boolean {
  const { who, plate, from, to, action, words, outcome, before } = query
  const at = Date.parse(entry.at)
  const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase())
  return (
    (who === undefined || has(`${entry.badge} ${entry.name}`, who)) &&
    (plate === undefined || (plate.toUpperCase() === 'AB12345' && entry.plate !== undefined)) &&
    (from === undefined || at >= from) &&
    (to === undefined || at <= to) &&
    (action === undefined || entry.action.startsWith(action)) &&
    (words === undefined || has(`${entry.reason ?? ''} ${entry.caseNumber ?? ''}`, words)) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (before === undefined || entry.counter < before)
  )
}
