import type { CoreClient } from '#renderer/connection/connect.ts'
import type { PolicyProposal } from '#shared/domain/policy.ts'

export const askProposals = (core: CoreClient, signal: AbortSignal): Promise<PolicyProposal[]> =>
  core.policy.proposals(undefined, { signal })
