// What an officer has to know before relying on the car, in words.
import type { CameraStatus } from '#shared/domain/camera.ts'
import { CATEGORIES, CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { bySeverity, type Severity } from '#shared/domain/severity.ts'

/** "2 of 3 give pictures: LEFT lost". Footage that is over gives none. */
export function camerasLine(cameras: readonly CameraStatus[]): string {
  if (cameras.length === 0) return 'no camera found'
  const silent = cameras.filter(({ state }) => state !== 'live')
  const count = `${cameras.length - silent.length} of ${cameras.length} give pictures`
  return silent.length === 0
    ? count
    : `${count}: ${silent.map(({ name, state }) => `${name} ${state}`).join(', ')}`
}

/** "3 open hits from before, the gravest critical". */
export function openHitsLine(hits: readonly Hit[]): string {
  const [gravest] = hits.map(({ presentation }) => presentation.severity).toSorted(bySeverity)
  if (gravest === undefined) return 'No open hits from before.'
  if (hits.length === 1) return `1 open hit from before, ${gravest}.`
  return `${hits.length} open hits from before, the gravest ${gravest}.`
}

/** What an open hit is about, without its plate. */
export const hitSubject = ({ matches: [match] }: Hit): string =>
  match === undefined ? 'Possible match' : CATEGORY_WORDS[match.entry.category]

export type Mutable = Exclude<Severity, 'critical' | 'silent'>
export const MUTABLE: readonly Mutable[] = ['high', 'medium', 'low']

/** The categories of a severity whose sound the profile lets an officer mute, in words; empty: none. */
export function mayMute({ presentations }: Profile, severity: Mutable): string[] {
  return CATEGORIES.filter((category) => {
    const presentation = presentations[category]
    return presentation?.severity === severity && presentation.mayMute
  }).map((category) => CATEGORY_WORDS[category])
}
