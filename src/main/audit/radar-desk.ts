// The supervisor's desk for what the radar found: findings with what was said of them.
import { setImmediate } from 'node:timers/promises'
import type { ReviewsRepository } from '#main/storage/reviews-repository.ts'
import type { AuditEntry, RadarFinding } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import { refuse } from '../refused.ts'
import type { AuditLog } from './open-audit.ts'
import { RADAR_DAYS, radarFindings, type RadarOptions } from './radar.ts'

type Options = Omit<RadarOptions, 'now'> & {
  readonly repository: ReviewsRepository
  readonly audit: Pick<AuditLog, 'entriesSince' | 'write'>
  readonly now: () => number
}

type Verdict = Pick<NonNullable<RadarFinding['verdict']>, 'verdict' | 'words'>

export type RadarDesk = {
  /** Findings of the last 30 days, newest first. */
  findings(): Promise<RadarFinding[]>
  /** Nobody judges a finding about himself. */
  judge(id: string, verdict: Verdict, by: By): Promise<RadarFinding[]>
}

const DAY_MS = 86_400_000
/** Some 5 ms of reading; alerts come between two slices. */
const SLICE = 500

export function createRadarDesk({ repository, audit, now, ...options }: Options): RadarDesk {
  async function findings(): Promise<RadarFinding[]> {
    const at = now()
    const entries: AuditEntry[] = []
    for (const entry of audit.entriesSince(at - RADAR_DAYS * DAY_MS)) {
      entries.push(entry)
      if (entries.length % SLICE === 0) await setImmediate()
    }
    return radarFindings(entries, { ...options, now: at }).map(judged)
  }

  /** With its verdict, unless something came after it: that was not judged by it. */
  function judged(finding: RadarFinding): RadarFinding {
    const verdict = repository.verdict(finding.id)
    return verdict === undefined || verdict.at < finding.lastAt ? finding : { ...finding, verdict }
  }

  return {
    findings,
    async judge(id, { verdict, words }, by) {
      const found = (await findings()).find((finding) => finding.id === id)
      if (found === undefined) throw refuse('a finding with this id', 'Look at the list of findings again.')
      if (found.officer.badge === by.badge) {
        throw refuse('a verdict by somebody else', 'Nobody judges a finding about himself.')
      }
      repository.inTransaction(() => {
        repository.addVerdict(id, { verdict, words, by, at: now() })
        const { kind, officer, entries } = found
        audit.write(by, 'radar.judge', id, { kind, officer, entries, verdict, words })
      })
      return findings()
    },
  }
}
