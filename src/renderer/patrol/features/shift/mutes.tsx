import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { CheckField } from '#renderer/ui/field.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { mayMute, MUTABLE } from './shift-words.ts'

/** Sounds that this shift is spared, as far as the profile lets it. Prompts come all the same. */
export function Mutes({ car }: { readonly car: Car }): ReactElement {
  const { shift, rules } = useStore(car.store)
  const action = useAction(car)
  return (
    <div className="stack">
      <h3>Sound</h3>
      <p className="dim">Prompts come all the same. Critical hits always sound.</p>
      {rules === undefined || shift === null || shift === undefined
        ? undefined
        : MUTABLE.map((severity) => {
            const categories = mayMute(rules.profile, severity)
            return (
              <CheckField
                key={severity}
                label={`Mute ${severity}`}
                note={
                  categories.length === 0
                    ? '- this policy lets none of it be muted'
                    : `- ${categories.join(', ')}`
                }
                isOn={shift.muted.includes(severity)}
                isDisabled={categories.length === 0 || action.isBusy}
                onChange={(isMuted) => {
                  void action.run((core, signal) => core.shift.mute({ severity, isMuted }, { signal }))
                }}
              />
            )
          })}
      <Trouble trouble={action.trouble} title="Not changed." />
    </div>
  )
}
