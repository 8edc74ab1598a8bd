// One record as a car sent it, checked by its kind: what can be said of it without the database.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { AuditEntry } from '#shared/domain/audit.ts'
import { dayOf, DAY_MS } from '#server/storage/day.ts'
import {
  AuditBody,
  CanvassBody,
  EnteredBody,
  enteredRecordId,
  HitBody,
  ReadBody,
} from '#shared/transfer/bodies.ts'
import type { RecordEnvelope } from '#shared/transfer/wire.ts'
import { isCanonical } from './canonical.ts'

/** How far a car's clock may be ahead of the server's. */
const MOST_AHEAD_MS = DAY_MS

export type Fine = {
  readonly envelope: RecordEnvelope
  readonly day: number
  /** Of the body's UTF-8 bytes. */
  readonly sha256: string
} & (
  | { readonly kind: 'read'; readonly value: ReadBody }
  | { readonly kind: 'hit'; readonly value: HitBody }
  | { readonly kind: 'entered'; readonly value: EnteredBody }
  | { readonly kind: 'canvass'; readonly value: CanvassBody }
  | { readonly kind: 'audit'; readonly value: AuditBody; readonly entry: AuditEntry }
)
export type FineOf<K extends Fine['kind']> = Extract<Fine, { kind: K }>

export type Checked = Fine | { readonly envelope: RecordEnvelope; readonly why: string }

export function checkRecord(envelope: RecordEnvelope, now: number): Checked {
  if (envelope.recordedAt > now + MOST_AHEAD_MS) {
    return { envelope, why: "it is dated more than a day ahead of the server's clock" }
  }
  try {
    return checkBody(envelope)
  } catch (cause) {
    return { envelope, why: whyOf(cause) }
  }
}

function checkBody(envelope: RecordEnvelope): Checked {
  const { kind, body } = envelope
  const value: unknown = JSON.parse(body)
  const fine = parse(kind, value)
  if (!isCanonical(body, value)) return { envelope, why: 'its body is not in the canonical form' }
  const { id, at } = saysOf(fine)
  if (id !== envelope.id) return { envelope, why: 'its id is not the one that its body has' }
  if (at !== undefined && at !== envelope.recordedAt) {
    return { envelope, why: 'its date is not the one that its body has' }
  }
  // A version or an entry never changes, so a second revision of it is none.
  if ((kind === 'entered' || kind === 'audit') && envelope.revision !== 1) {
    return { envelope, why: 'a record of this kind has one revision' }
  }
  // The search looks for a read on its day and the days after it.
  if (fine.kind === 'read' && fine.value.capturedAt > envelope.recordedAt + MOST_AHEAD_MS) {
    return { envelope, why: 'it says that it was made more than a day after it was recorded' }
  }
  return { envelope, day: dayOf(envelope.recordedAt), sha256: hash('sha256', body), ...fine }
}

type Parsed = { [K in Fine['kind']]: Omit<FineOf<K>, 'envelope' | 'day' | 'sha256'> }[Fine['kind']]

function parse(kind: RecordEnvelope['kind'], value: unknown): Parsed {
  switch (kind) {
    case 'read':
      return { kind, value: ReadBody.parse(value) }
    case 'hit':
      return { kind, value: HitBody.parse(value) }
    case 'entered':
      return { kind, value: EnteredBody.parse(value) }
    case 'canvass':
      return { kind, value: CanvassBody.parse(value) }
    case 'audit':
    default: {
      const signed = AuditBody.parse(value)
      return { kind, value: signed, entry: parseEntry(signed.entry) }
    }
  }
}

function parseEntry(text: string): AuditEntry {
  const value: unknown = JSON.parse(text)
  const entry = AuditEntry.parse(value)
  if (!isCanonical(text, value)) throw new Error('its entry is not in the canonical form')
  return entry
}

/** The id and the date that the body itself says; a read's date is not in its body. */
function saysOf(fine: Parsed): { id: string; at?: number } {
  switch (fine.kind) {
    case 'read':
      return { id: fine.value.id }
    case 'hit':
      return { id: fine.value.id, at: fine.value.raisedAt }
    case 'entered':
      return { id: enteredRecordId(fine.value), at: fine.value.at }
    case 'canvass':
      return { id: fine.value.id, at: fine.value.startedAt }
    case 'audit':
    default:
      return { id: String(fine.entry.counter), at: Date.parse(fine.entry.at) }
  }
}

/** Names the field, never what stands in it. */
function whyOf(cause: unknown): string {
  if (cause instanceof z.ZodError) {
    const path = cause.issues[0]?.path.join('.') ?? ''
    return `its body is not of its kind's form${path === '' ? '' : ` (${path.slice(0, 80)})`}`
  }
  if (cause instanceof SyntaxError) return 'its body is not JSON'
  if (cause instanceof RangeError) return 'its body is nested too deeply'
  return cause instanceof Error && cause.message.startsWith('its ') ? cause.message : 'it cannot be read'
}
