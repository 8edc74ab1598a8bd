// One hit in an officer's hands: what its screens show and what they may do.
import { useStore } from 'zustand'
import { refusalOf } from '#shared/domain/hit-machine.ts'
import { progressOf, type HitProgress } from '#shared/domain/hit-progress.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Refusal, StepInput } from '#shared/domain/hit-step.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { comparedPlate, type ComparedPlate } from './compared-plate.ts'
import type { HitDesk } from './desk.ts'
import { EMPTY_DRAFT, type HitDraft } from './draft.ts'
import { questionBefore, standingQuestion, type Question } from './questions.ts'

export type HitWork = {
  readonly desk: HitDesk
  readonly hit: Hit
  readonly officer: Officer
  readonly profile: Profile
  readonly progress: HitProgress
  /** The entry that the hit is about: the one that agrees best with what was seen, else the first. */
  readonly match: HotListMatch
  readonly plates: ComparedPlate
  readonly draft: HitDraft
  readonly question: Question
  readonly isSending: boolean
  readonly change: (change: Partial<HitDraft>) => void
  readonly field: (name: string) => string
  readonly fill: (name: string, text: string) => void
  /** Undefined: back to where the hit stands. */
  readonly go: (question: Question | undefined) => void
  /** One question back, or out of the hit. */
  readonly back: () => void
  /** Why the step would be refused; undefined when it may be taken. */
  readonly refusal: (step: StepInput) => Refusal | undefined
  /** Sends a step and goes on to where the hit then stands. */
  readonly send: (step: StepInput) => Promise<boolean>
}

type WorkProps = {
  readonly desk: HitDesk
  readonly hit: Hit
  readonly officer: Officer
  readonly profile: Profile
}

/** Person data and raw lines are criminal justice information: only for who may query the databases. */
export function mayReadPerson({ authorisations }: Officer): boolean {
  return authorisations.includes('leads') || authorisations.includes('ncic')
}

export function useWork({ desk, hit, officer, profile }: WorkProps): HitWork {
  const draft = useStore(desk.store, ({ drafts }) => drafts[hit.id] ?? EMPTY_DRAFT)
  const isSending = useStore(desk.store, (state) => state.isSending)
  const rules = profile.verification.value
  const progress = progressOf(hit, rules)
  const match = progress.comparison?.match ?? firstMatch(hit)
  const plates = comparedPlate(match, hit.read)
  const question = draft.at ?? standingQuestion(progress, draft, rules, plates.read.length)
  const change = (changed: Partial<HitDraft>): void => {
    desk.changeDraft(hit.id, changed)
  }
  const go = (at: Question | undefined): void => {
    change({ at })
  }
  return {
    desk,
    hit,
    officer,
    profile,
    progress,
    match,
    plates,
    draft,
    question,
    isSending,
    change,
    field: (name) => draft.fields[name] ?? '',
    fill(name, text) {
      change({ fields: { ...draft.fields, [name]: text } })
    },
    go,
    back() {
      const before = questionBefore(question)
      // What has been sent is changed by a new comparison, not by going back.
      const isSent = progress.comparison !== undefined && (question === 'state' || question === 'vehicle')
      if (before === undefined || isSent) {
        go(undefined)
        desk.back()
      } else go(before)
    },
    refusal: (step) => refusalOf(hit, step, officer, profile),
    async send(step) {
      const isTaken = await desk.send(step)
      if (isTaken) go(undefined)
      return isTaken
    },
  }
}

/** The gravest and surest entry; a hit has at least one. */
export function firstMatch({ matches: [match] }: Hit): HotListMatch {
  if (match === undefined) throw new Error('a hit has no match')
  return match
}
