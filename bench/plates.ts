// `npm run bench:plates -- DIR`: close-ups of plates read and their states told, by the networks that ship.
import { readCloseUps } from './recognition/labelled-folder.ts'
import { measureCloseUps } from './recognition/measure.ts'
import { readOptions } from './recognition/options.ts'
import { runBenchmark, runCommand } from './recognition/run.ts'

const USAGE = `npm run bench:plates -- DIR [--json] [--failures DIR] [--threads 1|2] [--limit N] [--width PX]
DIR holds pictures and labels.csv (file, state, text); --width reduces them to so many pixels first.`

await runCommand(async () => {
  const options = readOptions(USAGE)
  await runBenchmark(options, readCloseUps(options.folder), (pictures, threads) =>
    measureCloseUps(pictures, threads, options.width),
  )
})
