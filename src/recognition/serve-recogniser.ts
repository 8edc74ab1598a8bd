// The recogniser behind a port: one message in, one answer out, in order. Nothing that comes in may end
// the thread.
import type { MessagePort } from 'node:worker_threads'
import type {
  FrameTimings,
  FromRecogniser,
  PassUpdate,
  RecogniserSettings,
  ToRecogniser,
} from '#shared/recognition/messages.ts'
import { createRecogniser, type Recogniser } from './recogniser.ts'

const NO_TIME: FrameTimings = {
  resampleMs: 0,
  detectMs: 0,
  straightenMs: 0,
  readMs: 0,
  stateMs: 0,
  totalMs: 0,
}

/** Answers the messages of a port until it is told to close. */
export function serveRecogniser(
  port: MessagePort,
  create: (settings: RecogniserSettings) => Promise<Recogniser> = createRecogniser,
): void {
  let recogniser: Recogniser | undefined
  let last: Promise<void> = Promise.resolve()
  const post = (message: FromRecogniser, passes: readonly PassUpdate[] = []): void =>
    port.postMessage(message, buffersOf(passes))

  const open = async (settings: RecogniserSettings): Promise<void> => {
    await recogniser?.stop()
    recogniser = undefined
    try {
      recogniser = await create(settings)
      const { models, provider, threads } = recogniser
      post({ type: 'ready', models, provider, threads })
    } catch (error) {
      post({ type: 'fault', message: messageOf(error) })
    }
  }
  const recognise = async ({ frame, isStill }: ToRecogniser & { type: 'frame' }): Promise<void> => {
    const { camera, sequence } = frame
    try {
      if (recogniser === undefined) throw new Error('The recogniser has no models: nothing is read.')
      const result = await recogniser.recognise(frame, isStill)
      post({ type: 'frameDone', camera, sequence, ...result }, result.passes)
    } catch (error) {
      const failed = { timings: NO_TIME, detections: [], passes: [], error: messageOf(error) }
      post({ type: 'frameDone', camera, sequence, ...failed })
    }
  }
  const answer = async (message: ToRecogniser): Promise<void> => {
    switch (message.type) {
      case 'open':
        return await open(message.settings)
      case 'frame':
        return await recognise(message)
      case 'endCamera': {
        const passes = recogniser?.endCamera(message.camera) ?? []
        return post({ type: 'cameraEnded', camera: message.camera, passes }, passes)
      }
      case 'close':
        await recogniser?.stop()
        recogniser = undefined
        post({ type: 'closed' })
        return port.close()
      default:
        message satisfies never
        throw new Error(`Unknown message ${JSON.stringify(message)}.`)
    }
  }
  port.on('message', (message: ToRecogniser) => {
    last = last
      .then(() => answer(message))
      .catch((error: unknown) => {
        post({ type: 'fault', message: `The recogniser failed: ${messageOf(error)}` })
      })
  })
}

/** Picture buffers to transfer, each once: passes of one frame share its context image. */
function buffersOf(passes: readonly PassUpdate[]): ArrayBuffer[] {
  const buffers = passes.flatMap(({ crop, context }) => [crop?.data ?? [], context?.data ?? []].flat())
  return [...new Set(buffers)]
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
