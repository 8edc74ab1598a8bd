import { z } from 'zod'
import { act } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Instant } from '../domain/instant.ts'
import { FileToFetch } from './records.ts'

/**
 * annual: Oak Brook 131.5(d); weekly: CJIS AU-6; transparency: for the public, small numbers suppressed, no plate in it;
 * sos-audit: what the Illinois Secretary of State may ask for under 625 ILCS 5/2-130.
 */
export const ReportKind = z.enum([
  'annual',
  'weekly',
  'transfers',
  'retention',
  'accuracy',
  'transparency',
  'sos-audit',
])
export type ReportKind = z.infer<typeof ReportKind>

/** A table of a report, and the column that is drawn as bars where people would rather look. */
export const ReportTable = z.object({
  title: z.string(),
  note: z.string().optional(),
  columns: z.array(z.string()).min(1),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
  /** Index of the column that a bar chart shows. */
  chart: z.int().nonnegative().optional(),
})
export type ReportTable = z.infer<typeof ReportTable>

export const Report = z.object({
  kind: ReportKind,
  title: z.string(),
  agency: z.string(),
  policy: z.string(),
  from: Instant,
  to: Instant,
  madeAt: Instant,
  marking: z.string().optional(),
  summary: z.array(z.object({ words: z.string(), value: z.string() })),
  tables: z.array(ReportTable),
})
export type Report = z.infer<typeof Report>

const span = z.object({ kind: ReportKind, from: Instant, to: Instant })

export const reports = {
  make: base
    .meta(act('report.make', ['reports.read'], ['training']))
    .input(span)
    .errors(refused)
    .output(Report),
  file: base
    .meta(act('report.file', ['reports.read'], ['training']))
    .input(span.extend({ format: z.enum(['html', 'pdf', 'csv']) }))
    .errors(refused)
    .output(FileToFetch),
}
