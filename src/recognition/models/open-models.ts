// Opens the three models of a folder on one execution provider.
import type { ExecutionProvider, ModelInfo, RecogniserSettings } from '#shared/recognition/messages.ts'
import { loadModel } from './load-model.ts'
import { DetectorCard, ReaderCard, StateCard, type ModelCard } from './model-card.ts'
import { availableProvider, openSession, threadsFor, type ModelSession } from './session.ts'

export type OpenModels = {
  readonly detector: { readonly card: DetectorCard; readonly session: ModelSession }
  readonly reader: { readonly card: ReaderCard; readonly session: ModelSession }
  readonly state: { readonly card: StateCard; readonly session: ModelSession }
  readonly models: readonly ModelInfo[]
  /** The one in use, which is the processor where the one asked for is not to be had. */
  readonly provider: ExecutionProvider
  readonly threads: number
  stop(): Promise<void>
}

/**
 * Verifies and opens detector, reader and state net: one session each. Throws an Error that names the
 * file and says what to do when one is missing, damaged, or refused by the runtime.
 */
export async function openModels(settings: RecogniserSettings): Promise<OpenModels> {
  const { modelsFolder } = settings
  const detector = await loadModel(modelsFolder, 'detector', DetectorCard)
  const reader = await loadModel(modelsFolder, 'reader', ReaderCard)
  const state = await loadModel(modelsFolder, 'state', StateCard)
  const all = [detector, reader, state] as const
  const threads = settings.threads ?? threadsFor()
  const wanted = availableProvider(settings.provider)
  const { sessions, provider } = await openAll(all, wanted, threads)
  const [detectorSession, readerSession, stateSession] = sessions
  if (detectorSession === undefined || readerSession === undefined || stateSession === undefined) {
    throw new Error('Each model has a session.')
  }
  return {
    detector: { card: detector.card, session: detectorSession },
    reader: { card: reader.card, session: readerSession },
    state: { card: state.card, session: stateSession },
    models: all.map(({ card: { name, version, sha256 } }) => ({ name, version, sha256 })),
    provider,
    threads,
    stop: () => stopAll(sessions),
  }
}

type Verified = { readonly card: ModelCard; readonly bytes: Uint8Array }

/** All on the provider, or all on the processor: a mixture would be hard to explain on the screen. */
async function openAll(models: readonly Verified[], provider: ExecutionProvider, threads: number) {
  const sessions: ModelSession[] = []
  try {
    for (const model of models) sessions.push(await openSession(model, provider, threads))
    return { sessions, provider }
  } catch (error) {
    await stopAll(sessions)
    if (provider === 'cpu') throw error
    return await openAll(models, 'cpu', threads)
  }
}

async function stopAll(sessions: readonly ModelSession[]): Promise<void> {
  for (const session of sessions) await session.stop()
}
