import type { ReactElement } from 'react'
import { phonetic } from '#renderer/patrol/words/phonetic.ts'
import { plainCells } from '#renderer/office/words/plate-cells.ts'
import { seenStateWords } from '#renderer/office/words/state-names.ts'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Answer, StepInput } from '#shared/domain/hit-step.ts'
import { CHANNEL_WORDS, type Channel } from '#shared/domain/officer.ts'
import type { HitWork } from '../work.ts'
import { ChecklistQuestion } from './checklist-question.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** Where this officer may have the status asked: own authorisations, and the Communications Center. */
function channelsOf({ profile, officer }: HitWork): Channel[] {
  return profile.channels.value.filter(
    (channel) => channel === 'communications' || officer.authorisations.includes(channel),
  )
}

/** The current status of the record, run on the plate and state as they were seen. */
export function StatusCheck({ work }: { readonly work: HitWork }): ReactElement {
  const { officer, progress, profile, draft } = work
  const now = useNow(1000)
  const channels = channelsOf(work)
  const channel = channels.find((one) => one === draft.fields['status.channel']) ?? channels[0]
  const ran = channel === 'communications' ? 'Communications Center' : officer.name
  const seen = progress.comparison?.seen
  function turn(): void {
    const at = channels.findIndex((one) => one === channel)
    const next = channels[(at + 1) % channels.length]
    if (next !== undefined) work.fill('status.channel', next)
  }
  useKeys({ F9: channels.length > 1 ? turn : undefined })
  const step = (answer: Answer): StepInput => ({
    kind: 'checked',
    item: 'status',
    answer,
    plate: seen?.plate ?? '',
    state: seen?.state ?? 'cannot-tell',
    channel: channel ?? 'communications',
    ranBy: fieldOf(work, 'status.ranBy').trim() || ran,
    ranAt: now,
    reference: fieldOf(work, 'status.reference').trim(),
    words: fieldOf(work, 'status.words').trim(),
  })
  return (
    <ChecklistQuestion
      work={work}
      item="status"
      title={`Is the record active now? Run it by ${channel === undefined ? 'a channel of the policy' : CHANNEL_WORDS[channel]}`}
      labels={{ yes: 'Active', no: 'Not active', 'cannot-tell': 'Cannot tell' }}
      step={step}
    >
      {seen === undefined ? undefined : (
        <p className="status-run">
          <PlateText cells={plainCells(seen.plate)} />
          <span className="status-state">{seenStateWords(seen.state)}</span>
          <span className="status-spelled">
            <strong>as seen.</strong> Read aloud: “{phonetic(seen.plate)}, {seenStateWords(seen.state)}, an
            ALPR hit, is it active?”
          </span>
        </p>
      )}
      {channels.length > 1 ? (
        <p>F9 takes another channel: {channels.map((one) => CHANNEL_WORDS[one]).join(', ')}.</p>
      ) : (
        <p className="dim">
          {profile.channels.value
            .filter((one) => !channels.includes(one))
            .map(
              (one) =>
                `${CHANNEL_WORDS[one]}: you have no authorisation (${profile.authorisation.clause ?? 'policy'}).`,
            )
            .join(' ')}
        </p>
      )}
      <div className="hit-row">
        <WorkField work={work} name="status.ranBy" label="Run by" starting={ran} maxLength={60} />
        <WorkField work={work} name="status.reference" label="Reference" hint="optional" maxLength={60} />
        <WorkField work={work} name="status.words" label="Answer in words" hint="optional" />
      </div>
    </ChecklistQuestion>
  )
}
