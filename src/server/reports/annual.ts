// The regular audit in figures: password security, system usage, training (Oak Brook 131.5(d)), and what was found.
import { z } from 'zod'
import { usageFigures } from '#main/audit/index.ts'
import { auditFigures } from './audit-figures.ts'
import { clauseWords, figureTable, line, minuteOf, type Make } from './draft.ts'

const Finding = z.object({ part: z.string(), verdict: z.string(), words: z.string() })

export const makeAnnual: Make = async ({ audit, profile, figures, now }, { from, to }) => {
  const { actions, people, findings, closed } = await auditFigures(audit, from, to)
  const { everyMonths, parts } = profile.audits.value
  const { clause } = profile.audits
  const of = clauseWords(clause)
  return {
    title: 'Regular audit',
    summary: [
      line('The policy asks for an audit', `every ${everyMonths} months${of}: ${parts.join(', ')}`),
      line('Audits closed in this time', closed.length),
      line('Findings', findings.length),
      line('Accounts and training are counted', `as they are on ${minuteOf(now())}`),
    ],
    tables: [
      figureTable(`Password security${of}`, figures.passwords()),
      figureTable(`System usage${of}`, usageFigures(actions, people)),
      figureTable(`Training${of}`, figures.training()),
      {
        title: 'What the auditors found',
        columns: ['At', 'By', 'Part', 'Verdict', 'Words'],
        rows: findings.map(({ at, name, badge, detail }) => {
          const said = Finding.safeParse(detail).data
          return [
            minuteOf(Date.parse(at)),
            `${name} (${badge})`,
            said?.part ?? '',
            said?.verdict ?? '',
            said?.words ?? '',
          ]
        }),
      },
    ],
  }
}
