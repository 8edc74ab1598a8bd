import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { SignedIn } from '#renderer/connection/session.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { InFront } from '#renderer/ui/in-front.ts'
import type { Theme } from '#renderer/ui/theme.ts'
import { Cameras } from './features/cameras/cameras.tsx'
import { askCanvass } from './features/canvass/ask-canvass.ts'
import { CanvassBanner } from './features/canvass/canvass-banner.tsx'
import type { Reel as ReelStore } from './features/reel/reel-store.ts'
import { Reel } from './features/reel/reel.tsx'
import { SelectedRead } from './features/selected-read/selected-read.tsx'
import { OpenScreen, type ScreenName } from './screens.tsx'
import { isOnShift, type AskedScreen } from './which-screens.ts'

type SignedInStageProps = {
  readonly car: Car
  readonly reel: ReelStore
  readonly session: SignedIn
  readonly screen: ScreenName | undefined
  readonly theme: Theme
  readonly isHitUp: boolean
  readonly onTheme: () => void
  readonly onOpen: (name: AskedScreen) => void
  readonly onQueue: () => void
  readonly onLock: () => void
  readonly onSignOut: () => void
  readonly onBack: () => void
}

/** The live screen of a running shift, and the screen over it. Without a shift there is no live screen. */
export function SignedInStage(props: SignedInStageProps): ReactElement {
  const { car, reel, screen, isHitUp } = props
  const shift = useStore(car.store, (state) => state.shift)
  const cameras = useStore(car.store, (state) => state.cameras)
  const isLinked = useStore(car.store, ({ link }) => link.kind === 'open')
  const selected = useStore(reel.store, (state) => state.selected)
  const isLive = isOnShift({ shift })
  const canvass = useAsked(car, askCanvass, isLive)
  return (
    <>
      {isLive ? (
        <FaultBoundary part="The canvass">
          <CanvassBanner canvass={canvass.value} />
        </FaultBoundary>
      ) : undefined}
      <div className="work">
        {isLive ? (
          <main inert={screen !== undefined}>
            <div className="left">
              <FaultBoundary part="The list of cameras">
                <Cameras cameras={cameras} />
              </FaultBoundary>
              <FaultBoundary part="The selected read">
                <SelectedRead read={selected} />
              </FaultBoundary>
            </div>
            <FaultBoundary part="The reel">
              <Reel reel={reel} isInFront={!isHitUp && screen === undefined} isLinked={isLinked} />
            </FaultBoundary>
          </main>
        ) : undefined}
        <FaultBoundary key={screen} part="The screen">
          <InFront value={!isHitUp}>
            <OpenScreen {...props} name={screen} canvass={canvass} selected={selected} />
          </InFront>
        </FaultBoundary>
      </div>
    </>
  )
}
