// The core's end of the recogniser's port: one frame under way at a time, and a watchdog that says so when
// no answer comes. It never starts a second worker: onnxruntime can abort the whole process when workers
// are made and ended repeatedly (microsoft/onnxruntime #20084, #24486), so a dead one is shown, not hidden.
import type { RecogniserPort } from '#main/host.ts'
import type { RecogniserStatus } from '#shared/domain/system.ts'
import type { FromRecogniser, RecogniserSettings, ToRecogniser } from '#shared/recognition/messages.ts'
import type { Frame } from '#shared/recognition/pixels.ts'

type FrameDone = Extract<FromRecogniser, { type: 'frameDone' }>
type CameraEnded = Extract<FromRecogniser, { type: 'cameraEnded' }>
type Answer = FrameDone | CameraEnded

/** No answer to a frame for this long means: not reading. The slowest frame measured takes well under 1 s. */
const SILENCE_MS = 10_000

export type RecogniserClient = {
  /** Resolves when the models are loaded, or when it is known that they cannot be. */
  readonly opened: Promise<void>
  /** Moves the frame's pixels to the worker; undefined when it does not read (see `state`). */
  recognise(frame: Frame, isStill: boolean): Promise<FrameDone | undefined>
  endCamera(camera: string): Promise<CameraEnded | undefined>
  state(): Pick<RecogniserStatus, 'state' | 'fault' | 'provider' | 'threads' | 'models'>
  stop(): Promise<void>
}

export function openRecogniser(
  worker: RecogniserPort,
  settings: RecogniserSettings,
  onChange: () => void,
): RecogniserClient {
  let state: ReturnType<RecogniserClient['state']> = {
    state: 'starting',
    provider: settings.provider,
    threads: settings.threads ?? 0,
    models: [],
  }
  let waiting: ((answer: Answer | undefined) => void) | undefined
  let isGone = false
  const opened = Promise.withResolvers<void>()

  function fail(fault: string): void {
    state = { ...state, state: 'not-reading', fault }
    opened.resolve()
    settle(undefined)
    onChange()
  }

  function settle(answer: Answer | undefined): void {
    const resolve = waiting
    waiting = undefined
    resolve?.(answer)
  }

  worker.port.on('message', (message: FromRecogniser) => {
    switch (message.type) {
      case 'ready': {
        const { provider, threads, models } = message
        state = { state: 'reading', provider, threads, models: [...models] }
        opened.resolve()
        onChange()
        break
      }
      case 'fault':
        fail(message.message)
        break
      case 'frameDone':
      case 'cameraEnded':
        if (state.state === 'not-reading' && !isGone) {
          // An answer after the silence was reported: it reads again, and says so.
          const { fault: _ended, ...rest } = state
          state = { ...rest, state: 'reading' }
          onChange()
        }
        settle(message)
        break
      case 'closed':
        break
    }
  })

  let isStopping = false
  void worker.ended.then((reason) => {
    isGone = true
    if (!isStopping) {
      fail(`The recogniser stopped (${reason}). Nothing is being read. Restart Lookout.`)
    }
  })

  function post(message: ToRecogniser, transfer: ArrayBuffer[] = []): void {
    worker.port.postMessage(message, transfer)
  }

  async function ask(message: ToRecogniser, transfer: ArrayBuffer[] = []): Promise<Answer | undefined> {
    await opened.promise
    if (isGone || state.state !== 'reading') return undefined
    if (waiting !== undefined) throw new Error('The recogniser was asked twice at once')
    const { promise, resolve } = Promise.withResolvers<Answer | undefined>()
    waiting = resolve
    post(message, transfer)
    const watchdog = setTimeout(() => {
      state = {
        ...state,
        state: 'not-reading',
        fault: `The recogniser has not answered for ${SILENCE_MS / 1000} s. If it does not come back, restart Lookout.`,
      }
      onChange()
    }, SILENCE_MS)
    // The answer is awaited however long it takes: a second frame must never be under way beside it.
    const answer = await promise
    clearTimeout(watchdog)
    return answer
  }

  post({ type: 'open', settings })

  return {
    opened: opened.promise,
    recognise: async (frame, isStill) => {
      const answer = await ask({ type: 'frame', frame, isStill }, [frame.pixels.data])
      return answer?.type === 'frameDone' ? answer : undefined
    },
    endCamera: async (camera) => {
      const answer = await ask({ type: 'endCamera', camera })
      return answer?.type === 'cameraEnded' ? answer : undefined
    },
    state: () => state,
    stop: async () => {
      isStopping = true
      if (!isGone) post({ type: 'close' })
      await worker.stop()
      settle(undefined)
    },
  }
}
