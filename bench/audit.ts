// `npm run bench:audit`: what the audit costs, and how long it takes to check a long one.
//
// Append: an officer's step is added to a hit in the encrypted database as the product does it, with its audit entry
// in the same transaction. `auditUs` is the entry's part (building, hashing, signing, inserting, the outbox), `stepUs`
// the whole transaction with its commit to the disk, `plainUs` the same transaction without an entry, in turn with it.
// `auditCpuUs` is the processor time of the entry's part: it says what it costs where the machine is busy otherwise.
// Check: a chain of `--entries` entries is written a thousand to a transaction, exported, and checked by the shipped
// verifier in a process of its own, as an auditor runs it: as usual, and with every signature. `peakMiB` is the
// resident memory of that process at its highest, `cpuS` the processor time of all its threads. The product's own check is measured on the same chain.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureAppend } from './audit/measure-append.ts'
import { makeLongChain } from './audit/long-chain.ts'
import { describeMachine } from './machine.ts'
import { wholeNumber } from './recognition/options.ts'
import { runCommand } from './recognition/run.ts'

const VERIFIER = join(import.meta.dirname, '../tools/lookout-audit/lookout-audit.js')
const RUN = join(import.meta.dirname, 'audit-verifier.ts')

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string' },
      entries: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const steps = wholeNumber('steps', values.steps) ?? 5000
  const entries = wholeNumber('entries', values.entries) ?? 1_000_000
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  try {
    const append = measureAppend(join(folder, 'append'), steps)
    const chain = await makeLongChain(join(folder, 'chain'), entries)
    const usual = runVerifier(chain.file, [])
    const all = runVerifier(chain.file, ['--all-signatures'])
    const { file, ...made } = chain
    const check = { ...made, fileMiB: Math.round(statSync(file).size / 1024 ** 2), usual, all }
    if (values.json) console.log(JSON.stringify({ machine: describeMachine(), append, check }))
    else {
      console.log(describeMachine())
      console.log(`\n${steps} steps of hits, each with its entry`)
      console.table(append)
      console.log(`\n${entries} entries`)
      console.table(made)
      console.table({ usual, all })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

type Run = { readonly s: number; readonly cpuS: number; readonly peakMiB: number }

/** Seconds and memory of one run of the verifier; throws when it does not find the chain whole. */
function runVerifier(file: string, words: readonly string[]): Run {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, VERIFIER, 'verify', file, ...words], {
    encoding: 'utf8',
  })
  const s = Number(((performance.now() - started) / 1000).toFixed(1))
  if (status !== 0 || !stdout.startsWith('WHOLE')) throw new Error(`The verifier says: ${stdout}${stderr}`)
  const [, peak, cpu] = /used (\d+) KiB (\d+) us/.exec(stderr) ?? []
  return { s, cpuS: Number((Number(cpu) / 1e6).toFixed(1)), peakMiB: Math.round(Number(peak) / 1024) }
}
