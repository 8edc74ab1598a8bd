// `npm run bench:scenes -- DIR`: plates found and read in whole scenes, by the recogniser that ships.
import { readScenes } from './recognition/labelled-folder.ts'
import { measureScenes } from './recognition/measure.ts'
import { readOptions } from './recognition/options.ts'
import { runBenchmark, runCommand } from './recognition/run.ts'

const USAGE = `npm run bench:scenes -- DIR [--json] [--failures DIR] [--threads 1|2] [--limit N]
DIR holds pictures and labels.tsv (file, x, y, w, h, text) or boxes.csv (file, x, y, w, h).`

await runCommand(async () => {
  const options = readOptions(USAGE)
  if (options.width !== undefined) throw new Error(USAGE)
  await runBenchmark(options, readScenes(options.folder), (pictures, threads, isTimingOnly) =>
    measureScenes(pictures, threads, !isTimingOnly),
  )
})
