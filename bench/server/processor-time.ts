// Processor time of other processes, from /proc: on two shared cores the clock alone does not say whose work it was.
import { readdirSync, readFileSync } from 'node:fs'

/** USER_HZ, which Linux fixes for /proc whatever the kernel's own tick is. */
const TICKS_PER_S = 100

type Stat = { readonly parent: number; readonly own: number; readonly ended: number }

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold spaces.
    const cells = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (index: number): number => Number(cells[index])
    return { parent: at(1), own: (at(11) + at(12)) / TICKS_PER_S, ended: (at(13) + at(14)) / TICKS_PER_S }
  } catch {
    return undefined
  }
}

/** Seconds of a process and of its children, those that have ended among them. */
export function processorSeconds(pid: number): number {
  const main = statOf(pid)
  if (main === undefined) return 0
  let seconds = main.own + main.ended
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = statOf(Number(name))
    if (stat?.parent === pid) seconds += stat.own + stat.ended
  }
  return seconds
}
