import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'
import { Badge } from '#shared/domain/officer.ts'
import { CodeGroups } from './code-groups.tsx'

type Shown = { readonly label: string; readonly words: string; readonly code: string }

/** The code for a locked account of another car, and this place's own release key. */
export function ReleaseCode({
  office,
  onBack,
}: {
  readonly office: Office
  readonly onBack: () => void
}): ReactElement {
  const [releaseKey, setReleaseKey] = useState('')
  const [badge, setBadge] = useState('')
  const [challenge, setChallenge] = useState('')
  const [words, setWords] = useState('')
  const [shown, setShown] = useState<Shown>()
  const { here } = usePlaceWords()
  const action = useAction(office)
  function make(): void {
    const missing = [
      ...(releaseKey.trim() === '' ? ["that car's release key"] : []),
      ...(Badge.safeParse(badge.trim()).success ? [] : ['the badge number that is locked']),
      ...(challenge.trim() === '' ? ['the challenge that the officer reads out'] : []),
    ]
    const trouble =
      missing.length > 0
        ? ({ kind: 'refused', refusal: { missing, next: 'Type it and press Enter.' } } as const)
        : wordsTrouble(words)
    if (trouble !== undefined) {
      action.refuse(trouble)
      return
    }
    void action.run(
      (core, signal) =>
        core.accounts.releaseCode({ releaseKey, badge: badge.trim(), challenge, words }, { signal }),
      ({ code }) => {
        setShown({
          label: 'Release code',
          words: 'Read it to the officer. It fits this challenge only.',
          code,
        })
        setReleaseKey('')
      },
    )
  }
  function showKey(): void {
    void action.run(
      (core, signal) => core.accounts.releaseKey(undefined, { signal }),
      (told) => {
        const words = `Keep it in the department’s safe. Whoever has it can release locked accounts of ${here}.`
        setShown({ label: `Release key of ${here}`, words, code: told.releaseKey })
      },
    )
  }
  return (
    <Screen
      title="Release another car"
      lead="For an account that is locked in a car without contact. It works over the radio."
      onSubmit={make}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="No code." />}
      actions={
        <>
          <SubmitButton label="Make the release code" isDisabled={action.isBusy} />
          <PlainButton
            label={`${here.charAt(0).toUpperCase()}${here.slice(1)}'s release key`}
            onPress={showKey}
            isDisabled={action.isBusy}
          />
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          <TextField
            label="Release key of that car"
            isFirst
            value={releaseKey}
            mostCharacters={80}
            hint="From the department's safe."
            onChange={setReleaseKey}
          />
          <TextField label="Locked badge number" value={badge} mostCharacters={12} onChange={setBadge} />
          <TextField
            label="Challenge"
            value={challenge}
            mostCharacters={40}
            hint="The officer reads it from the locked screen."
            onChange={setChallenge}
          />
          <WordsField value={words} onChange={setWords} />
        </div>
        <div className="stack" role="status">
          {shown === undefined ? (
            <p className="dim">Make sure who is on the radio before you read a code out.</p>
          ) : (
            <>
              <h3>{shown.label}</h3>
              <CodeGroups label={shown.label} code={shown.code} />
              <p>{shown.words}</p>
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}
