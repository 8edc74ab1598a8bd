// What an entry adds to the transaction of an officer's step.
import { hitsRepository } from '#main/storage/hits-repository.ts'
import { recordsRepository } from '#main/storage/records-repository.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import type { HitId } from '#shared/domain/ids.ts'
import { makeHit, makeRecord } from '../../test/support/storage/records.ts'
import { quantile } from '../statistics.ts'
import { openBenchAudit } from './bench-audit-log.ts'

export type Times = {
  readonly count: number
  readonly median: number
  readonly p99: number
  readonly max: number
}

const STEPS_A_HIT = 8
const WARM_UP = 200
const BY = { badge: '4711', name: 'Patrol one' }

type Part = 'auditUs' | 'auditCpuUs' | 'stepUs' | 'plainUs'

export function measureAppend(folder: string, steps: number): Record<Part, Times> {
  let at = Date.UTC(2026, 0, 5)
  const { db, audit } = openBenchAudit(folder, () => at)
  const hits = hitsRepository(db)
  const records = recordsRepository(db)
  const times: Record<Part, number[]> = { auditUs: [], auditCpuUs: [], stepUs: [], plainUs: [] }

  function newHit(): HitId {
    const hit = makeHit({ raisedAt: at })
    records.record(makeRecord({ capturedAt: at }, [hit]))
    return hit.id
  }
  function addStep(id: HitId, writeBesides?: () => void): void {
    const input: StepInput = { kind: 'noted', words: `Seen from behind at ${at}, the plate is bent` }
    hits.addStep({ id, input, by: BY, at, status: 'acknowledged', isDeferred: false }, writeBesides)
  }

  for (let number = 0; number < steps + WARM_UP; number += STEPS_A_HIT) {
    const audited = newHit()
    const plain = newHit()
    for (let step = 0; step < STEPS_A_HIT; step += 1) {
      at += 1000
      let auditUs = 0
      let auditCpuUs = 0
      const stepUs = microseconds(() =>
        addStep(audited, () => {
          const cpu = process.cpuUsage()
          auditUs = microseconds(() => {
            const detail = { step: 'noted', words: `Seen from behind at ${at}`, seen: { plate: 'AB12345' } }
            audit.write(BY, 'hit.step', audited, detail, { plate: 'AB12345' })
          })
          const { user, system } = process.cpuUsage(cpu)
          auditCpuUs = user + system
        }),
      )
      const plainUs = microseconds(() => addStep(plain))
      if (number < WARM_UP) continue
      times.auditUs.push(auditUs)
      times.auditCpuUs.push(auditCpuUs)
      times.stepUs.push(stepUs)
      times.plainUs.push(plainUs)
    }
  }
  db.close()
  return {
    auditUs: timesOf(times.auditUs),
    auditCpuUs: timesOf(times.auditCpuUs),
    stepUs: timesOf(times.stepUs),
    plainUs: timesOf(times.plainUs),
  }
}

function microseconds(work: () => void): number {
  const started = performance.now()
  work()
  return (performance.now() - started) * 1000
}

function timesOf(values: readonly number[]): Times {
  const [median, p99, max] = [0.5, 0.99, 1].map((share) => Math.round(quantile(values, share)))
  return { count: values.length, median: median ?? 0, p99: p99 ?? 0, max: max ?? 0 }
}
