// What the pipeline cannot be faster than: decoding alone, and the networks alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { openFootageSource } from '#main/capture/footage.ts'
import { summarise, type Summary } from './statistics.ts'

/** Frames a second that decoding alone delivers, pixels copied out once as for the recogniser. */
export async function decodeRate(path: string): Promise<number> {
  const source = { type: 'footage' as const, path, fast: true, loop: false }
  const footage = openFootageSource(source, { now: () => Date.now(), onWarning: console.error })
  const startedMs = performance.now()
  let frames = 0
  for await (const _frame of footage.frames(new AbortController().signal)) frames += 1
  return (frames * 1000) / (performance.now() - startedMs)
}

const SHAPES = { detector: [1, 3, 384, 640], reader: [2, 3, 64, 160], state: [1, 3, 96, 192] } as const

/** Milliseconds of each network by itself on one thread: one frame, one plate in its two crops, one state. */
export async function networkTimes(modelsFolder: string, runs: number): Promise<Record<string, Summary>> {
  const times: Record<string, Summary> = {}
  for (const [name, shape] of Object.entries(SHAPES)) {
    const session = await InferenceSession.create(
      new Uint8Array(readFileSync(join(modelsFolder, `${name}.onnx`))),
      {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
      },
    )
    const input = new Tensor('float32', new Float32Array(shape.reduce<number>((a, b) => a * b, 1)), shape)
    const took: number[] = []
    for (let run = 0; run < runs + 5; run += 1) {
      const startedMs = performance.now()
      await session.run({ [session.inputNames[0] ?? 'x']: input })
      if (run >= 5) took.push(performance.now() - startedMs)
    }
    times[name] = summarise(took)
    await session.release()
  }
  return times
}
