import { useState, type ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { Findings } from './findings.tsx'

const askTexts = (core: OfficeClient, signal: AbortSignal) => core.policy.texts(undefined, { signal })

/** The texts that may be proposed, with what the check of each found. */
export function Propose({
  office,
  onProposed,
  onBack,
}: {
  readonly office: Office
  readonly onProposed: (id: string) => void
  readonly onBack: () => void
}): ReactElement {
  const { value: texts, why, ask } = useAsked(office, askTexts)
  const [picked, setPicked] = useState<string>()
  const { data } = usePlaceWords()
  const action = useAction(office)
  const chosen = texts?.find(({ file }) => file === picked) ?? texts?.[0]
  return (
    <Screen
      title="Propose a text"
      lead="It is checked, tried, and compared with what is in force. Nothing changes yet."
      onSubmit={() => {
        if (chosen === undefined) return
        void action.run(
          (core, signal) => core.policy.propose({ file: chosen.file }, { signal }),
          ({ id }) => {
            onProposed(id)
          },
        )
      }}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not proposed." />}
      actions={
        chosen === undefined ? undefined : (
          <SubmitButton label={`Propose ${chosen.file}`} isDisabled={action.isBusy} />
        )
      }
    >
      {texts === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {texts?.length === 0 ? (
        <Empty title="There is no text to propose.">
          Put it into the folder policies beside {data}, then come back.
        </Empty>
      ) : undefined}
      {chosen === undefined ? undefined : (
        <div className="halves">
          <ul className="stack" aria-label="Texts">
            {texts?.map((text) => (
              <li key={text.file}>
                <PlainButton
                  isOn={text === chosen}
                  onPress={() => {
                    setPicked(text.file)
                  }}
                >
                  <span>
                    {text.title}
                    <small>
                      {text.file}; findings: {text.findings.length}
                    </small>
                  </span>
                </PlainButton>
              </li>
            ))}
          </ul>
          <div className="stack">
            <h3>Findings of {chosen.file}</h3>
            <Findings findings={chosen.findings} />
          </div>
        </div>
      )}
    </Screen>
  )
}
