// The policy of the scripted core: made-up rules in force, and texts that may be proposed.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { ExplainedRule, PolicyProposal, PolicyTextName } from '#shared/domain/policy.ts'
import { refuse } from './refuse.ts'
import { holderOf, type OfficeOptions } from './scripted-office-people.ts'

const AGENCY: PolicyTextName = { id: 'made-up', kind: 'agency', title: 'Made-up PD MUP-100', version: 3 }
const CJIS: PolicyTextName = {
  id: 'us-cjis-5-9-5',
  kind: 'overlay',
  title: 'CJIS Security Policy 5.9.5',
  version: 1,
}
const LAW: PolicyTextName = { id: 'il-625-5-2-130', kind: 'overlay', title: '625 ILCS 5/2-130', version: 1 }
const OURS: PolicyTextName = { id: 'default', kind: 'default', title: 'Our default', version: 1 }

const DAY = 86_400_000

const RULES: readonly ExplainedRule[] = [
  {
    key: 'verify.required',
    words: 'What is checked before anybody acts on a hit',
    effective: {
      from: AGENCY,
      clause: '100.6 (a)-(b)',
      value: {
        modal: 'shall',
        scope: 'any-enforcement',
        items: ['characters', 'state', 'vehicle', 'status'],
      },
    },
    others: [
      { from: OURS, value: { modal: 'if-practicable', scope: 'solely-on-alert', items: ['characters'] } },
    ],
  },
  {
    key: 'retention.read_days',
    words: 'How long reads are kept',
    effective: { from: AGENCY, clause: '100.4', value: { leastDays: 30, mostDays: 30, purge: 'automatic' } },
    others: [],
    toConfirm: 'Is 30 days the least, the most, or both? Both are kept until you say.',
  },
  {
    key: 'session.reauthenticate_hours',
    words: 'Hours after which a full sign-in is asked again',
    effective: { from: CJIS, clause: 'IA-5 j(10)', value: 12 },
    others: [{ from: OURS, value: 12 }],
  },
  {
    key: 'password.form',
    words: 'What a password must have',
    effective: { from: CJIS, clause: 'IA-5(1)', value: { leastCharacters: 8, mostAgeDays: 365 } },
    others: [{ from: AGENCY, clause: '100.5', value: { leastCharacters: 8, mostAgeDays: 365 } }],
  },
  {
    key: 'training.alpr',
    words: 'The training that is asked before anybody operates',
    effective: {
      from: AGENCY,
      clause: '100.5',
      value: { isRequired: true, maxAgeDays: 365, modules: ['legal', 'policy', 'technology', 'security'] },
    },
    others: [],
  },
  {
    key: 'prohibitions',
    words: 'Uses that no reason may name',
    effective: {
      from: LAW,
      clause: '625 ILCS 5/2-130 (b)',
      value: ['reproductive-health', 'immigration-status', 'personal', 'protected-class'],
    },
    others: [{ from: AGENCY, clause: '100.6 (e)', value: ['personal', 'protected-class'] }],
  },
  {
    key: 'partial_plates',
    words: 'Searches with parts of a plate',
    effective: {
      from: AGENCY,
      clause: '100.4',
      value: { isAllowed: true, isIncidentRequired: true, mostDays: 14 },
    },
    others: [],
    toConfirm: 'The text allows them "as needed". May a supervisor grant more than 14 days?',
  },
  {
    key: 'alert.wording',
    words: 'Words under every alert',
    effective: { from: OURS, value: 'A hit alone is no reasonable suspicion and no probable cause.' },
    others: [],
  },
]

const TEXTS = [
  { file: 'made-up-4.yaml', id: 'made-up', title: 'Made-up PD MUP-100, revised', findings: [] },
  {
    file: 'made-up-draft.yaml',
    id: 'made-up',
    title: 'Made-up PD MUP-100, draft',
    findings: [
      {
        kind: 'placeholder' as const,
        key: 'roles.manager',
        line: 14,
        words: 'The title is left open: "[department/office]".',
      },
      { kind: 'older-than-law' as const, words: 'The text is of 2019; 625 ILCS 5/2-130 is of 2024.' },
    ],
  },
]

