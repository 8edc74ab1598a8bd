// What is looked over each week (CJIS AU-6): what was done, by how many, what was refused, and who signed it off.
import { z } from 'zod'
import { auditFigures } from './audit-figures.ts'
import { clauseWords, line, minuteOf, type Make } from './draft.ts'

const SignOff = z.object({ from: z.number(), to: z.number(), entries: z.number(), words: z.string() })

export const makeWeekly: Make = async ({ audit, profile }, { from, to }) => {
  const { actions, people, refused, signOffs } = await auditFigures(audit, from, to)
  const total = actions.reduce((sum, { count }) => sum + count, 0)
  const { value: days, clause } = profile.logReviewDays
  return {
    title: 'Review of the log',
    summary: [
      line('The log is looked over', `every ${days} days${clauseWords(clause)}`),
      line('Entries', total),
      line('People', people),
      line(
        'Refused',
        actions.reduce((sum, one) => sum + one.refused, 0),
      ),
      line('Reviews signed off', signOffs.length),
    ],
    tables: [
      {
        title: 'What was done',
        columns: ['Action', 'Entries', 'Refused'],
        rows: actions.map(({ action, count, refused: held }) => [action, count, held]),
        chart: 1,
      },
      {
        title: 'What was refused',
        note: 'Newest first, at most 200.',
        columns: ['At', 'Badge', 'Action', 'With what', 'Policy'],
        rows: refused.map(({ at, badge, action, subject, policy }) => [
          minuteOf(Date.parse(at)),
          badge,
          action,
          subject,
          policy,
        ]),
      },
      {
        title: 'Reviews that were signed off',
        columns: ['Signed off', 'By', 'From', 'To', 'Entries', 'Words'],
        rows: signOffs.map(({ at, name, badge, detail }) => {
          const said = SignOff.safeParse(detail).data
          return [
            minuteOf(Date.parse(at)),
            `${name} (${badge})`,
            said === undefined ? '' : minuteOf(said.from),
            said === undefined ? '' : minuteOf(said.to),
            said?.entries ?? '',
            said?.words ?? '',
          ]
        }),
      },
    ],
  }
}
