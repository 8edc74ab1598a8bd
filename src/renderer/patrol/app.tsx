// What lies on the stage: the way to a signed-in officer, or the live screen with at most one screen of his own
// over it, and over that a hit. The parts of the console are put together here; they know nothing of one another.
import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { signedIn } from '#renderer/connection/session.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { nextTheme, rememberTheme, wearTheme, type Theme } from '#renderer/ui/theme.ts'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { HitDeskScreens, type HitDesk } from './features/hits/hit-desk.tsx'
import type { Reel as ReelStore } from './features/reel/reel-store.ts'
import { Notices } from './features/status/notices.tsx'
import { StatusLine } from './features/status/status-line.tsx'
import { shiftWords } from './features/status/status-words.ts'
import { officeScreens } from './screens.tsx'
import { SignedInStage } from './signed-in-stage.tsx'
import { SignedOutStage } from './signed-out-stage.tsx'
import { homeScreen, isOnShift, mayLookAtHits, roadScreens, type AskedScreen } from './which-screens.ts'
import './app.css'

type AppProps = {
  readonly car: Car
  readonly reel: ReelStore
  readonly desk: HitDesk
  readonly startingTheme: Theme
}

export function App({ car, reel, desk, startingTheme }: AppProps): ReactElement {
  const { link, session, status, audit, transfer, toldAt, shift, rules } = useStore(car.store)
  const { waiting, screen: hitScreen, gone } = useStore(desk.store)
  const [theme, changeTheme] = useTheme(startingTheme, session?.stage === 'alert-only')
  const [asked, setAsked] = useState<AskedScreen>()
  const leaving = useAction(car)
  const holder = signedIn(session)
  const badge = holder?.officer.badge
  const [lastBadge, setLastBadge] = useState(badge)
  if (badge !== lastBadge) {
    // The next officer does not begin where the last one was.
    setLastBadge(badge)
    setAsked(undefined)
  }
  const console = { session, shift }
  const isLinked = link.kind === 'open'
  const home = homeScreen(console)
  // A hit lies over everything; without a shift hits wait.
  const isShut = home === 'password-due' || home === 'training-gate'
  const mayLook = mayLookAtHits(console) && !isShut
  const isHitUp = mayLook && hitScreen !== 'none'
  const screen = home === 'password-due' ? home : (asked ?? home)
  const isOffice = holder !== undefined && officeScreens(holder).some(({ name }) => name === screen)
  // Screens of the office have function keys of their own.
  const areKeysOn = holder !== undefined && !isHitUp && home !== 'password-due' && !isOffice

  function toggle(name: AskedScreen): void {
    setAsked((before) => (before === name ? undefined : name))
  }
  function lock(): void {
    void leaving.run((core, signal) => core.session.lock(undefined, { signal }), car.enter)
  }
  /** Without a shift: open hits are nobody's of this session. */
  function signOut(): void {
    void leaving.run((core, signal) => core.session.signOut({ leavesOpenHits: true }, { signal }), car.enter)
  }
  const keys = Object.fromEntries(
    [{ keyName: 'F1', name: 'menu' as const }, ...roadScreens(console)].map(({ keyName, name }) => [
      keyName,
      () => {
        toggle(name)
      },
    ]),
  )
  const toggleQueue = mayLook ? desk.toggleQueue : undefined
  useKeys({
    ...(areKeysOn ? keys : {}),
    ...(areKeysOn && screen === 'menu' && !isOnShift(console) ? { F2: signOut } : {}),
    F8: changeTheme,
    // With nothing open too: recent, suppressed and exonerated hits are behind it.
    F10: toggleQueue,
  })

  return (
    <div className="console">
      {status?.demonstration === true ? (
        <p className="demonstration">DEMONSTRATION - made-up data, not for police use</p>
      ) : undefined}
      <div className="stage">
        <FaultBoundary part="The line of notices">
          <Notices
            link={link}
            status={status}
            audit={audit}
            transfer={transfer}
            toldAt={toldAt}
            gone={gone}
          />
        </FaultBoundary>
        <Trouble trouble={leaving.trouble} title="Not done." />
        {holder === undefined ? (
          <div className="work">
            <FaultBoundary part="The sign-in">
              <SignedOutStage car={car} session={session} />
            </FaultBoundary>
          </div>
        ) : (
          <SignedInStage
            car={car}
            reel={reel}
            session={holder}
            screen={screen}
            theme={theme}
            isHitUp={isHitUp}
            onTheme={changeTheme}
            onOpen={setAsked}
            onQueue={desk.toggleQueue}
            onLock={lock}
            onSignOut={signOut}
            onBack={() => {
              setAsked(undefined)
            }}
          />
        )}
        <FaultBoundary part="The hit">
          <HitDeskScreens
            desk={desk}
            car={car}
            rules={rules}
            session={session}
            shift={isShut ? null : shift}
            isLinked={isLinked}
          />
        </FaultBoundary>
      </div>
      <FaultBoundary part="The status line">
        <StatusLine
          status={status}
          transfer={transfer}
          who={shiftWords(session, shift)}
          isMenuOpen={asked === 'menu'}
          onMenu={areKeysOn ? keys['F1'] : undefined}
          waiting={waiting.length}
          isQueueOpen={isHitUp && hitScreen === 'queue'}
          onQueue={toggleQueue}
        />
      </FaultBoundary>
    </div>
  )
}

/** Dark while the console is alert-only, by day too: a car that nobody sits in should draw no eyes. */
function useTheme(starting: Theme, isIdle: boolean): readonly [Theme, () => void] {
  const [theme, setTheme] = useState(starting)
  useEffect(() => {
    wearTheme(isIdle && theme === 'day' ? 'night' : theme)
  }, [theme, isIdle])
  function change(): void {
    const next = nextTheme(theme)
    rememberTheme(next)
    setTheme(next)
  }
  return [theme, change]
}
