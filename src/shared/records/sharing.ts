import { z } from 'zod'
import { act, view } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Instant } from '../domain/instant.ts'
import { By } from '../domain/officer.ts'
import { Receiver } from './evidence.ts'
import { FileToFetch, RecordsQuery } from './records.ts'

const Words = z.string().trim().min(10).max(400)
const Name = z.string().trim().min(2).max(120)

/** A document as it is handed in: base64 of at most 4 MiB. */
export const Document = z.object({
  name: z.string().trim().min(1).max(120),
  base64: z.base64().max(6_000_000),
})
export type Document = z.infer<typeof Document>

/** The written declaration of 625 ILCS 5/2-130(c), executed by the other agency. */
export const Declaration = z.object({
  id: z.uuid(),
  signer: z.string(),
  signedAt: Instant,
  validUntil: Instant.optional(),
  documentName: z.string(),
  documentSha256: z.string(),
  addedBy: z.string(),
  addedAt: Instant,
  withdrawn: z.object({ at: Instant, why: z.string() }).optional(),
})
export type Declaration = z.infer<typeof Declaration>

export const Agency = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Originating Agency Identifier, as NCIC gives it: nine characters. */
  ori: z.string().optional(),
  /** Two letters; another country is ZZ. */
  state: z.string(),
  kind: z.enum(['law-enforcement', 'prosecutor', 'other']),
  contacts: z.string(),
  verified: z
    .object({ how: z.enum(['ori', 'call-back', 'leads-message', 'in-person']), at: Instant, by: z.string() })
    .optional(),
  declarations: z.array(Declaration),
  isOutOfState: z.boolean(),
})
export type Agency = z.infer<typeof Agency>

export const ShareRequest = z.object({
  id: z.uuid(),
  agency: Agency,
  person: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  caseNumber: z.string(),
  writing: z.object({ name: z.string(), sha256: z.string() }).optional(),
  requestedAt: Instant,
  enteredBy: By,
  state: z.enum(['waiting', 'approved', 'refused', 'fulfilled', 'withdrawn']),
  /** What stands before an approval now, with the clause; empty: nothing. */
  missing: z.array(z.object({ words: z.string(), clause: z.string().optional(), next: z.string() })),
  /** Titles that may approve; empty: this policy asks no approval. */
  approvers: z.array(z.string()),
  decided: z.object({ by: By, at: Instant, words: z.string() }).optional(),
  share: z
    .object({
      id: z.uuid(),
      madeAt: Instant,
      items: z.int(),
      bytes: z.int(),
      sha256: z.string(),
      watermark: z.string(),
      expiresAt: Instant,
      isHere: z.boolean(),
      fetchedAt: Instant.optional(),
    })
    .optional(),
  forwarded: z.object({ at: Instant, seenBy: z.string().optional(), seenAt: Instant.optional() }).optional(),
})
export type ShareRequest = z.infer<typeof ShareRequest>

export const OtherRequest = z.object({
  id: z.uuid(),
  receivedAt: Instant,
  fromWhom: z.string(),
  words: z.string(),
  /** The title that the profile names; nobody else answers. */
  routedTo: z.string(),
  clause: z.string().optional(),
  enteredBy: By,
  answered: z.object({ by: By, at: Instant, words: z.string() }).optional(),
})
export type OtherRequest = z.infer<typeof OtherRequest>

export const sharing = {
  agencies: base
    .meta(view('agencies.view', ['sharing.request', 'sharing.approve', 'reports.read'], ['training']))
    .output(z.array(Agency)),
  addAgency: base
    .meta(act('agency.add', ['sharing.request'], ['training']))
    .input(
      z.object({
        name: Name,
        ori: z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[A-Z]{2}[A-Z0-9]{7}$/)
          .optional(),
        state: z.string().regex(/^[A-Z]{2}$/),
        kind: z.enum(['law-enforcement', 'prosecutor', 'other']),
        contacts: z.string().trim().min(5).max(400),
      }),
    )
    .errors(refused)
    .output(Agency),
  verifyAgency: base
    .meta(act('agency.verify', ['sharing.fulfil', 'sharing.approve'], ['training']))
    .input(
      z.object({
        id: z.uuid(),
        how: z.enum(['ori', 'call-back', 'leads-message', 'in-person']),
        words: Words,
      }),
    )
    .errors(refused)
    .output(Agency),
  addDeclaration: base
    .meta(act('declaration.add', ['sharing.fulfil', 'sharing.approve'], ['training']))
    .input(
      z.object({
        agency: z.uuid(),
        signer: Name,
        signedAt: Instant,
        validUntil: Instant.optional(),
        document: Document,
      }),
    )
    .errors(refused)
    .output(Agency),
  withdrawDeclaration: base
    .meta(act('declaration.withdraw', ['sharing.fulfil', 'sharing.approve'], ['training']))
    .input(z.object({ id: z.uuid(), why: Words }))
    .errors(refused)
    .output(Agency),
  /** Newest first. */
  requests: base
    .meta(view('sharing.view', ['sharing.request', 'sharing.approve', 'reports.read'], ['training']))
    .output(z.array(ShareRequest)),
  request: base
    .meta(act('sharing.request', ['sharing.request'], ['training']))
    .input(
      z.object({
        agency: z.uuid(),
        person: Name,
        purpose: Words,
        legalBasis: z.string().trim().min(3).max(200),
        caseNumber: z.string().trim().max(40),
        writing: Document.optional(),
        query: RecordsQuery,
      }),
    )
    .errors(refused)
    .output(ShareRequest),
  /** Never by who entered the request; refused while anything is missing. */
  decide: base
    .meta(act('sharing.decide', ['sharing.approve'], ['training']))
    .input(z.object({ id: z.uuid(), isApproved: z.boolean(), words: Words }))
    .errors(refused)
    .output(ShareRequest),
  /** Makes the watermarked, sealed, expiring package of an approved request. */
  fulfil: base
    .meta(act('sharing.fulfil', ['sharing.fulfil'], ['training']))
    .input(z.object({ id: z.uuid(), receiver: Receiver, days: z.int().min(1).max(30) }))
    .errors(refused)
    .output(ShareRequest),
  fetch: base
    .meta(act('sharing.fetch', ['sharing.fulfil'], ['training']))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(FileToFetch),
  /** The document of a declaration, or the writing of a request, as it was handed in. */
  document: base
    .meta(act('sharing.document', ['sharing.request', 'sharing.approve', 'reports.read'], ['training']))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(FileToFetch),
  /** The inbox of the profile's administrator (Oak Brook 131.7 share (b)). */
  forwarded: base
    .meta(view('sharing.forwarded', ['sharing.forwarded'], ['training']))
    .output(z.array(ShareRequest)),
  seen: base
    .meta(act('sharing.seen', ['sharing.forwarded'], ['training']))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(ShareRequest),
  /** Requests that are not from law enforcement. */
  others: base
    .meta(view('other-requests.view', ['sharing.request', 'other-requests.answer'], ['training']))
    .output(z.array(OtherRequest)),
  enterOther: base
    .meta(act('other-request.enter', ['sharing.request', 'other-requests.answer'], ['training']))
    .input(z.object({ fromWhom: Name, words: Words }))
    .errors(refused)
    .output(OtherRequest),
  answerOther: base
    .meta(act('other-request.answer', ['other-requests.answer'], ['training']))
    .input(z.object({ id: z.uuid(), answer: Words }))
    .errors(refused)
    .output(OtherRequest),
}
