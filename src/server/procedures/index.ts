// The records contract implemented: each procedure parses, calls one function and returns.
import { implement } from '@orpc/server'
import { officeRouter } from '#main/procedures/office/index.ts'
import { recordsContract } from '#shared/records/index.ts'
import { onBehalf } from '../seat.ts'
import { evidence } from './evidence.ts'
import { fleet } from './fleet.ts'
import { holds } from './holds.ts'
import { procedures, type ServerContext } from './implementer.ts'
import { records } from './records.ts'
import { reports } from './reports.ts'
import { retention } from './retention.ts'
import { sharing } from './sharing.ts'

export type { ServerContext, ServerParts } from './implementer.ts'

const server = {
  status: procedures.server.status.handler(({ context }) => context.status()),
  profile: procedures.server.profile.handler(({ context }) => context.policy.profile),
}

/** Every call runs on behalf of its seat's session, so that its audit entries name it. */
export const router = implement(recordsContract)
  .$context<ServerContext>()
  .use(({ context, next }) => onBehalf(context.sessionId, () => next()))
  .router({ ...officeRouter, records, holds, retention, evidence, sharing, fleet, reports, server })

export type ServerRouter = typeof router
