// `npm run soak:transfer -- [--runs N] [--reads N] [--seed N] [--json]`: is anything lost, doubled or changed when the car, the
// server, the database or the line between them is killed or cut at random moments?
import { parseArgs } from 'node:util'
import { describeMachine } from './machine.ts'
import { runSoak } from './transfer/run-soak.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    reads: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})

function count(name: string, text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new Error(`--${name} ${text}: a whole number above 0`)
}

const result = await runSoak({
  runs: count('runs', values.runs),
  reads: count('reads', values.reads),
  seed: count('seed', values.seed),
  say: (line) => {
    process.stderr.write(`${line}\n`)
  },
})
if (values.json) console.log(JSON.stringify({ machine: describeMachine(), ...result }))
else {
  console.log(describeMachine())
  console.log(result)
}
process.exit(result.lost + result.doubled + result.changed === 0 ? 0 : 1)
