// Runs the verifier named first, as its command is run, and says at the end what this process used.
import { pathToFileURL } from 'node:url'

process.argv.splice(1, 1)
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  process.stderr.write(`used ${maxRSS} KiB ${userCPUTime + systemCPUTime} us\n`)
})
await import(pathToFileURL(process.argv[1] ?? '').href)
