import { z } from 'zod'
import {
  Canvass,
  CanvassInput,
  LocalEntry,
  LocalEntryInput,
  PartialPlate,
  PartialPlateInput,
  PastMatch,
} from '../domain/local-list.ts'
import { Refusal } from '../domain/hit-step.ts'
import { act, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

const removal = z.object({ id: z.uuid(), words: z.string().trim().min(10).max(400) })

/** Plates added by hand. What is added works at once in this car; earlier reads that fit come with the answer. */
export const localList = {
  list: base.meta(view('local.view', ['operate'])).output(z.array(LocalEntry)),
  add: base
    .meta(act(['local.add', 'local.past-reads'], ['operate']))
    .input(LocalEntryInput)
    .errors(refused)
    .output(z.object({ entry: LocalEntry, past: z.array(PastMatch), pastRefusal: Refusal.optional() })),
  edit: base
    .meta(act('local.edit', ['operate']))
    .input(removal.extend({ input: LocalEntryInput }))
    .errors(refused)
    .output(LocalEntry),
  remove: base
    .meta(act('local.remove', ['operate']))
    .input(removal)
    .errors(refused)
    .output(z.array(LocalEntry)),
  /** Every version of one entry, oldest first. */
  history: base
    .meta(view('local.history', ['operate']))
    .input(z.object({ id: z.uuid() }))
    .output(z.array(LocalEntry)),
}

/** Partial plates: a quieter kind of alert, tied to an incident where the profile asks. */
export const partials = {
  list: base.meta(view('partial.view', ['operate'])).output(z.array(PartialPlate)),
  add: base
    .meta(act(['partial.add', 'partial.past-reads'], ['operate']))
    .input(PartialPlateInput)
    .errors(refused)
    .output(z.object({ partial: PartialPlate, past: z.array(PastMatch), pastRefusal: Refusal.optional() })),
  remove: base
    .meta(act('partial.remove', ['operate']))
    .input(removal)
    .errors(refused)
    .output(z.array(PartialPlate)),
}

export const canvass = {
  /** The running canvass, or one that has ended and waits for the decision on its reads; null without. */
  current: base.meta(view('canvass.view', ['operate'])).output(Canvass.nullable()),
  start: base
    .meta(act('canvass.start', ['operate']))
    .input(CanvassInput)
    .errors(refused)
    .output(Canvass),
  end: base
    .meta(act('canvass.end', ['operate']))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(Canvass),
  decide: base
    .meta(act('canvass.decide', ['operate']))
    .input(z.object({ id: z.uuid(), isKept: z.boolean(), ground: z.string().trim().min(10).max(400) }))
    .errors(refused)
    .output(Canvass),
}
