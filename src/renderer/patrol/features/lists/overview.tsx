import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { may } from '#renderer/connection/session.ts'
import type { Asked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning, WarningShape } from '#renderer/ui/warning.tsx'
import { isTooOld, listAge } from '#renderer/patrol/words/list-age.ts'
import { clockTime, span } from '#renderer/office/words/when.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { InstalledList } from './installed-list.ts'
import { counted, progressWords } from './list-words.ts'
import type { ListsView } from './lists.tsx'
import { Report } from './report.tsx'

type OverviewProps = {
  readonly car: Car
  readonly installed: Asked<InstalledList[]>
  readonly onOpen: (view: ListsView) => void
  readonly onBack: () => void
}

/** The lists of this car with their ages, and what the last import of the chosen one came to. */
export function Overview({ car, installed, onOpen, onBack }: OverviewProps): ReactElement {
  const statuses = useStore(car.store, (state) => state.status?.hotLists)
  const mayImport = useStore(car.store, ({ session }) => may(session, 'lists.import'))
  const mayConfigure = useStore(car.store, ({ session }) => may(session, 'lists.configure'))
  const [chosen, setChosen] = useState<string>()
  const now = useNow(5000)
  const lists = installed.value
  const shown = lists?.find(({ status }) => status.name === chosen) ?? lists?.[0]
  // The status is told more often than the list of lists: an import's progress is in it.
  const statusOf = (list: InstalledList): HotListStatus =>
    statuses?.find(({ name }) => name === list.status.name) ?? list.status

  function openImport(): void {
    onOpen({ name: 'import' })
  }

  return (
    <Screen
      title="Hot lists"
      onSubmit={mayImport ? openImport : undefined}
      onBack={onBack}
      actions={
        <>
          {mayImport ? <SubmitButton label="Import a list" /> : undefined}
          {shown === undefined || !mayConfigure ? undefined : (
            <PlainButton
              label={`Settings of ${shown.status.name}`}
              onPress={() => {
                onOpen({ name: 'settings', list: shown.status.name })
              }}
            />
          )}
          <PlainButton
            label="Categories"
            onPress={() => {
              onOpen({ name: 'categories' })
            }}
          />
        </>
      }
    >
      {lists === undefined ? <p className="dim">{installed.why ?? 'Asking for the lists.'}</p> : undefined}
      {lists?.length === 0 ? (
        <Empty title="No hot list is loaded.">
          Plates are compared with nothing.{mayImport ? ' Import one with Enter.' : ''}
        </Empty>
      ) : undefined}
      {shown === undefined ? undefined : (
        <div className="halves list-halves">
          <ul className="stack" aria-label="Lists">
            {lists?.map((list) => (
              <li key={list.status.name}>
                <PlainButton
                  isOn={list === shown}
                  onPress={() => {
                    setChosen(list.status.name)
                  }}
                >
                  <ListRow list={statusOf(list)} now={now} />
                </PlainButton>
              </li>
            ))}
          </ul>
          <div className="stack">
            <Details list={statusOf(shown)} now={now} />
            {shown.report === undefined ? (
              <p className="dim">No report of an import is kept for this list.</p>
            ) : (
              <Report report={shown.report} />
            )}
          </div>
        </div>
      )}
    </Screen>
  )
}

function ListRow({ list, now }: { readonly list: HotListStatus; readonly now: number }): ReactElement {
  const isOld = isTooOld(list, now)
  return (
    <span className="list-row">
      <strong>
        {isOld ? <WarningShape /> : undefined}
        {list.name}
      </strong>
      <span className="figures">{counted(list.entries, 'entry', 'entries')}</span>
      <span>{listAge(list, now)}</span>
    </span>
  )
}

function Details({ list, now }: { readonly list: HotListStatus; readonly now: number }): ReactElement {
  const { name, source, template, version, loadedAt, writtenAt, maxAgeMs, refused } = list
  return (
    <>
      {list.importing === undefined ? undefined : (
        <ProgressBar share={list.importing.share} words={progressWords(name, list.importing)} />
      )}
      {list.lastRefusal === undefined ? undefined : (
        <Warning>
          <strong>
            A newer file was refused at {clockTime(list.lastRefusal.at, now)}; this version stays.
          </strong>{' '}
          {list.lastRefusal.why}
        </Warning>
      )}
      {isTooOld(list, now) ? (
        <Warning>
          <strong>Too old:</strong> {listAge(list, now)}. Import a newer file.
        </Warning>
      ) : undefined}
      <dl className="facts figures">
        <dt>Source</dt>
        <dd>
          {source}, template {template}
        </dd>
        <dt>Version</dt>
        <dd>{version}</dd>
        <dt>Written</dt>
        <dd>
          {clockTime(writtenAt, now)}; should be newer than {span(maxAgeMs)}
        </dd>
        <dt>Loaded</dt>
        <dd>{clockTime(loadedAt, now)}</dd>
        <dt>Not taken</dt>
        <dd>{counted(refused, 'line')}</dd>
      </dl>
    </>
  )
}
