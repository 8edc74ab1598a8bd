// Time and processor time of the stages of one picture.
import { summarise } from '../statistics.ts'

/**
 * `read` is all that follows the detector: views, characters, states, patterns, crops. `plateRead` and
 * `plateState` are one plate whose place is given, and are no part of `total` in scenes.
 */
export const STAGES = ['decode', 'detect', 'read', 'total', 'plateRead', 'plateState'] as const
export type Stage = (typeof STAGES)[number]

/** Milliseconds by the clock, and of processor time in all threads of the process. */
export type Cost = { readonly ms: number; readonly cpuMs: number }

type Spread = { readonly median: number; readonly p95: number }
export type StageSpreads = Readonly<Record<Stage, Spread | null>>

export type StageTimes = {
  add(costs: Readonly<Partial<Record<Stage, Cost>>>): void
  /** A stage that never ran is null. */
  summary(): { readonly ms: StageSpreads; readonly cpuMs: StageSpreads }
}

export const addCosts = (a: Cost, b: Cost): Cost => ({ ms: a.ms + b.ms, cpuMs: a.cpuMs + b.cpuMs })
export const shareOf = (cost: Cost, share: number): Cost => ({
  ms: cost.ms * share,
  cpuMs: cost.cpuMs * share,
})

/** Runs `work` and measures it; nothing else may run in the process meanwhile. */
export async function costOf<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly cost: Cost }> {
  const before = process.cpuUsage()
  const startedMs = performance.now()
  const value = await work()
  const ms = performance.now() - startedMs
  const { user, system } = process.cpuUsage(before)
  return { value, cost: { ms, cpuMs: (user + system) / 1000 } }
}

export function collectStageTimes(): StageTimes {
  const costs = new Map<Stage, Cost[]>()
  const spreads = (kind: keyof Cost): StageSpreads => {
    const spread = (stage: Stage): Spread | null => {
      const values = (costs.get(stage) ?? []).map((cost) => cost[kind])
      if (values.length === 0) return null
      const { median, p95 } = summarise(values)
      return { median, p95 }
    }
    return {
      decode: spread('decode'),
      detect: spread('detect'),
      read: spread('read'),
      total: spread('total'),
      plateRead: spread('plateRead'),
      plateState: spread('plateState'),
    }
  }
  return {
    add(picture) {
      for (const stage of STAGES) {
        const cost = picture[stage]
        if (cost === undefined) continue
        const all = costs.get(stage)
        if (all === undefined) costs.set(stage, [cost])
        else all.push(cost)
      }
    },
    summary: () => ({ ms: spreads('ms'), cpuMs: spreads('cpuMs') }),
  }
}
