import type { CoreClient } from '#renderer/connection/connect.ts'
import type { Canvass } from '#shared/domain/local-list.ts'

/** The running canvass, or the one that waits for the decision on its reads. */
export const askCanvass = (core: CoreClient, signal: AbortSignal): Promise<Canvass | null> =>
  core.canvass.current(undefined, { signal })
