// Counts the days since the oldest record that waits, and writes it down once for each day of the profile that is
// reached (Schaumburg IV.B s2: warnings before the interval is over, escalation when it is).
import { PROGRAM } from '#main/audit/index.ts'
import type { UploadsRepository } from '#main/storage/uploads-repository.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { transferDue, type TransferDue } from '#shared/transfer/due.ts'

export type DueWatch = {
  due(): TransferDue
  /** Writes what was reached since the last look. */
  look(): void
}

type Options = {
  readonly repository: Pick<UploadsRepository, 'mark' | 'setMark'>
  readonly profile: Profile
  readonly oldestAt: () => number | undefined
  readonly audit: (by: By, action: string, subject: string, detail: unknown) => void
  /** The level or the reached day is another one than before. */
  readonly onChange: () => void
  readonly now: () => number
}

const MARK = 'due-reached'

export function watchDue({ repository, profile, oldestAt, audit, onChange, now }: Options): DueWatch {
  const due = (): TransferDue => transferDue(oldestAt(), now(), profile)

  return {
    due,
    look() {
      const { level, days, reached = 0, mostDays, clause } = due()
      const before = repository.mark(MARK) ?? 0
      if (reached === before) return
      if (reached > before) {
        const action = level === 'escalated' ? 'transfer.escalated' : 'transfer.warned'
        audit(PROGRAM, action, `${reached} days`, { days, mostDays, clause })
      }
      repository.setMark(MARK, reached)
      onChange()
    },
  }
}
