// Reports: counted from the rows and from the audit, each time anew; shown as tables and given as a page, a PDF or text.
import { createHash } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Files } from '#server/files/index.ts'
import type { FileToFetch } from '#shared/records/records.ts'
import type { Report, ReportKind } from '#shared/records/reports.ts'
import { makeAccuracy } from './accuracy.ts'
import { makeAnnual } from './annual.ts'
import { dateOf, type Make, type Sources, type Span } from './draft.ts'
import { makeRetention } from './retention.ts'
import { makeSosAudit } from './sos-audit.ts'
import { createTallies } from './tallies.ts'
import { toCsv } from './to-csv.ts'
import { toHtml } from './to-html.ts'
import { toPdf } from './to-pdf.ts'
import { makeTransfers } from './transfers.ts'
import { makeTransparency } from './transparency.ts'
import { makeWeekly } from './weekly.ts'

const MAKERS: Readonly<Record<ReportKind, Make>> = {
  annual: makeAnnual,
  weekly: makeWeekly,
  transfers: makeTransfers,
  retention: makeRetention,
  accuracy: makeAccuracy,
  transparency: makeTransparency,
  'sos-audit': makeSosAudit,
}

const MIME = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
} as const
type Format = keyof typeof MIME

type Asked = Span & { readonly kind: ReportKind }

export type Reports = {
  make(asked: Asked, who: Holder): Promise<Report>
  file(asked: Asked & { readonly format: Format }, who: Holder): Promise<FileToFetch>
  /** Counts what is there, so that it stays countable: once a day, before anything is purged. */
  tally(): Promise<void>
}

type Options = Omit<Sources, 'tallies'> & {
  readonly policyWords: () => string
  readonly files: Pick<Files, 'offer'>
  readonly acts: Acts
}

export function createReports(options: Options): Reports {
  const { policyWords, files, acts, profile, now } = options
  const tallies = createTallies(options)
  const sources: Sources = { ...options, tallies }

  async function draw({ kind, from, to }: Asked): Promise<Report> {
    if (from >= to) throw refuse('a time that begins before it ends', 'Change the time.')
    const draft = await MAKERS[kind](sources, { from, to })
    return {
      kind,
      agency: profile.agency,
      policy: policyWords(),
      from,
      to,
      madeAt: now(),
      // What is for everybody carries no marking.
      ...(kind === 'transparency' ? {} : { marking: profile.marking.value }),
      ...draft,
    }
  }

  return {
    async make(asked, { by }) {
      const report = await draw(asked)
      const { kind, from, to } = asked
      acts.look(by, { action: 'report.make', subject: kind, detail: { from, to } })
      return report
    },

    async file({ format, ...asked }, who) {
      const report = await draw(asked)
      const bytes = await WRITERS[format](report)
      const { kind, from, to } = asked
      acts.look(who.by, {
        action: 'report.file',
        subject: kind,
        detail: { from, to, format, sha256: createHash('sha256').update(bytes).digest('hex') },
      })
      return files.offer(who, {
        name: `${kind}-${dateOf(from)}-${dateOf(to)}.${format}`,
        mime: MIME[format],
        bytes: bytes.length,
        content: () => bytes,
      })
    },

    tally: () => tallies.tally(),
  }
}

const WRITERS: Readonly<Record<Format, (report: Report) => Promise<Uint8Array>>> = {
  html: async (report) => Buffer.from(toHtml(report)),
  pdf: toPdf,
  csv: async (report) => Buffer.from(toCsv(report)),
}
