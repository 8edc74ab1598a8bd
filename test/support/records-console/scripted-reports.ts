// Reports of the scripted department.
import { implement } from '@orpc/server'
import { recordsContract } from '#shared/records/index.ts'
import type { Offer } from './scripted-found.ts'

export function scriptedReports(offer: Offer) {
  const os = implement(recordsContract)
  return {
    make: os.reports.make.handler(({ input: { kind, from, to } }) => ({
      kind,
      title: 'Accuracy by cause',
      agency: 'Made-up Police Department',
      policy: 'made-up 3',
      from,
      to,
      madeAt: Date.now(),
      marking: 'For official use only',
      summary: [
        { words: 'Reads', value: '4,120,433' },
        { words: 'Hits shown', value: '912' },
        { words: 'Proven wrong', value: '311' },
      ],
      tables: [
        {
          title: 'Why hits were wrong',
          note: 'Each one as the officer told it when he rejected the hit.',
          columns: ['Cause', 'Hits'],
          rows: [
            ['Character misread', 184],
            ['Wrong state', 71],
            ['List entry out of date', 39],
            ['Other vehicle', 17],
            ['Plate of another type', 'fewer than 5'],
          ],
          chart: 1,
        },
        {
          title: 'By category',
          columns: ['Category', 'Shown', 'Proven wrong'],
          rows: [
            ['Stolen vehicle', 402, 120],
            ['Stolen plate', 318, 131],
            ['Missing person', 12, 'fewer than 5'],
          ],
        },
      ],
    })),
    file: os.reports.file.handler(({ input: { kind, format } }) =>
      offer(`${kind}.${format}`, 'application/octet-stream', 'a report'),
    ),
  }
}
