import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { span } from '#renderer/office/words/when.ts'
import type { DepartmentState } from '#shared/contract/department.ts'
import type { Right } from '#shared/domain/rights.ts'
import { Enrol } from './enrol.tsx'

const askState = (core: CoreClient, signal: AbortSignal): Promise<DepartmentState> =>
  core.department.state(undefined, { signal })

type DepartmentProps = {
  readonly car: Car
  readonly rights: readonly Right[]
  readonly onBack: () => void
}

/** Whom this car trusts as its department, how old its roster is, and the signed files that wait. */
export function Department({ car, rights, onBack }: DepartmentProps): ReactElement {
  const { value: state, why, ask } = useAsked(car, askState)
  const [isEnrolling, setIsEnrolling] = useState(false)
  const [picked, setPicked] = useState<string>()
  const [taken, setTaken] = useState<string>()
  const action = useAction(car)
  const mayEnrol = rights.includes('department.enrol')
  const mayImport = rights.includes('department.import')
  const file = state?.files.find((one) => one === picked) ?? state?.files[0]
  const canImport = mayImport && state?.isEnrolled === true && file !== undefined

  if (isEnrolling) {
    return (
      <Enrol
        car={car}
        onDone={() => {
          ask()
          setIsEnrolling(false)
        }}
        onBack={() => {
          setIsEnrolling(false)
        }}
      />
    )
  }
  function take(): void {
    if (!canImport) return
    setTaken(undefined)
    void action.run(
      (core, signal) => core.department.import({ file }, { signal }),
      () => {
        setTaken(`${file} is taken.`)
        ask()
      },
    )
  }
  return (
    <Screen
      title="Department"
      lead="Rosters, training records, releases and policies come signed, and work without contact."
      onSubmit={canImport ? take : undefined}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not taken." />}
      actions={
        <>
          {canImport ? <SubmitButton label={`Take ${file}`} isDisabled={action.isBusy} /> : undefined}
          {mayEnrol && state?.isEnrolled === false ? (
            <PlainButton
              label="Enrol a department"
              onPress={() => {
                setIsEnrolling(true)
              }}
            />
          ) : undefined}
        </>
      }
    >
      {state === undefined ? (
        <Unanswered why={why} onAgain={ask} />
      ) : (
        <div className="halves">
          <Standing state={state} />
          <div className="stack">
            <h3>Files that wait</h3>
            <p role="status">{taken === undefined ? undefined : <strong>{taken}</strong>}</p>
            {state.files.length === 0 ? (
              <Empty title="No file waits.">
                Copy a signed file into the folder department beside the car&apos;s data.
              </Empty>
            ) : (
              <ul className="stack" aria-label="Files that wait">
                {state.files.map((one) => (
                  <li key={one}>
                    <PlainButton
                      isOn={canImport && one === file}
                      isDisabled={!mayImport || !state.isEnrolled}
                      label={one}
                      onPress={() => {
                        setPicked(one)
                      }}
                    />
                  </li>
                ))}
              </ul>
            )}
          </div>
        </div>
      )}
    </Screen>
  )
}

function Standing({ state }: { readonly state: DepartmentState }): ReactElement {
  const now = useNow(30_000)
  const { isEnrolled, department, roster } = state
  return (
    <div className="stack">
      {roster?.isTooOld === true ? (
        <Warning>
          <strong>The roster is too old.</strong> Who was taken off since then may still be on it. Take the
          newest file of the department.
        </Warning>
      ) : undefined}
      {isEnrolled ? undefined : (
        <Warning>
          <strong>No department is enrolled.</strong> Accounts are kept in this car only, and no signed file
          is taken.
        </Warning>
      )}
      <FactList
        facts={[
          [
            'Department',
            <StateMark key="enrolled" standing={isEnrolled ? 'in-order' : 'attention'}>
              {isEnrolled ? 'enrolled' : 'not enrolled'}
            </StateMark>,
          ],
          ['Its key', <code key="key">{department ?? '-'}</code>],
          ['Roster', roster === undefined ? 'none taken yet' : `number ${roster.serial}`],
          ...(roster === undefined
            ? []
            : ([
                ['Signed', momentText(roster.issuedAt)],
                [
                  'Age',
                  <StateMark key="age" standing={roster.isTooOld ? 'attention' : 'in-order'}>
                    {span(now - roster.issuedAt)}
                    {roster.isTooOld ? ', too old' : ''}
                  </StateMark>,
                ],
              ] as const)),
        ]}
      />
    </div>
  )
}
