// The regular audit, in Oak Brook a yearly one of three parts (131.5(d)): figures that the product counts, and what the
// auditor finds of each part. It is closed with all parts found or not at all; the next begins where it ended.
import { randomUUID } from 'node:crypto'
import type { AuditRepository } from '#main/storage/audit-repository.ts'
import type { OpenAudit, ReviewsRepository } from '#main/storage/reviews-repository.ts'
import type { AuditPart, AuditPartName, RegularAudit } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { refuse } from '../refused.ts'
import type { AuditLog } from './open-audit.ts'
import { usageFigures, type Figure } from './usage-figures.ts'

export const PART_WORDS: Readonly<Record<AuditPartName, string>> = {
  passwords: 'password security',
  usage: 'system usage',
  training: 'training',
}

/** Longer than any car lasts. */
const MOST_CLOSED = 100

type PartFinding = Pick<NonNullable<AuditPart['finding']>, 'verdict' | 'words'>

export type RegularAuditOptions = {
  readonly repository: ReviewsRepository
  readonly entries: AuditRepository
  readonly audit: Pick<AuditLog, 'write'>
  readonly profile: Pick<Profile, 'audits'>
  /** What the accounts say of password security, and the records of training. */
  readonly passwords: () => readonly Figure[]
  readonly training: () => readonly Figure[]
  readonly now: () => number
}

export function createRegularAudits(options: RegularAuditOptions) {
  const { repository, entries, audit, profile, passwords, training, now } = options

  /** The one that runs; begun by whoever asks first. Undefined while there is no audit at all. */
  function running(): OpenAudit | undefined {
    const open = repository.openAudit()
    if (open !== undefined) return open
    const first = entries.page(0, 1, 1)[0]
    if (first === undefined) return undefined
    const { at }: { at: string } = JSON.parse(first.entry)
    const from = repository.lastClosed() ?? Date.parse(at)
    const begun = { id: randomUUID(), from, dueAt: monthsAfter(from, profile.audits.value.everyMonths) }
    repository.addAudit(begun)
    return begun
  }

  function figuresOf(part: AuditPartName, from: number): readonly Figure[] {
    if (part === 'passwords') return passwords()
    if (part === 'training') return training()
    const first = entries.firstSince(new Date(from).toISOString())
    const newest = entries.newest()
    if (first === undefined || newest === undefined) return usageFigures([], 0)
    const span = { from: first, to: newest.counter }
    return usageFigures(entries.byAction(span), entries.countPeople(span))
  }

  function shown({ id, from, dueAt }: OpenAudit): RegularAudit {
    const { clause } = profile.audits
    const parts = profile.audits.value.parts.map((part): AuditPart => {
      const finding = repository.finding(id, part)
      const figures = [...figuresOf(part, from)]
      return finding === undefined ? { part, figures } : { part, figures, finding }
    })
    const whole = { id, from, to: dueAt, dueAt, parts }
    return clause === undefined ? whole : { ...whole, clause }
  }

  function regular(): RegularAudit[] {
    const open = repository.inTransaction(running)
    return [...(open === undefined ? [] : [shown(open)]), ...repository.closedAudits(MOST_CLOSED)]
  }

  function mustBeOpen(id: string): OpenAudit {
    const open = repository.openAudit()
    if (open?.id === id) return open
    throw refuse('an open audit with this id', 'A closed audit is not changed. Look at the list again.')
  }

  return {
    regular,

    /** What the auditor finds of one part; a later word on it takes the place of the earlier one. */
    find(id: string, part: AuditPartName, finding: PartFinding, by: By): RegularAudit[] {
      repository.inTransaction(() => {
        mustBeOpen(id)
        const { parts } = profile.audits.value
        if (!parts.includes(part)) {
          throw refuse(
            `a part of this audit: it has ${parts.map((one) => PART_WORDS[one]).join(', ')}`,
            'Choose one of its parts.',
            profile.audits.clause,
          )
        }
        const { verdict, words } = finding
        repository.addFinding(id, part, { verdict, words, by, at: now() })
        audit.write(by, 'audit.find', id, { part, verdict, words })
      })
      return regular()
    },

    close(id: string, by: By): RegularAudit[] {
      repository.inTransaction(() => {
        const report = shown(mustBeOpen(id))
        const missing = report.parts.filter(({ finding }) => finding === undefined)
        if (missing.length > 0) {
          throw refuse(
            missing.map(({ part }) => `a finding on ${PART_WORDS[part]}`),
            'Look at the figures of each part and say what you find.',
            profile.audits.clause,
          )
        }
        const at = now()
        repository.closeAudit({ ...report, to: at, closed: { by, at } }, at)
        const findings = report.parts.map(({ part, finding }) => ({ part, verdict: finding?.verdict }))
        audit.write(by, 'audit.close', id, { from: report.from, to: at, findings })
      })
      return regular()
    },
  }
}

function monthsAfter(at: number, months: number): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime()
}
