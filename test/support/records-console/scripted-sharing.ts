// Agencies, requests and shares of the scripted department, with the hard stop for want of a declaration.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import type { Officer } from '#shared/domain/officer.ts'
import { recordsContract } from '#shared/records/index.ts'
import type { Agency, OtherRequest, ShareRequest } from '#shared/records/sharing.ts'
import { refuse } from '../console/refuse.ts'
import { holderOf, madeUpId } from '../console/scripted-office-people.ts'
import type { Offer } from './scripted-found.ts'

const DAY = 86_400_000
const CLAUSE = '625 ILCS 5/2-130 (c)'

type SharingOptions = { readonly officer: () => Officer | undefined; readonly offer: Offer }

export function scriptedSharing({ officer, offer }: SharingOptions) {
  const os = implement(recordsContract)
  const now = Date.now()
  const by = (on: Officer) => ({ badge: on.badge, name: on.name })
  let agencies: Agency[] = [
    {
      id: madeUpId(101),
      name: 'Other City Police Department',
      ori: 'IL0160000',
      state: 'IL',
      kind: 'law-enforcement',
      contacts: 'Records desk, 555-0100, Other City',
      verified: { how: 'call-back', at: now - 80 * DAY, by: '2001' },
      declarations: [],
      isOutOfState: false,
    },
    {
      id: madeUpId(102),
      name: 'Made-up County Sheriff',
      ori: 'WI0130000',
      state: 'WI',
      kind: 'law-enforcement',
      contacts: 'Investigations, 555-0144, Made-up County',
      verified: { how: 'ori', at: now - 12 * DAY, by: '2001' },
      declarations: [
        {
          id: madeUpId(111),
          signer: 'The sheriff',
          signedAt: now - 400 * DAY,
          validUntil: now - 35 * DAY,
          documentName: 'declaration-2025.pdf',
          documentSha256: 'e1'.repeat(32),
          addedBy: '2001',
          addedAt: now - 399 * DAY,
        },
      ],
      isOutOfState: true,
    },
  ]
  const first = (id: string): Agency => {
    const agency = agencies.find((one) => one.id === id)
    if (agency === undefined) throw refuse('the agency', 'Open the registry again.')
    return agency
  }
  const missingOf = (agency: Agency): ShareRequest['missing'] =>
    agency.isOutOfState &&
    !agency.declarations.some(
      ({ withdrawn, validUntil }) => withdrawn === undefined && (validUntil ?? now + 1) > now,
    )
      ? [
          {
            words: 'a written declaration of the agency that stands',
            clause: CLAUSE,
            next: 'Ask the agency for it and add it to the registry.',
          },
        ]
      : []
  let requests: (Omit<ShareRequest, 'agency' | 'missing'> & { readonly agencyId: string })[] = [
    {
      id: madeUpId(201),
      agencyId: madeUpId(102),
      person: 'Investigator of theft cases',
      purpose: 'A stolen truck that was seen near the state line',
      legalBasis: 'Stolen vehicle investigation',
      caseNumber: 'WI-26-884',
      writing: { name: 'letter.pdf', sha256: 'aa'.repeat(32) },
      requestedAt: now - 9 * 3_600_000,
      enteredBy: { badge: '4711', name: 'Patrol one' },
      state: 'waiting',
      approvers: ['Deputy chief'],
    },
    {
      id: madeUpId(202),
      agencyId: madeUpId(101),
      person: 'Detective of property crimes',
      purpose: 'Burglaries along Golf Road in October',
      legalBasis: 'Criminal investigation',
      caseNumber: 'OC-26-1188',
      requestedAt: now - 4 * DAY,
      enteredBy: { badge: '4711', name: 'Patrol one' },
      state: 'approved',
      approvers: ['Deputy chief'],
      decided: {
        by: { badge: '2001', name: 'Manager one' },
        at: now - 3 * DAY,
        words: 'As asked, four days.',
      },
      forwarded: { at: now - 4 * DAY },
    },
  ]
  let others: OtherRequest[] = [
    {
      id: madeUpId(251),
      receivedAt: now - 2 * DAY,
      fromWhom: 'A newspaper',
      words: 'How many plates were read in the last year, and how many were hits',
      routedTo: 'Records manager',
      clause: '100.9 (d)',
      enteredBy: { badge: '4711', name: 'Patrol one' },
    },
  ]
  function told({ agencyId, ...request }: (typeof requests)[number]): ShareRequest {
    const agency = first(agencyId)
    return { ...request, agency, missing: request.state === 'waiting' ? missingOf(agency) : [] }
  }
  function change(
    id: string,
    part: (request: ShareRequest) => Partial<(typeof requests)[number]>,
  ): ShareRequest {
    const found = requests.find((one) => one.id === id)
    if (found === undefined) throw refuse('the request', 'Open the list again.')
    const next = { ...found, ...part(told(found)) }
    requests = requests.map((one) => (one.id === id ? next : one))
    return told(next)
  }
  function changeAgency(id: string, part: (agency: Agency) => Partial<Agency>): Agency {
    const next = { ...first(id), ...part(first(id)) }
    agencies = agencies.map((one) => (one.id === id ? next : one))
    return next
  }
  return {
    agencies: os.sharing.agencies.handler(() => agencies),
    addAgency: os.sharing.addAgency.handler(({ input }) => {
      holderOf(officer, 'sharing.request')
      const agency = { ...input, id: randomUUID(), declarations: [], isOutOfState: input.state !== 'IL' }
      agencies = [...agencies, agency]
      return agency
    }),
    verifyAgency: os.sharing.verifyAgency.handler(({ input: { id, how } }) => {
      const on = holderOf(officer, 'sharing.fulfil', 'sharing.approve')
      return changeAgency(id, () => ({ verified: { how, at: Date.now(), by: on.badge } }))
    }),
    addDeclaration: os.sharing.addDeclaration.handler(({ input }) => {
      const on = holderOf(officer, 'sharing.fulfil', 'sharing.approve')
      const { agency, signer, signedAt, validUntil, document } = input
      return changeAgency(agency, ({ declarations }) => ({
        declarations: [
          {
            id: randomUUID(),
            signer,
            signedAt,
            ...(validUntil === undefined ? {} : { validUntil }),
            documentName: document.name,
            documentSha256: '3f'.repeat(32),
            addedBy: on.badge,
            addedAt: Date.now(),
          },
          ...declarations,
        ],
      }))
    }),
    withdrawDeclaration: os.sharing.withdrawDeclaration.handler(({ input: { id, why } }) => {
      const agency = agencies.find(({ declarations }) => declarations.some((one) => one.id === id))
      if (agency === undefined) throw refuse('the declaration', 'Open the agency again.')
      return changeAgency(agency.id, ({ declarations }) => ({
        declarations: declarations.map((one) =>
          one.id === id ? { ...one, withdrawn: { at: Date.now(), why } } : one,
        ),
      }))
    }),
    requests: os.sharing.requests.handler(() => requests.map(told)),
    request: os.sharing.request.handler(({ input }) => {
      const on = holderOf(officer, 'sharing.request')
      const made = {
        id: randomUUID(),
        agencyId: input.agency,
        person: input.person,
        purpose: input.purpose,
        legalBasis: input.legalBasis,
        caseNumber: input.caseNumber,
        requestedAt: Date.now(),
        enteredBy: by(on),
        state: 'waiting' as const,
        approvers: ['Deputy chief'],
      }
      requests = [made, ...requests]
      return told(made)
    }),
    decide: os.sharing.decide.handler(({ input: { id, isApproved, words } }) => {
      const on = holderOf(officer, 'sharing.approve')
      return change(id, ({ missing, enteredBy }) => {
        if (enteredBy.badge === on.badge)
          throw refuse('another person: nobody decides on his own request', 'Ask another approver.')
        const [stop] = missing
        if (isApproved && stop !== undefined) throw refuse(stop.words, stop.next, stop.clause)
        return {
          state: isApproved ? 'approved' : 'refused',
          decided: { by: by(on), at: Date.now(), words },
        }
      })
    }),
    fulfil: os.sharing.fulfil.handler(({ input: { id, days } }) =>
      change(id, () => ({
        state: 'fulfilled',
        share: {
          id: randomUUID(),
          madeAt: Date.now(),
          items: 118,
          bytes: 21_004_118,
          sha256: 'd2'.repeat(32),
          watermark: 'Other City Police Department, OC-26-1188',
          expiresAt: Date.now() + days * DAY,
          isHere: true,
        },
      })),
    ),
    fetch: os.sharing.fetch.handler(({ input: { id } }) => {
      change(id, ({ share }) => (share === undefined ? {} : { share: { ...share, fetchedAt: Date.now() } }))
      return offer('OC-26-1188.lookout-share', 'application/octet-stream', 'sealed')
    }),
    document: os.sharing.document.handler(() => offer('document.pdf', 'application/pdf', 'a scan')),
    forwarded: os.sharing.forwarded.handler(() =>
      requests.filter(({ forwarded }) => forwarded !== undefined).map(told),
    ),
    seen: os.sharing.seen.handler(({ input: { id } }) => {
      const on = holderOf(officer, 'sharing.forwarded')
      return change(id, ({ forwarded }) => ({
        forwarded: { at: forwarded?.at ?? now, seenBy: on.badge, seenAt: Date.now() },
      }))
    }),
    others: os.sharing.others.handler(() => others),
    enterOther: os.sharing.enterOther.handler(({ input }) => {
      const on = holderOf(officer, 'sharing.request', 'other-requests.answer')
      const made = {
        ...input,
        id: randomUUID(),
        receivedAt: Date.now(),
        routedTo: 'Records manager',
        enteredBy: by(on),
      }
      others = [made, ...others]
      return made
    }),
    answerOther: os.sharing.answerOther.handler(({ input: { id, answer } }) => {
      const on = holderOf(officer, 'other-requests.answer')
      const found = others.find((one) => one.id === id)
      if (found === undefined) throw refuse('the request', 'Open the list again.')
      const next = { ...found, answered: { by: by(on), at: Date.now(), words: answer } }
      others = others.map((one) => (one.id === id ? next : one))
      return next
    }),
  }
}
