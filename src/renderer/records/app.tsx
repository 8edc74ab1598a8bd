// What lies on the stage: the way to somebody signed in, or the navigation and the screen he has opened. The parts of
// the console are put together here; they know nothing of one another.
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Department } from '#renderer/connection/department.ts'
import { signedIn, type SignedIn } from '#renderer/connection/session.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { MySignIn } from '#renderer/office/features/sign-in/my-sign-in.tsx'
import { PasswordDue } from '#renderer/office/features/sign-in/password-due.tsx'
import { SignInDesk } from '#renderer/office/features/sign-in/sign-in-desk.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { nextTheme, rememberTheme, wearTheme, type Theme } from '#renderer/ui/theme.ts'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { focusNavigation, Navigation, type NavigationEntry } from './navigation.tsx'
import { Notices } from './notices.tsx'
import { recordsScreens, SCREEN_KEYS, type RecordsScreenName } from './records-screens.tsx'
import { ServerLine } from './server-line.tsx'
import './app.css'

type AppProps = { readonly department: Department; readonly startingTheme: Theme }

export function App({ department, startingTheme }: AppProps): ReactElement {
  const { link, session, status, audit } = useStore(department.store)
  const [theme, setTheme] = useState(startingTheme)
  const navigation = useRef<HTMLUListElement>(null)
  const holder = signedIn(session)
  useEffect(() => {
    wearTheme(theme)
  }, [theme])
  function changeTheme(): void {
    const next = nextTheme(theme)
    rememberTheme(next)
    setTheme(next)
  }
  const toNavigation =
    holder === undefined || holder.isPasswordDue
      ? undefined
      : () => {
          focusNavigation(navigation.current)
        }
  useKeys({ F8: changeTheme, F9: toNavigation })
  return (
    <div className="console">
      <div className="stage">
        <FaultBoundary part="The line of notices">
          <Notices link={link} audit={audit} />
        </FaultBoundary>
        {holder === undefined ? (
          <div className="work">
            <FaultBoundary part="The sign-in">
              <SignedOut department={department} />
            </FaultBoundary>
          </div>
        ) : (
          <Signed
            key={holder.officer.badge}
            department={department}
            holder={holder}
            navigation={navigation}
          />
        )}
      </div>
      <FaultBoundary part="The status line">
        <ServerLine
          status={status}
          audit={audit}
          who={holder && `${holder.officer.name}, ${holder.officer.badge}`}
          theme={theme}
          onTheme={changeTheme}
          onNavigation={toNavigation}
        />
      </FaultBoundary>
    </div>
  )
}

function SignedOut({ department }: { readonly department: Department }): ReactElement | undefined {
  const session = useStore(department.store, (state) => state.session)
  if (session === undefined)
    return (
      <Empty title="It is not known who is signed in.">Nothing is shown until the server has answered.</Empty>
    )
  if (session.stage === 'signed-in') return undefined
  return <SignInDesk office={department} session={session} alerts={undefined} />
}

type SignedProps = {
  readonly department: Department
  readonly holder: SignedIn
  readonly navigation: React.RefObject<HTMLUListElement | null>
}

function Signed({ department, holder, navigation }: SignedProps): ReactElement {
  const screens = recordsScreens(holder)
  const [asked, setAsked] = useState<RecordsScreenName | 'my-sign-in'>()
  /** Rises with each choice in the navigation: a screen that is chosen again begins anew. */
  const [times, setTimes] = useState(0)
  const leaving = useAction(department)
  const mine = asked === 'my-sign-in'
  const screen = mine ? undefined : (screens.find(({ name }) => name === asked) ?? screens[0])
  function lock(): void {
    void leaving.run((core, signal) => core.session.lock(undefined, { signal }), department.enter)
  }
  function signOut(): void {
    const input = { leavesOpenHits: true }
    void leaving.run((core, signal) => core.session.signOut(input, { signal }), department.enter)
  }
  function toNavigation(): void {
    focusNavigation(navigation.current)
  }
  function to(name: RecordsScreenName | 'my-sign-in') {
    return () => {
      setAsked(name)
      setTimes((before) => before + 1)
    }
  }
  if (holder.isPasswordDue)
    return (
      <div className="work">
        <PasswordDue office={department} onSignOut={signOut} />
      </div>
    )
  const entries: NavigationEntry[] = [
    ...screens.map(({ name, label, detail }) => ({
      name,
      keyName: SCREEN_KEYS[name],
      label,
      detail,
      onPress: to(name),
    })),
    {
      name: 'my-sign-in',
      keyName: 'I',
      label: 'My sign-in',
      detail: 'password, security key',
      onPress: to('my-sign-in'),
    },
    {
      name: 'lock',
      keyName: '0',
      label: 'Lock now',
      detail: 'a second factor opens it again',
      onPress: lock,
    },
    { name: 'sign-out', keyName: 'X', label: 'Sign out', detail: 'nobody stays signed in', onPress: signOut },
  ]
  const given = {
    department,
    office: department,
    me: holder.officer,
    rights: holder.rights,
    onBack: toNavigation,
  }
  return (
    <>
      <Trouble trouble={leaving.trouble} title="Not done." />
      <div className="records">
        <Navigation list={navigation} entries={entries} open={mine ? 'my-sign-in' : screen?.name} />
        <div className="work">
          <FaultBoundary key={`${asked ?? ''} ${times}`} part="The screen">
            {mine ? (
              <MySignIn office={department} session={holder} onLock={lock} onBack={toNavigation} />
            ) : screen === undefined ? (
              <Screen title="Nothing to open" onBack={toNavigation}>
                <Empty title="Your account has no screens here yet.">An administrator gives roles.</Empty>
              </Screen>
            ) : (
              screen.open(given)
            )}
          </FaultBoundary>
        </div>
      </div>
    </>
  )
}
