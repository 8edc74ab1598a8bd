import type { CoreClient } from '#renderer/connection/connect.ts'

/** Files that may be imported, the folder they lie in, and the templates. */
export const askChoices = (core: CoreClient, signal: AbortSignal) => core.lists.choices(undefined, { signal })

export type Choices = Awaited<ReturnType<typeof askChoices>>
