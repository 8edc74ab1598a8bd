import { z } from 'zod'
import { Hit, HitAnswer } from '../domain/hit.ts'
import { HitId } from '../domain/ids.ts'
import { base } from './base.ts'

const notFound = { NOT_FOUND: { message: 'There is no such hit; it may have been purged.' } }

export const hits = {
  /** Hits that wait for an answer (open first, then deferred), oldest first; at most 200. */
  open: base.meta({ access: 'console' }).output(z.array(Hit)),
  get: base
    .meta({ access: 'console' })
    .input(z.object({ id: HitId }))
    .errors(notFound)
    .output(Hit),
  /** The console reports that the prompt is on the screen; the first report counts. */
  shown: base
    .meta({ access: 'console' })
    .input(z.object({ id: HitId }))
    .errors(notFound)
    .output(Hit),
  /** The officer's answer. An answered hit cannot be answered again; a deferred one can. */
  answer: base
    .meta({ access: 'console' })
    .input(z.object({ id: HitId, answer: HitAnswer }))
    .errors({
      ...notFound,
      ALREADY_ANSWERED: { message: 'This hit has been answered already.' },
    })
    .output(Hit),
}
