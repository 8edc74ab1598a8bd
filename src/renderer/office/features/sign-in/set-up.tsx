import { useState, type ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Badge, type Position } from '#shared/domain/officer.ts'
import './sign-in.css'

const askProfiles = (core: OfficeClient, signal: AbortSignal) => core.session.profiles(undefined, { signal })

const POSITIONS: readonly (readonly [Position, string])[] = [
  ['sworn', 'Sworn officer'],
  ['cso', 'Community Service Officer'],
  ['civilian', 'Civilian'],
]

/** First run: whose policy binds, and who is the first administrator. Enrolling is the third step. */
export function SetUp({ office }: { readonly office: Office }): ReactElement {
  const [chosen, setChosen] = useState<string>()
  const [isSecond, setIsSecond] = useState(false)
  const back = (): void => {
    setIsSecond(false)
  }
  return isSecond && chosen !== undefined ? (
    <FirstAdministrator office={office} profile={chosen} onBack={back} />
  ) : (
    <ChoosePolicy
      office={office}
      chosen={chosen}
      onChosen={setChosen}
      onNext={() => {
        setIsSecond(true)
      }}
    />
  )
}

type ChoosePolicyProps = {
  readonly office: Office
  readonly chosen: string | undefined
  readonly onChosen: (id: string) => void
  readonly onNext: () => void
}

function ChoosePolicy({ office, chosen, onChosen, onNext }: ChoosePolicyProps): ReactElement {
  const profiles = useAsked(office, askProfiles)
  const { machine } = usePlaceWords()
  const action = useAction(office)
  function next(): void {
    if (chosen !== undefined) onNext()
    else
      action.refuse({
        kind: 'refused',
        refusal: { missing: ['the agency'], next: 'Choose it and press Enter.' },
      })
  }
  return (
    <Screen
      title="First run, step 1 of 3: the agency"
      lead={`Its policy decides what ${machine} does and what it refuses.`}
      onSubmit={next}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not yet." />}
      actions={<SubmitButton label="Next: first administrator" />}
    >
      <div className="stack">
        {profiles.value === undefined ? (
          <p className="dim">{profiles.why ?? 'Asking for the policies.'}</p>
        ) : (
          <div className="policy-choice">
            <ChoiceRow
              legend="Agency and policy"
              value={chosen}
              options={profiles.value.map(({ id, agency, policy }) => [
                id,
                <span key={id}>
                  {agency}
                  <small className="dim policy-number">{policy}</small>
                </span>,
              ])}
              onChange={onChosen}
            />
          </div>
        )}
        <p>Another policy can be proposed later; it comes into force when a second person approves it.</p>
        {profiles.why === undefined ? undefined : <PlainButton label="Ask again" onPress={profiles.ask} />}
      </div>
    </Screen>
  )
}

type FirstAdministratorProps = {
  readonly office: Office
  readonly profile: string
  readonly onBack: () => void
}

function FirstAdministrator({ office, profile, onBack }: FirstAdministratorProps): ReactElement {
  const [badge, setBadge] = useState('')
  const [name, setName] = useState('')
  const [position, setPosition] = useState<Position>('sworn')
  const { machine } = usePlaceWords()
  const action = useAction(office)
  function next(): void {
    const missing = [
      ...(Badge.safeParse(badge.trim()).success
        ? []
        : ['a badge number of at most 12 letters, digits and dashes']),
      ...(name.trim() === '' ? ['your name'] : []),
    ]
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
      return
    }
    const input = { profile, badge: badge.trim(), name: name.trim(), position }
    void action.run((core, signal) => core.session.setUp(input, { signal }), office.enter)
  }
  return (
    <Screen
      title="First run, step 2 of 3: the first administrator"
      lead="There is no default password: you set your own in the next step."
      onSubmit={next}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not set up." />}
      actions={<SubmitButton label="Next: password and second factor" isDisabled={action.isBusy} />}
    >
      <div className="stack sign-in-column">
        <TextField label="Badge number" isFirst value={badge} mostCharacters={12} onChange={setBadge} />
        <TextField label="Name" value={name} mostCharacters={60} onChange={setName} />
        <div className="wide-choices">
          <ChoiceRow legend="Position" value={position} options={POSITIONS} onChange={setPosition} />
        </div>
        <p className="dim">
          An administrator makes accounts and looks after {machine}. He cannot change the audit.
        </p>
      </div>
    </Screen>
  )
}
