import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Hit } from '#shared/domain/hit.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { HitDesk } from '../desk.ts'
import { DeskScreen } from '../desk-screen.tsx'
import { Crop } from '../pictures.tsx'
import { Trouble } from '../trouble.tsx'
import { WaitingLine } from '../waiting-line.tsx'
import { useWork, type HitWork } from '../work.ts'
import { Busy } from './busy.tsx'
import { Characters } from './characters.tsx'
import { Close } from './close.tsx'
import { Confirmation } from './confirmation.tsx'
import { ContradictionFound } from './contradiction-found.tsx'
import { Decide } from './decide.tsx'
import { Facts } from './facts.tsx'
import { HandOff } from './hand-off.tsx'
import { LeaveOut } from './leave-out.tsx'
import { HitHead } from '../hit-head.tsx'
import { NoAction } from './no-action.tsx'
import { OtherGrounds } from './other-grounds.tsx'
import { PlateType } from './plate-type.tsx'
import { RecordShown } from './record-shown.tsx'
import { SeenState } from './seen-state.tsx'
import { SeenVehicle } from './seen-vehicle.tsx'
import { StatusCheck } from './status-check.tsx'
import { Steps } from './steps.tsx'
import './hit-screen.css'

type HitScreenProps = {
  readonly desk: HitDesk
  readonly hit: Hit
  readonly officer: Officer
  readonly profile: Profile
  readonly isLinked: boolean
}

/** One hit from the comparison to its end: one question a screen, the crop always in view. */
export function HitScreen({ desk, hit, officer, profile, isLinked }: HitScreenProps): ReactElement {
  const waiting = useStore(desk.store, (state) => state.waiting)
  const work = useWork({ desk, hit, officer, profile })
  return (
    <DeskScreen label="Hit" className="hit" onEscape={work.back}>
      <WaitingLine waiting={waiting} current={hit} />
      <HitHead work={work} />
      <Steps work={work} />
      <div className="hit-evidence">
        <Crop read={hit.read} />
        <Facts work={work} />
      </div>
      <QuestionAsked key={work.question} work={work} />
      <Trouble desk={desk} isLinked={isLinked} />
    </DeskScreen>
  )
}

function QuestionAsked({ work }: { readonly work: HitWork }): ReactElement {
  switch (work.question) {
    case 'characters':
      return <Characters work={work} />
    case 'state':
      return <SeenState work={work} />
    case 'vehicle':
      return <SeenVehicle work={work} />
    case 'contradiction':
      return <ContradictionFound work={work} />
    case 'plate-type':
      return <PlateType work={work} />
    case 'status':
      return <StatusCheck work={work} />
    case 'record':
      return <RecordShown work={work} />
    case 'confirmation':
      return <Confirmation work={work} />
    case 'decision':
      return <Decide work={work} />
    case 'no-action':
      return <NoAction work={work} />
    case 'busy':
      return <Busy work={work} />
    case 'other-grounds':
      return <OtherGrounds work={work} />
    case 'leave-out':
      return <LeaveOut work={work} />
    case 'hand-off':
      return <HandOff work={work} />
    case 'close':
    default:
      return <Close work={work} />
  }
}
