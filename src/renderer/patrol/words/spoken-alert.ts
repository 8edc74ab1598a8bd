import type { Hit } from '#shared/domain/hit.ts'
import { phonetic } from './phonetic.ts'
import { STATE_NAMES } from '#renderer/office/words/state-names.ts'

/**
 * What the console's voice says of a prompt, so that the officer need not look (facts.md 5, idea 21). The plate
 * and the state are the listed ones: what to look for on the car. Undefined where the list's words are none.
 */
export function spokenAlert({ matches: [match], presentation }: Hit): string | undefined {
  if (match === undefined || presentation.spoken === '') return undefined
  const { entry, stateAgreement } = match
  const state = entry.state === undefined ? 'State not listed' : STATE_NAMES[entry.state]
  const plate =
    entry.kind === 'partial' ? `Partial plate, read as ${phonetic(entry.plate)}` : phonetic(entry.plate)
  return [
    'Possible match',
    presentation.spoken,
    stateAgreement === 'differs' ? `Listed in ${state}, another state was read` : state,
    plate,
    'Not verified',
  ]
    .map((part) => `${part}.`)
    .join(' ')
}
