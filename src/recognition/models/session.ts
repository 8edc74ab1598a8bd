// One onnxruntime session per model: the only file that talks to onnxruntime.
import { availableParallelism } from 'node:os'
import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node'
import type { ExecutionProvider } from '#shared/recognition/messages.ts'
import type { ModelCard } from './model-card.ts'
import type { VerifiedModel } from './load-model.ts'

export type ModelSession = {
  /** Runs the one input through the model; gives the one output. Overlapping runs are not allowed. */
  run(input: Float32Array, shape: readonly number[]): Promise<Float32Array>
  stop(): Promise<void>
}

/**
 * Threads per session when nobody chose: one on small machines, where a second one waits for cores that
 * the cameras and the console use (training study: 8 ms a plate instead of 1.3 on two busy cores).
 */
export function threadsFor(cores: number = availableParallelism()): number {
  return cores <= 4 ? 1 : Math.min(4, Math.floor(cores / 2))
}

/** The provider that is asked for where this runtime has it, the processor otherwise. */
export function availableProvider(wanted: ExecutionProvider): ExecutionProvider {
  return listSupportedBackends().some((backend) => backend.name === wanted) ? wanted : 'cpu'
}

/**
 * Makes the session and checks that the model's ports are those its card describes. Throws an Error
 * that names the model when the runtime refuses it.
 */
export async function openSession(
  model: VerifiedModel<ModelCard>,
  provider: ExecutionProvider,
  threads: number,
): Promise<ModelSession> {
  const { card, bytes } = model
  let session: InferenceSession
  try {
    session = await InferenceSession.create(bytes, {
      executionProviders: [provider],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Threads that spin while they wait take the cores from capture and console.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      logSeverityLevel: 3,
    })
  } catch (error) {
    throw new Error(`onnxruntime refuses the model ${card.file} on ${provider}: ${messageOf(error)}.`, {
      cause: error,
    })
  }
  const wrong =
    portMismatch(session.inputMetadata, card.input) ?? portMismatch(session.outputMetadata, card.output)
  if (wrong !== undefined) {
    await session.release()
    throw new Error(
      `The model ${card.file} is not what its card says: ${wrong}. Install Lookout again, or put the file of this release back.`,
    )
  }
  const [inputName, outputName] = [card.input.name, card.output.name]
  return {
    async run(input, shape) {
      const output = await session.run({ [inputName]: new Tensor('float32', input, shape) })
      const data = output[outputName]?.data
      if (!(data instanceof Float32Array)) throw new Error(`The model ${card.file} gave no ${outputName}.`)
      return data
    },
    stop: () => session.release(),
  }
}

function portMismatch(
  found: readonly InferenceSession.ValueMetadata[],
  expected: ModelCard['input'] | ModelCard['output'],
): string | undefined {
  const wanted = `${expected.name} float32 [${expected.shape.join(', ')}]`
  const [port, ...more] = found
  if (port === undefined || more.length > 0) return `expected one port ${wanted}, found ${found.length}`
  const actual = port.isTensor ? `${port.name} ${port.type} [${port.shape.join(', ')}]` : port.name
  return actual === wanted ? undefined : `expected ${wanted}, found ${actual}`
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
