// Sound and voice of hits. A tone when a hit comes up, whatever is on the screen; the voice when its prompt is
// before the officer. Severities that the officer has muted are silent, a critical one never is.
import { useEffect, useRef } from 'react'
import { speak } from '#renderer/ui/speech.ts'
import { playTone } from '#renderer/ui/tone.ts'
import { spokenAlert } from '#renderer/patrol/words/spoken-alert.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { Severity } from '#shared/domain/severity.ts'
import { byWeight, isUnanswered } from './waiting.ts'

/** Whether the officer has muted this severity; a critical hit is always heard. */
export function isMuted(severity: Severity, muted: Shift['muted']): boolean {
  return muted.some((one) => one === severity)
}

/** Sounds the gravest of the hits that have come up since the last time. */
export function useTones(waiting: readonly Hit[], muted: Shift['muted']): void {
  const heard = useRef(new Set<string>())
  useEffect(() => {
    const fresh = waiting.filter((hit) => isUnanswered(hit) && !heard.current.has(hit.id))
    for (const { id } of fresh) heard.current.add(id)
    const [gravest] = fresh
      .filter(({ presentation }) => !isMuted(presentation.severity, muted))
      .toSorted(byWeight)
    if (gravest !== undefined) playTone(gravest.presentation.sound)
  }, [waiting, muted])
}

/** Says the prompt that is before the officer, once; whatever takes it from the screen ends the voice. */
export function useVoice(hit: Hit | undefined, muted: Shift['muted']): void {
  const said = useRef(new Set<string>())
  const isSilent = hit === undefined || hit.isDeferred || isMuted(hit.presentation.severity, muted)
  const words = isSilent ? undefined : spokenAlert(hit)
  const id = hit?.id
  useEffect(() => {
    if (id === undefined || words === undefined || said.current.has(id)) return undefined
    said.current.add(id)
    return speak(words)
  }, [id, words])
}
