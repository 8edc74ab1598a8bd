// What a car told at its last contact, in a few words.
import { span } from '#renderer/office/words/when.ts'
import type { ContactReport } from '#shared/transfer/wire.ts'

/** "3 live" or "2 of 3 live: LEFT lost"; the states are those of domain/camera.ts. */
export function cameraWords(report: ContactReport | undefined): string {
  if (report === undefined) return 'not known'
  const { cameras } = report
  if (cameras.length === 0) return 'none'
  const others = cameras.filter(({ state }) => state !== 'live')
  if (others.length === 0) return `${cameras.length} live`
  const named = others.map(({ name, state }) => `${name} ${state}`).join(', ')
  return `${cameras.length - others.length} of ${cameras.length} live: ${named}`
}

/** "2 lists, oldest 3 days"; the age is that of the loading in the car. */
export function listWords(report: ContactReport | undefined, now: number): string {
  if (report === undefined) return 'not known'
  const { lists } = report
  if (lists.length === 0) return 'none'
  const count = lists.length === 1 ? '1 list' : `${lists.length} lists`
  const loaded = lists.flatMap(({ loadedAt }) => (loadedAt === undefined ? [] : [loadedAt]))
  return loaded.length === 0 ? count : `${count}, oldest ${span(now - Math.min(...loaded))}`
}
