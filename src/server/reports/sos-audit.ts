// What the Illinois Secretary of State may ask to see of an agency's sharing (625 ILCS 5/2-130): the written
// declarations of agencies of other states, what went to such agencies and what for, and what was held back.
import { sql } from 'kysely'
import { refuse } from '#main/refused.ts'
import { dateOf, line, minuteOf, type Make } from './draft.ts'
import { auditFigures } from './audit-figures.ts'

const STATUTE = '625 ILCS 5/2-130'

export const makeSosAudit: Make = async ({ db, audit, profile, now }, { from, to }) => {
  if (profile.state !== 'IL') {
    throw refuse(
      'a department of Illinois',
      `${STATUTE} binds agencies of Illinois; this policy is of ${profile.state}.`,
    )
  }
  const declarations = await db.kysely
    .selectFrom('declarations as d')
    .innerJoin('agencies as a', 'a.id', 'd.agency_id')
    .select(['a.name', 'a.ori', 'a.state', 'd.agency_id', 'd.signer', 'd.signed_at', 'd.valid_until'])
    .select(['d.document_name', 'd.document_sha256', 'd.added_at', 'd.withdrawn_at', 'd.withdrawn_why'])
    .where('d.added_at', '<=', to)
    .orderBy('a.name')
    .orderBy('d.signed_at')
    .execute()
  const requests = await db.kysely
    .selectFrom('share_requests as r')
    .innerJoin('agencies as a', 'a.id', 'r.agency_id')
    .leftJoin('shares as s', 's.request_id', 'r.id')
    .select(['a.name', 'a.ori', 'a.state', 'r.agency_id', 'r.person', 'r.purpose', 'r.legal_basis'])
    .select(['r.case_number', 'r.requested_at', 'r.state as standing', 'r.decided_at', 'r.decided_words'])
    .select(['s.id as share', 's.made_at', 's.items'])
    .where('a.state', '<>', profile.state)
    .where(
      sql<boolean>`((r.requested_at >= ${from} AND r.requested_at <= ${to})
        OR (s.made_at >= ${from} AND s.made_at <= ${to}))`,
    )
    .orderBy('r.requested_at')
    .execute()
  const { heldShares } = await auditFigures(audit, from, to)
  const held = heldShares.filter(
    ({ isOutOfState, clause }) => isOutOfState && clause?.includes('2-130') === true,
  )
  const agencies = await db.kysely.selectFrom('agencies').select(['id', 'name']).execute()
  const names = new Map(agencies.map(({ id, name }) => [id, name]))
  const shares = requests.flatMap(({ made_at, share, items, ...request }) =>
    made_at === null || share === null || made_at < from || made_at > to
      ? []
      : [{ ...request, madeAt: made_at, share, items: items ?? 0 }],
  )

  /** The declaration that stood when a share was made. */
  const standingAt = (agency: string, at: number): string => {
    const one = declarations.find(
      ({ agency_id, signed_at, added_at, valid_until, withdrawn_at }) =>
        agency_id === agency &&
        signed_at <= at &&
        added_at <= at &&
        (valid_until === null || valid_until > at) &&
        (withdrawn_at === null || withdrawn_at > at),
    )
    return one === undefined ? 'NONE' : `${one.signer}, ${dateOf(one.signed_at)}`
  }
  const without = shares.filter(({ agency_id, madeAt }) => standingAt(agency_id, madeAt) === 'NONE')

  return {
    title: `Sharing outside of Illinois (${STATUTE})`,
    summary: [
      line('Declarations on file', declarations.length),
      line('Requests of agencies of other states', requests.filter((one) => one.requested_at >= from).length),
      line('Shares with agencies of other states', shares.length),
      line('Shares without a declaration that stood', without.length),
      line(`Held back under ${STATUTE}`, held.length),
    ],
    tables: [
      {
        title: 'Declarations',
        columns: [
          'Agency',
          'ORI',
          'State',
          'Signer',
          'Signed',
          'Valid until',
          'Standing',
          'Document',
          'SHA-256',
        ],
        rows: declarations.map((one) => [
          one.name,
          one.ori ?? '',
          one.state,
          one.signer,
          dateOf(one.signed_at),
          one.valid_until === null ? 'no end' : dateOf(one.valid_until),
          one.withdrawn_at !== null
            ? `withdrawn ${dateOf(one.withdrawn_at)}: ${one.withdrawn_why ?? ''}`
            : one.valid_until !== null && one.valid_until <= now()
              ? 'over'
              : 'stands',
          one.document_name,
          one.document_sha256,
        ]),
      },
      {
        title: 'Shares with agencies of other states',
        columns: [
          'Made',
          'Agency',
          'State',
          'Asked by',
          'Purpose',
          'Legal basis',
          'Case',
          'Reads',
          'Declaration then',
          'Share',
        ],
        rows: shares.map((one) => [
          dateOf(one.madeAt),
          one.name,
          one.state,
          one.person,
          one.purpose,
          one.legal_basis,
          one.case_number,
          one.items,
          standingAt(one.agency_id, one.madeAt),
          one.share,
        ]),
      },
      {
        title: 'Requests of agencies of other states',
        columns: ['Asked', 'Agency', 'State', 'Purpose', 'Standing', 'Decided', 'Words'],
        rows: requests.map((one) => [
          dateOf(one.requested_at),
          one.name,
          one.state,
          one.purpose,
          one.standing,
          one.decided_at === null ? '' : dateOf(one.decided_at),
          one.decided_words ?? '',
        ]),
      },
      {
        title: `Held back under ${STATUTE}`,
        note: 'From the audit: each time that somebody wanted to go on and the product refused it.',
        columns: ['At', 'Agency', 'State', 'Step', 'Clause', 'What was missing'],
        rows: held.map(({ at, agency, state, action, clause, missing }) => [
          minuteOf(Date.parse(at)),
          names.get(agency) ?? agency,
          state,
          action,
          clause ?? '',
          missing.join('; '),
        ]),
      },
    ],
  }
}
