// Holds, clocks, purges and evidence of the scripted department.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import type { Officer } from '#shared/domain/officer.ts'
import { recordsContract } from '#shared/records/index.ts'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import type { Hold } from '#shared/records/holds.ts'
import type { RecordKey } from '#shared/records/records.ts'
import type { PurgeProposal } from '#shared/records/retention.ts'
import { refuse } from '../console/refuse.ts'
import { holderOf, madeUpId } from '../console/scripted-office-people.ts'
import type { Offer } from './scripted-found.ts'

const DAY = 86_400_000
const MANAGER = { badge: '2001', name: 'Manager one' }
const PATROL = { badge: '4711', name: 'Patrol one' }

type KeepingOptions = {
  readonly officer: () => Officer | undefined
  readonly offer: Offer
  readonly hold: (keys: readonly RecordKey[]) => void
}

export function scriptedKeeping({ officer, offer, hold }: KeepingOptions) {
  const os = implement(recordsContract)
  const now = Date.now()
  const today = Math.floor(now / DAY)
  const by = (on: Officer) => ({ badge: on.badge, name: on.name })
  let holds: Hold[] = [
    {
      id: madeUpId(301),
      kind: 'legal-process',
      ground: 'Subpoena of the county court, served on Nov 2',
      caseNumber: '26-10082',
      placedBy: MANAGER,
      placedAt: now - 95 * DAY,
      reviewAt: now - 5 * DAY,
      isReviewDue: true,
      items: 214,
      reviews: [
        {
          by: MANAGER,
          at: now - 40 * DAY,
          words: 'The court has not ended it.',
          nextReviewAt: now - 5 * DAY,
        },
      ],
      schedule: 'Local Records Act schedule, item 4.2',
    },
    {
      id: madeUpId(302),
      kind: 'ongoing-investigation',
      ground: 'Thefts of catalytic converters, Elm Street area',
      caseNumber: '26-10441',
      placedBy: PATROL,
      placedAt: now - 12 * DAY,
      reviewAt: now + 78 * DAY,
      isReviewDue: false,
      items: 37,
      reviews: [],
    },
    {
      id: madeUpId(303),
      kind: 'acted-on',
      ground: 'Stop on a hit of the stolen vehicle list',
      caseNumber: '26-09977',
      placedBy: PATROL,
      placedAt: now - 120 * DAY,
      reviewAt: now - 30 * DAY,
      isReviewDue: false,
      items: 3,
      reviews: [],
      lifted: { by: MANAGER, at: now - 31 * DAY, why: 'The case is closed and no appeal stands.' },
    },
  ]
  let proposals: PurgeProposal[] = [
    {
      id: madeUpId(401),
      class: 'hits',
      throughDay: today - 181,
      proposedAt: now - 7 * 3_600_000,
      rows: 412,
      images: 824,
      kept: 14,
      state: 'waiting',
    },
    {
      id: madeUpId(402),
      class: 'hits',
      throughDay: today - 182,
      proposedAt: now - 31 * 3_600_000,
      rows: 388,
      images: 776,
      kept: 9,
      state: 'done',
      decided: { by: MANAGER, at: now - 30 * 3_600_000, words: 'Looked over, none of it is open.' },
    },
  ]
  let packages: EvidencePackage[] = [
    {
      id: madeUpId(501),
      madeAt: now - 3 * DAY,
      by: MANAGER,
      caseNumber: '26-10082',
      target: 'portable-media',
      items: 214,
      bytes: 88_220_140,
      sha256: '4d'.repeat(32),
      isHere: true,
      custody: [{ at: now - 3 * DAY, by: MANAGER, step: 'made', words: 'For the county court, as it asked' }],
    },
    {
      id: madeUpId(502),
      madeAt: now - 20 * DAY,
      by: MANAGER,
      caseNumber: '26-09977',
      target: 'evidence.com',
      items: 3,
      bytes: 1_104_200,
      sha256: '9a'.repeat(32),
      isHere: true,
      booked: { at: now - 19 * DAY, badge: '2001', evidenceId: 'EV-20441', uploadStatus: 'uploaded' },
      custody: [
        { at: now - 20 * DAY, by: MANAGER, step: 'made', words: 'Stop on a stolen vehicle' },
        { at: now - 19 * DAY, by: MANAGER, step: 'uploaded', words: 'Uploaded by the evidence custodian' },
      ],
    },
  ]
  function change(id: string, part: (one: Hold) => Partial<Hold>): Hold {
    const found = holds.find((one) => one.id === id)
    if (found === undefined) throw refuse('the hold', 'Open the list again.')
    const next = { ...found, ...part(found) }
    holds = holds.map((one) => (one.id === id ? next : one))
    return next
  }
  function changePackage(
    id: string,
    part: (one: EvidencePackage) => Partial<EvidencePackage>,
  ): EvidencePackage {
    const found = packages.find((one) => one.id === id)
    if (found === undefined) throw refuse('the package', 'Open the list again.')
    const next = { ...found, ...part(found) }
    packages = packages.map((one) => (one.id === id ? next : one))
    return next
  }
  const holdHandlers = {
    list: os.holds.list.handler(({ input: { isLiftedToo } }) => {
      holderOf(officer, 'holds.see')
      return holds.filter(({ lifted }) => isLiftedToo || lifted === undefined)
    }),
    place: os.holds.place.handler(({ input }) => {
      const on = holderOf(officer, 'holds.place')
      const { kind, ground, caseNumber, reviewAt, records } = input
      const made: Hold = {
        id: randomUUID(),
        kind,
        ground,
        caseNumber,
        reviewAt,
        placedBy: by(on),
        placedAt: Date.now(),
        isReviewDue: false,
        items: records.length,
        reviews: [],
      }
      holds = [...holds, made]
      hold(records)
      return made
    }),
    add: os.holds.add.handler(({ input: { id, records } }) => {
      hold(records)
      return change(id, ({ items }) => ({ items: items + records.length }))
    }),
    review: os.holds.review.handler(({ input: { id, words, nextReviewAt } }) => {
      const on = holderOf(officer, 'holds.lift')
      return change(id, ({ reviews }) => ({
        isReviewDue: false,
        reviewAt: nextReviewAt,
        reviews: [...reviews, { by: by(on), at: Date.now(), words, nextReviewAt }],
      }))
    }),
    lift: os.holds.lift.handler(({ input: { id, why } }) => {
      const on = holderOf(officer, 'holds.lift')
      return change(id, () => ({ isReviewDue: false, lifted: { by: by(on), at: Date.now(), why } }))
    }),
  }
  const retention = {
    clocks: os.retention.clocks.handler(() => [
      {
        class: 'reads' as const,
        mostMs: 30 * DAY,
        clause: '100.8 (a)',
        purge: 'automatic' as const,
        rows: 4_120_433,
        oldestAt: now - 29.6 * DAY,
      },
      {
        class: 'hits' as const,
        leastMs: 30 * DAY,
        mostMs: 180 * DAY,
        clause: '100.8 (b)',
        purge: 'reviewed' as const,
        rows: 9120,
        oldestAt: now - 179 * DAY,
      },
      {
        class: 'context-images' as const,
        mostMs: 30 * DAY,
        purge: 'automatic' as const,
        rows: 4_002_118,
        oldestAt: now - 29.6 * DAY,
      },
      { class: 'entered' as const, mostMs: 365 * DAY, purge: 'approved' as const, rows: 214 },
      { class: 'canvasses' as const, mostMs: 365 * DAY, purge: 'approved' as const, rows: 11 },
      { class: 'car-audit' as const, leastMs: 365 * DAY, purge: 'approved' as const, rows: 88_120 },
    ]),
    dryRun: os.retention.dryRun.handler(({ input }) => ({
      class: input.class,
      cutoffAt: now - 30 * DAY,
      days: [today - 31, today - 30].map((day) => ({
        day,
        rows: 137_220,
        images: 274_112,
        kept: 251,
        why: ['214 under the hold of case 26-10082', '37 under the hold of case 26-10441'],
      })),
    })),
    proposals: os.retention.proposals.handler(() => proposals),
    decide: os.retention.decide.handler(({ input: { id, isApproved, words } }) => {
      const on = holderOf(officer, 'retention.decide')
      proposals = proposals.map((one) =>
        one.id === id
          ? {
              ...one,
              state: isApproved ? 'approved' : 'refused',
              decided: { by: by(on), at: Date.now(), words },
            }
          : one,
      )
      return proposals
    }),
    certificates: os.retention.certificates.handler(() => [
      {
        id: madeUpId(601),
        class: 'reads' as const,
        throughDay: today - 31,
        at: now - 8 * 3_600_000,
        rows: 137_220,
        images: 274_112,
        kept: 251,
        digest: '5e'.repeat(32),
        policy: 'made-up 3',
        by: { badge: 'server', name: 'The daily run' },
        how: 'automatic' as const,
      },
    ]),
    proofs: os.retention.proofs.handler(() => [
      {
        at: now - 8 * 3_600_000,
        class: 'reads' as const,
        cutoffAt: now - 30 * DAY,
        oldestAt: now - 29.6 * DAY,
        olderWithoutHold: 0,
        isMet: true,
      },
      {
        at: now - 8 * 3_600_000,
        class: 'hits' as const,
        cutoffAt: now - 180 * DAY,
        oldestAt: now - 181 * DAY,
        olderWithoutHold: 412,
        isMet: false,
      },
    ]),
  }
  const evidence = {
    list: os.evidence.list.handler(() => packages),
    make: os.evidence.make.handler(({ input: { records, caseNumber, words } }) => {
      const on = holderOf(officer, 'evidence.make')
      const made: EvidencePackage = {
        id: randomUUID(),
        madeAt: Date.now(),
        by: by(on),
        caseNumber,
        target: 'portable-media',
        items: records.length,
        bytes: records.length * 412_000,
        sha256: '7c'.repeat(32),
        isHere: true,
        custody: [{ at: Date.now(), by: by(on), step: 'made', words }],
      }
      packages = [made, ...packages]
      return made
    }),
    fetch: os.evidence.fetch.handler(({ input: { id, words } }) => {
      const on = holderOf(officer, 'evidence.make')
      changePackage(id, ({ custody }) => ({
        custody: [...custody, { at: Date.now(), by: by(on), step: 'fetched', words }],
      }))
      return offer('26-10082.lookout-evidence', 'application/octet-stream', 'sealed')
    }),
    book: os.evidence.book.handler(({ input: { id, words, ...booked } }) => {
      const on = holderOf(officer, 'evidence.make')
      return changePackage(id, ({ custody }) => ({
        booked: { at: Date.now(), badge: on.badge, ...booked },
        custody: [...custody, { at: Date.now(), by: by(on), step: 'booked', words }],
      }))
    }),
  }
  return { holds: holdHandlers, retention, evidence }
}
