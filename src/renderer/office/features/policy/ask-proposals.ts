import type { OfficeClient } from '#renderer/connection/connection.ts'
import type { PolicyProposal } from '#shared/domain/policy.ts'

export const askProposals = (core: OfficeClient, signal: AbortSignal): Promise<PolicyProposal[]> =>
  core.policy.proposals(undefined, { signal })
