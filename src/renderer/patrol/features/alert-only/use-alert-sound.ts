import { useEffect, useRef } from 'react'
import { speak } from '#renderer/ui/speech.ts'
import { playTone } from '#renderer/ui/tone.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import { spokenBareAlert } from './alert-words.ts'

/** Sounds each alert once, and says its category; never the plate, which anybody beside the car would hear. */
export function useAlertSound(alerts: readonly BareAlert[]): void {
  const heard = useRef(new Set<string>())
  useEffect(() => {
    const fresh = alerts.filter(({ id }) => !heard.current.has(id))
    for (const { id } of fresh) heard.current.add(id)
    const [first] = fresh
    if (first === undefined) return
    playTone('critical')
    speak(spokenBareAlert(first))
  }, [alerts])
}
