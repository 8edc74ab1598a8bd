// What each kind of report is made of, and the forms in which it tells times and counts.
import type { AuditLog } from '#main/audit/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Vault } from '#server/vault/index.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Report, ReportTable } from '#shared/records/reports.ts'
import type { createTallies } from './tallies.ts'

type Figure = { readonly words: string; readonly value: string }

export type Sources = {
  readonly db: RecordsDb
  readonly vault: Vault
  readonly audit: Pick<AuditLog, 'entriesSince'>
  readonly tallies: ReturnType<typeof createTallies>
  readonly figures: {
    readonly passwords: () => readonly Figure[]
    readonly training: () => readonly Figure[]
  }
  readonly profile: Profile
  readonly now: () => number
}

/** Both ends included. */
export type Span = { readonly from: number; readonly to: number }

export type Draft = Pick<Report, 'title' | 'summary' | 'tables'>
export type Make = (sources: Sources, span: Span) => Promise<Draft>

export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
export const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** For a person: 1,812,333. */
export const told = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : value

export const line = (words: string, value: string | number): Figure => ({ words, value: told(value) })

export const figureTable = (title: string, figures: readonly Figure[]): ReportTable => ({
  title,
  columns: ['', 'Value'],
  rows: figures.map(({ words, value }) => [words, value]),
})

/** A clause as the product names it beside a rule; empty for its own default. */
export const clauseWords = (clause: string | undefined): string =>
  clause === undefined ? '' : ` (${clause})`
