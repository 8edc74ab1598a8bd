// The live screen and what lies over it. Parts the parts of the console are put together in; they know
// nothing of one another.
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { FaultBoundary } from '#renderer/ui/fault-boundary.tsx'
import { nextTheme, rememberTheme, THEME_WORD, wearTheme, type Theme } from '#renderer/ui/theme.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { HitId } from '#shared/domain/ids.ts'
import { Cameras } from './features/cameras/cameras.tsx'
import type { Prompts } from './features/prompt/prompt-store.ts'
import { Prompt } from './features/prompt/prompt.tsx'
import type { Reel as ReelStore } from './features/reel/reel-store.ts'
import { Reel } from './features/reel/reel.tsx'
import { SelectedRead } from './features/selected-read/selected-read.tsx'
import { Notices } from './features/status/notices.tsx'
import { StatusLine } from './features/status/status-line.tsx'
import './app.css'

type AppProps = {
  readonly car: Car
  readonly reel: ReelStore
  readonly prompts: Prompts
  readonly startingTheme: Theme
}

export function App({ car, reel, prompts, startingTheme }: AppProps): ReactElement {
  const { link, status, cameras, toldAt } = useStore(car.store)
  const selected = useStore(reel.store, (state) => state.selected)
  const { waiting, current, review, gone } = useStore(prompts.store)
  const [theme, changeTheme] = useTheme(startingTheme)
  useKeys({ F8: changeTheme, F10: prompts.toggleReview })
  const onShown = useCallback(
    (id: HitId) => {
      void car.hitShown(id)
    },
    [car],
  )

  return (
    <div className="console">
      {status?.demonstration === true ? (
        <p className="demonstration">DEMONSTRATION - made-up data, not for police use</p>
      ) : undefined}
      <div className="stage">
        <FaultBoundary part="The line of notices">
          <Notices link={link} status={status} toldAt={toldAt} gone={gone} />
        </FaultBoundary>
        <main>
          <div className="left">
            <FaultBoundary part="The list of cameras">
              <Cameras cameras={cameras} />
            </FaultBoundary>
            <FaultBoundary part="The selected read">
              <SelectedRead read={selected} />
            </FaultBoundary>
          </div>
          <FaultBoundary part="The reel">
            <Reel reel={reel} isInFront={current === undefined} isLinked={link.kind === 'open'} />
          </FaultBoundary>
        </main>
        <FaultBoundary key={current?.id} part="The prompt">
          <Prompt
            prompts={prompts}
            hotLists={status?.hotLists ?? []}
            isLinked={link.kind === 'open'}
            onShown={onShown}
          />
        </FaultBoundary>
      </div>
      <FaultBoundary part="The status line">
        <StatusLine
          status={status}
          themeWord={THEME_WORD[theme]}
          onTheme={changeTheme}
          waiting={waiting.length}
          isReviewing={review !== undefined}
          onReview={prompts.toggleReview}
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
