import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car, Rules } from '#renderer/connection/car.ts'
import { may, signedIn } from '#renderer/connection/session.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { SessionState } from '#shared/domain/session.ts'
import { useTones, useVoice } from './announce.ts'
import type { HitDesk } from './desk.ts'
import { Explain } from './explain/explain.tsx'
import { HitScreen } from './hit/hit-screen.tsx'
import { Prompt } from './prompt/prompt.tsx'
import { Queue } from './queue/queue.tsx'
import { Reject } from './reject/reject.tsx'

export { createHitDesk, type HitDesk } from './desk.ts'

type HitDeskScreensProps = {
  readonly desk: HitDesk
  readonly car: Car
  readonly rules: Rules | undefined
  readonly session: SessionState | undefined
  readonly shift: Shift | null | undefined
  /** False while the core is lost: no answer can be saved. */
  readonly isLinked: boolean
}

const NONE_MUTED: Shift['muted'] = []

/**
 * The prompt, the hit, the queue or the explanation over the stage; undefined when none is up, or while there
 * is no shift: then hits wait and sound. Who does not operate looks at past hits without one. It never takes the
 * focus from a field.
 */
export function HitDeskScreens({
  desk,
  car,
  rules,
  session,
  shift,
  isLinked,
}: HitDeskScreensProps): ReactElement | undefined {
  const { screen, current, waiting } = useStore(desk.store)
  const muted = shift?.muted ?? NONE_MUTED
  useTones(waiting, muted)
  const isOnShift = shift !== null && shift !== undefined
  useVoice(screen === 'prompt' && isOnShift ? current : undefined, muted)
  const officer = signedIn(session)?.officer
  if (officer === undefined || rules === undefined) return undefined
  const mayLook = isOnShift || (may(session, 'hits.history') && !may(session, 'operate'))
  if (screen === 'queue') return mayLook ? <Queue desk={desk} car={car} /> : undefined
  if (current === undefined) return undefined
  const { profile } = rules
  if (screen === 'explain' && mayLook)
    return <Explain key={current.id} desk={desk} hit={current} officer={officer} profile={profile} />
  if (!isOnShift) return undefined
  const given = { desk, hit: current, officer, profile, isLinked }
  switch (screen) {
    case 'prompt':
      return <Prompt key={current.id} {...given} />
    case 'hit':
      return <HitScreen key={current.id} {...given} />
    case 'reject':
      return <Reject key={current.id} {...given} />
    case 'explain':
    case 'none':
    default:
      return undefined
  }
}
