// What of the office the cars are told, as the bodies of signed files.
import type { Access } from '#main/access/index.ts'
import type { PolicyBody, RosterBody, TrainingBody } from '#main/department/index.ts'
import { refuse } from '#main/refused.ts'
import type { PoliciesRepository } from '#main/storage/policies-repository.ts'
import type { TrainingRepository } from '#main/storage/training-repository.ts'
import { byOf } from '#shared/domain/officer.ts'

type Sources = {
  readonly access: Access
  readonly trainingRows: TrainingRepository
  readonly policyRows: PoliciesRepository
}

export function publishedBy({ access, trainingRows, policyRows }: Sources) {
  return {
    roster: (): RosterBody => ({
      accounts: access.roster.accounts().map(({ roles, authorisations, credentials, ...one }) =>
        Object.assign(one, {
          roles: [...roles],
          authorisations: [...authorisations],
          credentials: credentials && {
            ...credentials,
            recoveryHashes: [...credentials.recoveryHashes],
            securityKeys: [...credentials.securityKeys],
          },
        }),
      ),
    }),
    training: (): TrainingBody => ({
      records: access.book.list().flatMap(({ id, badge }) =>
        trainingRows.recordsOf(id).map(({ kind, completedAt, expiresAt, certificate, recordedBy }) => ({
          badge,
          kind,
          completedAt,
          expiresAt,
          certificate,
          recordedBy: byOf(recordedBy),
        })),
      ),
      changes: trainingRows.changes().map(({ kind, words, by, at }) => ({ kind, words, by: byOf(by), at })),
    }),
    /** Only what two people have put in force goes out to the cars. */
    policy(): PolicyBody {
      const row = policyRows.single('in-force')
      const approvedBy = row?.proposal.decidedBy
      const yaml = row?.texts.find(({ id }) => id === row.proposal.stamp.id)?.yaml
      if (row === undefined || approvedBy === undefined || yaml === undefined) {
        throw refuse(
          'a policy that two people have put in force',
          'Propose the policy and have another person approve it.',
        )
      }
      return { yaml, proposedBy: byOf(row.proposal.by), approvedBy: byOf(approvedBy) }
    },
  }
}
