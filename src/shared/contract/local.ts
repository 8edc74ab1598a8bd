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
import { base } from './base.ts'
import { refused } from './refused.ts'

const removal = z.object({ id: z.uuid(), words: z.string().trim().min(10).max(400) })

/** Plates added by hand. What is added works at once in this car; earlier reads that fit come with the answer. */
export const localList = {
  list: base.meta({ access: 'console' }).output(z.array(LocalEntry)),
  add: base
    .meta({ access: 'console' })
    .input(LocalEntryInput)
    .errors(refused)
    .output(z.object({ entry: LocalEntry, past: z.array(PastMatch) })),
  edit: base
    .meta({ access: 'console' })
    .input(removal.extend({ input: LocalEntryInput }))
    .errors(refused)
    .output(LocalEntry),
  remove: base.meta({ access: 'console' }).input(removal).errors(refused).output(z.array(LocalEntry)),
  /** Every version of one entry, oldest first. */
  history: base
    .meta({ access: 'console' })
    .input(z.object({ id: z.uuid() }))
    .output(z.array(LocalEntry)),
}

/** Partial plates: a quieter kind of alert, tied to an incident where the profile asks. */
export const partials = {
  list: base.meta({ access: 'console' }).output(z.array(PartialPlate)),
  add: base
    .meta({ access: 'console' })
    .input(PartialPlateInput)
    .errors(refused)
    .output(z.object({ partial: PartialPlate, past: z.array(PastMatch) })),
  remove: base.meta({ access: 'console' }).input(removal).errors(refused).output(z.array(PartialPlate)),
}

export const canvass = {
  /** The running canvass, or one that has ended and waits for the decision on its reads; null without. */
  current: base.meta({ access: 'console' }).output(Canvass.nullable()),
  start: base.meta({ access: 'console' }).input(CanvassInput).errors(refused).output(Canvass),
  end: base
    .meta({ access: 'console' })
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(Canvass),
  decide: base
    .meta({ access: 'console' })
    .input(z.object({ id: z.uuid(), isKept: z.boolean(), ground: z.string().trim().min(10).max(400) }))
    .errors(refused)
    .output(Canvass),
}
