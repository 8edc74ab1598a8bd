// The live screen and what lies over it: at most one screen of the officer's own, and over that a hit. Parts
// the parts of the console are put together in; they know nothing of one another.
import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { InFront } from '#renderer/ui/in-front.ts'
import { nextTheme, rememberTheme, wearTheme, type Theme } from '#renderer/ui/theme.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Cameras } from './features/cameras/cameras.tsx'
import { askCanvass } from './features/canvass/ask-canvass.ts'
import { CanvassBanner } from './features/canvass/canvass-banner.tsx'
import { HitDeskScreens, type HitDesk } from './features/hits/hit-desk.tsx'
import type { Reel as ReelStore } from './features/reel/reel-store.ts'
import { Reel } from './features/reel/reel.tsx'
import { SelectedRead } from './features/selected-read/selected-read.tsx'
import { Notices } from './features/status/notices.tsx'
import { StatusLine } from './features/status/status-line.tsx'
import { SCREEN_KEYS, OpenScreen, type ScreenName } from './screens.tsx'
import './app.css'

type AppProps = {
  readonly car: Car
  readonly reel: ReelStore
  readonly desk: HitDesk
  readonly startingTheme: Theme
}

export function App({ car, reel, desk, startingTheme }: AppProps): ReactElement {
  const { link, status, cameras, toldAt, shift, rules } = useStore(car.store)
  const selected = useStore(reel.store, (state) => state.selected)
  const { waiting, screen: hitScreen, gone } = useStore(desk.store)
  const [theme, changeTheme] = useTheme(startingTheme)
  const canvass = useAsked(car, askCanvass)
  const [asked, setAsked] = useState<ScreenName>()
  const isLinked = link.kind === 'open'
  const isOnShift = shift !== null
  // A hit lies over everything; without a shift hits wait and nothing but the start of a shift is there.
  const isHitUp = isOnShift && hitScreen !== 'none'
  const screen = shift === null ? 'start' : asked

  function toggle(name: ScreenName): void {
    setAsked((before) => (before === name ? undefined : name))
  }
  function close(): void {
    setAsked(undefined)
  }
  const keys = Object.fromEntries(
    SCREEN_KEYS.map(([key, name]) => [
      key,
      () => {
        toggle(name)
      },
    ]),
  )
  useKeys({
    ...(isOnShift && !isHitUp ? keys : {}),
    F8: changeTheme,
    // With nothing open too: recent, suppressed and exonerated hits are behind it.
    F10: isOnShift ? desk.toggleQueue : undefined,
  })

  return (
    <div className="console">
      {status?.demonstration === true ? (
        <p className="demonstration">DEMONSTRATION - made-up data, not for police use</p>
      ) : undefined}
      <div className="stage">
        <FaultBoundary part="The line of notices">
          <Notices link={link} status={status} toldAt={toldAt} gone={gone} />
        </FaultBoundary>
        <FaultBoundary part="The canvass">
          <CanvassBanner canvass={canvass.value} />
        </FaultBoundary>
        <div className="work">
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
          <FaultBoundary key={screen} part="The screen">
            <InFront value={!isHitUp}>
              <OpenScreen
                name={screen}
                car={car}
                canvass={canvass}
                selected={selected}
                theme={theme}
                onTheme={changeTheme}
                onOpen={setAsked}
                onQueue={desk.toggleQueue}
                onBack={close}
              />
            </InFront>
          </FaultBoundary>
        </div>
        <FaultBoundary part="The hit">
          <HitDeskScreens desk={desk} car={car} rules={rules} shift={shift} isLinked={isLinked} />
        </FaultBoundary>
      </div>
      <FaultBoundary part="The status line">
        <StatusLine
          status={status}
          shift={shift}
          isMenuOpen={screen === 'menu'}
          onMenu={isOnShift && !isHitUp ? keys['F1'] : undefined}
          waiting={waiting.length}
          isQueueOpen={isHitUp && hitScreen === 'queue'}
          onQueue={isOnShift ? desk.toggleQueue : undefined}
        />
      </FaultBoundary>
    </div>
  )
}

function useTheme(starting: Theme): readonly [Theme, () => void] {
  const [theme, setTheme] = useState(starting)
  useEffect(() => {
    wearTheme(theme)
  }, [theme])
  function change(): void {
    const next = nextTheme(theme)
    rememberTheme(next)
    setTheme(next)
  }
  return [theme, change]
}