export function scriptedPolicy({ tell, officer }: OfficeOptions) {
  const os = implement(contract)
  const since = Date.now() - 21 * DAY
  const proposals: PolicyProposal[] = [
    proposalOf('made-up-4.yaml', { badge: '2001', name: 'Manager one' }, Date.now() - 3_600_000, []),
    proposalOf('made-up-draft.yaml', { badge: '2001', name: 'Manager one' }, Date.now() - DAY, [
      'a search without a reason is refused',
    ]),
  ]
  const stamp = { id: 'made-up', version: 3, hash: '41d09c27e5b3a860' }

  function open(id: string): PolicyProposal {
    const proposal = proposals.find((one) => one.id === id && one.state === 'proposed')
    if (proposal === undefined) throw refuse('an open proposal', 'Open the list again.')
    return proposal
  }
  function decide(proposal: PolicyProposal, change: Partial<PolicyProposal>): PolicyProposal {
    const next = { ...proposal, ...change }
    proposals[proposals.indexOf(proposal)] = next
    tell({ accessChanged: true })
    return next
  }

  return {
    inForce: os.policy.inForce.handler(() => ({
      stamp,
      agency: 'Made-up Police Department',
      texts: [AGENCY, CJIS, LAW],
      rules: [...RULES],
      since,
      isApprovedByTwo: false,
    })),
    texts: os.policy.texts.handler(() => TEXTS),
    proposals: os.policy.proposals.handler(() => proposals),
    propose: os.policy.propose.handler(({ input: { file } }) => {
      const { badge, name } = holderOf(officer, 'policy.propose')
      const proposal = proposalOf(file, { badge, name }, Date.now(), [])
      proposals.unshift(proposal)
      tell({ accessChanged: true })
      return proposal
    }),
    approve: os.policy.approve.handler(({ input: { id } }) => {
      const { badge, name } = holderOf(officer, 'policy.approve')
      const proposal = open(id)
      if (proposal.by.badge === badge)
        throw refuse('another person: nobody approves what he proposed', 'Ask another approver.', 'CJIS AC-5')
      if (proposal.trial.failed.length > 0)
        throw refuse('a trial without a failed case', 'Correct the text and propose it again.')
      return decide(proposal, { state: 'approved', decidedBy: { badge, name }, decidedAt: Date.now() })
    }),
    withdraw: os.policy.withdraw.handler(({ input: { id } }) => {
      const { badge, name } = holderOf(officer, 'policy.propose', 'policy.approve')
      return decide(open(id), { state: 'withdrawn', decidedBy: { badge, name }, decidedAt: Date.now() })
    }),
  }
}

function proposalOf(file: string, by: PolicyProposal['by'], at: number, failed: string[]): PolicyProposal {
  const next = { ...AGENCY, version: 4 }
  return {
    id: randomUUID(),
    stamp: { id: 'made-up', version: 4, hash: 'c2710e95ab64d3f8' },
    agency: 'Made-up Police Department',
    by,
    at,
    findings: TEXTS.find((one) => one.file === file)?.findings ?? [],
    differences: [
      {
        key: 'local_list.most_days',
        words: 'How long a plate by hand stays',
        before: { from: AGENCY, clause: '100.6', value: 30 },
        after: { from: next, clause: '100.6', value: 14 },
        direction: 'tighter',
      },
      {
        key: 'canvass',
        words: 'Canvass around a crime scene',
        before: { from: AGENCY, clause: '100.4', value: { isAllowed: false } },
        after: { from: next, clause: '100.4', value: { isAllowed: true } },
        direction: 'looser',
      },
      {
        key: 'roles.manager',
        words: 'Who manages the system',
        before: { from: AGENCY, clause: '100.3', value: 'Deputy Chief' },
        after: { from: next, clause: '100.3', value: 'Commander' },
        direction: 'other',
      },
    ],
    trial: { at, passed: 41 - failed.length, failed },
    state: 'proposed',
  }
}
