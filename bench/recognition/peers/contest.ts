// One task for all systems, picture by picture, and what the pictures on which they differ say.
import type { Box } from '#recognition/pixels/resample.ts'
import { quantile } from '../../statistics.ts'
import { isSamePlate, isStrictlySame } from '../compare.ts'
import { mcnemar, type McNemar } from '../mcnemar.ts'
import { costOf, type Cost } from '../stage-times.ts'
import type { Answers, Glance } from './system.ts'

/** One thing to read: a scene, a box of one, or a close-up. Right is any of its texts. */
export type Case = {
  readonly file: string
  readonly path: string
  readonly texts: readonly string[]
  /** Width of the plate; undefined in a scene with several. */
  readonly width: number | undefined
  readonly box: Box | undefined
}

export type Contestant = {
  readonly name: string
  /** `seen` is where the first contestant pointed. */
  readonly read: (one: Case, seen: Box | undefined) => Promise<Glance>
}

export type CaseResult = {
  readonly answers: Answers
  readonly isRight: boolean
  readonly isAnyRight: boolean
  readonly cpuMs: number
  /** The system failed on this picture: counted as no answer. */
  readonly error?: string
}

type SystemResult = {
  readonly name: string
  /** Shares of cases; O folded to 0 but in `exactStrict`. */
  readonly exact: number
  readonly exactStrict: number
  readonly exactAny: number
  /** Texts that are no label's, a case. */
  readonly wrongTexts: number
  readonly cpuMs: { readonly median: number; readonly p95: number }
}

export type ContestResult = {
  readonly name: string
  readonly cases: number
  readonly systems: readonly SystemResult[]
  /** The first system against each other one, by the one answer. */
  readonly against: readonly (McNemar & { readonly first: string; readonly second: string })[]
  readonly rows: readonly {
    readonly file: string
    readonly texts: readonly string[]
    readonly width: number | undefined
    readonly results: Readonly<Record<string, CaseResult>>
  }[]
}

/** Runs all contestants on each case in turn, so that all meet the machine in the same state. */
export async function hold(
  name: string,
  cases: readonly Case[],
  contestants: readonly Contestant[],
  onProgress: (share: number) => void,
): Promise<ContestResult> {
  const rows: ContestResult['rows'][number][] = []
  const [warmUp] = cases
  if (warmUp !== undefined) await readByAll(warmUp, contestants)
  for (const [index, one] of cases.entries()) {
    onProgress(index / cases.length)
    const { file, texts, width } = one
    rows.push({ file, texts, width, results: await readByAll(one, contestants) })
  }
  const resultsOf = (system: string): { texts: readonly string[]; result: CaseResult }[] =>
    rows.flatMap(({ texts, results }) => {
      const result = results[system]
      return result === undefined ? [] : { texts, result }
    })
  const [first, ...others] = contestants
  return {
    name,
    cases: cases.length,
    systems: contestants.map((one) => systemResult(one.name, resultsOf(one.name))),
    against: others.map((other) => {
      const firsts = resultsOf(first?.name ?? '').map(({ result }) => result.isRight)
      const seconds = resultsOf(other.name).map(({ result }) => result.isRight)
      const pairs = firsts.map((isRight, index) => [isRight, seconds[index] ?? false] as const)
      return Object.assign({ first: first?.name ?? '', second: other.name }, mcnemar(pairs))
    }),
    rows,
  }
}

async function readByAll(one: Case, contestants: readonly Contestant[]): Promise<Record<string, CaseResult>> {
  const results: Record<string, CaseResult> = {}
  let seen: Box | undefined
  for (const { name, read } of contestants) {
    const { glance, error, cost } = await readOnce(() => read(one, seen))
    seen ??= glance.box
    const isRight = (answer: string | undefined): boolean =>
      answer !== undefined && one.texts.some((text) => isSamePlate(text, answer))
    results[name] = {
      answers: glance.answers,
      isRight: isRight(glance.answers[0]),
      isAnyRight: glance.answers.some(isRight),
      cpuMs: Number(cost.cpuMs.toFixed(2)),
      ...(error === undefined ? {} : { error }),
    }
  }
  return results
}

async function readOnce(
  read: () => Promise<Glance>,
): Promise<{ glance: Glance; error?: string; cost: Cost }> {
  const { value, cost } = await costOf(async () => {
    try {
      return { glance: await read() }
    } catch (error) {
      return { glance: { answers: [] }, error: error instanceof Error ? error.message : String(error) }
    }
  })
  return { ...value, cost }
}

function systemResult(
  name: string,
  all: readonly { readonly texts: readonly string[]; readonly result: CaseResult }[],
): SystemResult {
  const share = (isCounted: (one: (typeof all)[number]) => boolean): number =>
    all.length === 0 ? 0 : all.filter(isCounted).length / all.length
  const wrong = all.flatMap(({ texts, result }) =>
    result.answers.filter((answer) => !texts.some((text) => isSamePlate(text, answer))),
  )
  const cpu = all.map(({ result }) => result.cpuMs)
  const tenth = (value: number): number => Math.round(10 * value) / 10
  return {
    name,
    exact: share(({ result }) => result.isRight),
    exactStrict: share(({ texts, result: { answers } }) =>
      texts.some((text) => answers[0] !== undefined && isStrictlySame(text, answers[0])),
    ),
    exactAny: share(({ result }) => result.isAnyRight),
    wrongTexts: all.length === 0 ? 0 : wrong.length / all.length,
    cpuMs: { median: tenth(quantile(cpu, 0.5)), p95: tenth(quantile(cpu, 0.95)) },
  }
}
