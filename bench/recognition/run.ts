// What `bench:scenes` and `bench:plates` have in common: measure, time on more threads, report.
import { figuresByWidth, figuresOf } from './figures.ts'
import { writeFailures } from './failures.ts'
import type { LabelledPicture } from './labelled-folder.ts'
import type { Measured } from './measure.ts'
import type { Options } from './options.ts'
import { surroundings, tablesOf, type Report } from './report.ts'

/** Threads are compared on at most so many pictures: their results are the same. */
const TIMED_PICTURES = 100

/** Measures on `threads`; `isTimingOnly` where the outcomes are already known. */
type Measure = (
  pictures: readonly LabelledPicture[],
  threads: number,
  isTimingOnly: boolean,
) => Promise<Measured>

/** Runs one benchmark and prints its report on standard output, all else on standard error. */
export async function runBenchmark(
  options: Options,
  labelled: readonly LabelledPicture[],
  measure: Measure,
): Promise<void> {
  const pictures = labelled.slice(0, options.limit)
  const [threads, ...others] = options.threads === undefined ? [1, 2] : [options.threads]
  if (threads === undefined) throw new Error('There is always a number of threads.')
  const { outcomes, times, models } = await measure(pictures, threads, false)
  const byThreads = [{ threads, ...times }]
  for (const other of others) {
    const again = await measure(pictures.slice(0, TIMED_PICTURES), other, true)
    byThreads.push({ threads: other, ...again.times })
  }
  const report: Report = {
    folder: options.folder,
    ...figuresOf(outcomes),
    byWidth: figuresByWidth(outcomes),
    threads,
    ...times,
    byThreads,
    ...surroundings(),
    models,
  }
  console.log(options.json ? JSON.stringify(report) : tablesOf(report))
  if (options.failures !== undefined) {
    const count = await writeFailures(options.failures, pictures, outcomes)
    console.error(`${count} failures are in ${options.failures}`)
  }
}

/** Runs a command's `main`; an error ends it with its message and exit code 2. */
export async function runCommand(main: () => Promise<void>): Promise<never> {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
  process.exit()
}
