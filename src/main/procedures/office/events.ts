import type { ConsoleEvent } from '#shared/contract/events.ts'
import type { Console } from '#main/access/index.ts'
import { officeProcedures } from './procedures.ts'

export const events = {
  subscribe: officeProcedures.events.subscribe.handler(({ context, signal }) =>
    forConsole(context.console, context.events.subscribe(signal ?? new AbortController().signal)),
  ),
}

/** Before somebody is signed in here a hit is not named, not even by its id. */
async function* forConsole(
  console: Console,
  all: AsyncGenerator<ConsoleEvent, void, void>,
): AsyncGenerator<ConsoleEvent, void, void> {
  for await (const event of all) {
    if (event.kind === 'hello' || console.state().stage === 'signed-in') yield event
    else yield { ...event, raisedHits: [], hitsChanged: event.hitsChanged || event.raisedHits.length > 0 }
  }
}
