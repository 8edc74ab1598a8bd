// A chain as long as a car writes in years, with the everyday mix of entries, and its export.
import { randomUUID } from 'node:crypto'
import { createProgress } from '../../build/progress.ts'
import { openBenchAudit } from './bench-audit-log.ts'

const A_TRANSACTION = 1000

export type LongChain = {
  readonly file: string
  readonly entries: number
  readonly writeS: number
  readonly writeCpuS: number
  readonly exportS: number
  /** The product's own check of the chain where it lies. */
  readonly ownCheckS: number
}

export async function makeLongChain(folder: string, entries: number): Promise<LongChain> {
  let at = Date.UTC(2026, 0, 5)
  const { db, audit } = openBenchAudit(folder, () => at)
  const progress = createProgress(`${entries} entries`)
  const cpu = process.cpuUsage()
  const writeS = await seconds(() => {
    const first = audit.state().entries
    for (let from = first; from < entries; from += A_TRANSACTION) {
      db.transaction(() => {
        for (let number = from; number < Math.min(entries, from + A_TRANSACTION); number += 1) {
          at += 7000
          writeOne(audit, number)
        }
      })()
      progress.show(from / entries)
    }
  })
  progress.clear()
  const { user, system } = process.cpuUsage(cpu)
  const writeCpuS = Number(((user + system) / 1e6).toFixed(1))
  let file = ''
  const exportS = await seconds(async () => {
    const exported = await audit.export()
    if (exported.entries !== entries) throw new Error(`${exported.entries} entries were exported.`)
    ;({ file } = exported)
  })
  const ownCheckS = await seconds(async () => {
    const verdict = await audit.verify()
    if (!verdict.isWhole) throw new Error(`The chain is not whole: ${verdict.first?.why}`)
  })
  db.close()
  return { file, entries, writeS, writeCpuS, exportS, ownCheckS }
}

function writeOne({ write }: ReturnType<typeof openBenchAudit>['audit'], number: number): void {
  const by = { badge: String(4711 + (number % 12)), name: `Patrol ${number % 12}` }
  if (number % 10 === 0) {
    const about = {
      plate: `AB${number}`,
      reason: `Burglary of a garage, number ${number}`,
      caseNumber: `26-${number}`,
    }
    write(
      by,
      'reads.search',
      'reads',
      { purpose: 'criminal-case', facts: 'Seen there at night', from: null },
      about,
    )
  } else if (number % 3 === 0) {
    write(
      by,
      'hit.step',
      randomUUID(),
      { kind: 'noted', words: 'The plate is bent' },
      { plate: `AB${number}` },
    )
  } else {
    write(by, 'hit.view', randomUUID(), {})
  }
}

async function seconds(work: () => void | Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return Number(((performance.now() - started) / 1000).toFixed(1))
}
