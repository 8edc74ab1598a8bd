import type { ReactElement } from 'react'
import { span } from '#renderer/office/words/when.ts'
import { bytesWords, figure } from '#renderer/records/words/figures.ts'
import { ORDER_WORDS } from '#renderer/records/words/kinds.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { dayText, momentText } from '#renderer/ui/typed-moment.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { FleetCar } from '#shared/records/fleet.ts'
import type { ContactReport } from '#shared/transfer/wire.ts'
import { cameraWords } from './car-words.ts'
import { TransferDays } from './transfer-days.tsx'

type CarScreenProps = {
  readonly car: FleetCar
  /** Undefined for who may not, and for a car that is revoked. */
  readonly onOrder: (() => void) | undefined
  readonly onRevoke: (() => void) | undefined
  readonly onBack: () => void
}

const GUARD_WORDS: Readonly<Record<ContactReport['guard'], string>> = {
  normal: 'everything is kept',
  'no-context': 'no context images, space is short',
  'hits-only': 'hits only, space is nearly used up',
}

/** One car: what waits in it, what was ordered, and what it said of itself. */
export function CarScreen({ car, onOrder, onRevoke, onBack }: CarScreenProps): ReactElement {
  const { transfer, order } = car
  useKeys({ F2: onOrder, F3: onRevoke })
  return (
    <Screen
      title={car.name}
      lead={car.state === 'revoked' ? 'Revoked: it is let in no more.' : undefined}
      onBack={onBack}
      backWord="Back to the cars"
      actions={
        <>
          {onOrder === undefined ? undefined : (
            <KeyButton
              keyName="F2"
              label="Have it transfer"
              detail="at its next contact"
              weight="main"
              onPress={onOrder}
            />
          )}
          {onRevoke === undefined ? undefined : (
            <KeyButton keyName="F3" label="Revoke" detail="it is let in no more" onPress={onRevoke} />
          )}
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          {transfer.level === 'fine' ? undefined : (
            <Warning>
              {figure(transfer.days)} days since its oldest record was made that is not here.
              {transfer.clause === undefined ? '' : ` Clause ${transfer.clause}.`}
            </Warning>
          )}
          <FactList
            facts={[
              ['Transfer', <TransferDays key="transfer" transfer={transfer} />],
              [
                'Last complete',
                transfer.lastCompleteAt === undefined ? 'never' : momentText(transfer.lastCompleteAt),
              ],
              ['Last contact', car.lastContactAt === undefined ? 'never' : momentText(car.lastContactAt)],
              ['Enrolled', momentText(car.enrolledAt)],
              ['Certificate until', dayText(car.certificateEndsAt)],
            ]}
          />
          {order === undefined ? undefined : (
            <>
              <h3>Ordered transfer</h3>
              <p>
                {momentText(order.at)} by {order.by.name}, {order.by.badge}: {ORDER_WORDS[order.state]}
              </p>
              {order.state === 'taken' ? (
                <ProgressBar
                  share={order.progress}
                  words={`${Math.floor(order.progress * 100)} % of what waited is here`}
                />
              ) : undefined}
            </>
          )}
        </div>
        <div className="stack">
          {car.report === undefined ? (
            <Empty title="It has told nothing yet." />
          ) : (
            <Report report={car.report} />
          )}
        </div>
      </div>
    </Screen>
  )
}

function Report({ report }: { readonly report: ContactReport }): ReactElement {
  const now = useNow(30_000)
  return (
    <>
      <FactList
        facts={[
          ['Version', report.version],
          ['Policy', report.policy],
          [
            'Recogniser',
            <StateMark
              key="reading"
              standing={report.recogniser === 'not-reading' ? 'attention' : 'in-order'}
            >
              {report.recogniser.replace('-', ' ')}
            </StateMark>,
          ],
          ['Cameras', cameraWords(report)],
          ['GPS', report.gps],
          ['Free space', `${bytesWords(report.freeBytes)}; ${GUARD_WORDS[report.guard]}`],
        ]}
      />
      <h3>Hot lists in the car</h3>
      {report.lists.length === 0 ? (
        <Empty title="None is loaded." />
      ) : (
        <DataTable
          label="Hot lists in the car"
          columns={['List', 'Version', 'Loaded']}
          rows={report.lists.map((list) => ({
            key: list.name,
            cells: [
              list.name,
              String(list.version),
              list.loadedAt === undefined ? 'not known' : `${span(now - list.loadedAt)} ago`,
            ],
          }))}
        />
      )}
    </>
  )
}
