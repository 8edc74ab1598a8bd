// The policy in force in a car, and how another one comes into force: somebody proposes a text, the trial runs,
// another person approves it, and it binds from the next start or end of a shift.
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { PoliciesRepository, PolicyRow, StoredText } from '#main/storage/policies-repository.ts'
import type { policy as contract } from '#shared/contract/policy.ts'
import type { By } from '#shared/domain/officer.ts'
import type { PolicyProposal, PolicyStamp } from '#shared/domain/policy.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { refuse } from '../refused.ts'
import { type Candidate, NEXT_TEXT, openCandidates } from './candidates.ts'
import { CATALOGUE } from './catalogue.ts'
import { diffPolicies } from './diff.ts'
import { effectivePolicy, type LoadedPolicy, type PolicyTexts } from './effective.ts'
import { agencyTexts, defaultsOf, type FindText, mustFind, textsFor } from './folder.ts'
import { nameOf, parsePolicyText, type PolicyText } from './text.ts'
import { tryPolicy } from './trial.ts'

type InForce = z.infer<NonNullable<(typeof contract.inForce)['~orpc']['outputSchema']>>

export type Policy = {
  /** The rules in force: one object for the life of the core, so that whoever holds it follows a change. */
  readonly profile: Profile
  stamp(): PolicyStamp
  /** "oak-brook 3 0123456789abcdef", as every audit entry names it. */
  stampWords(): string
  /** An agency was picked at first run. */
  isSetUp(): boolean
  /** Those that first run may pick. */
  agencies(): { id: string; agency: string; policy: string }[]
  /**
   * First run: puts a shipped text in force. It has one name only until another person approves the next. May be
   * called again until something was proposed.
   */
  setUp(id: string, by: By): void
  inForce(): InForce
  /** Texts that may be proposed. */
  texts(): Candidate[]
  /** Newest first. */
  proposals(): PolicyProposal[]
  propose(file: string, by: By): PolicyProposal
  /** In force at once between shifts, else from the next start or end of one (apply). */
  approve(id: string, by: By): PolicyProposal
  withdraw(id: string, by: By): PolicyProposal
  /**
   * A text that two people of the department have signed: approved at once, and between shifts in force once the
   * transaction around it has ended.
   */
  takeSigned(yaml: string, proposedBy: By, approvedBy: By): PolicyProposal
  /** Puts an approved policy in force; at the start and the end of a shift. */
  apply(): void
  /** What is to be confirmed by the agency, in one place. */
  toConfirm(): { key: string; words: string; question: string }[]
}

type Options = {
  readonly repository: PoliciesRepository
  /** own: the data folder's `policies`, which need not be there. */
  readonly folders: { readonly shipped: string; readonly own: string }
  /** Binds until first run has picked an agency. */
  readonly initialId: string
  readonly audit: (by: By, action: string, subject: string, detail: unknown) => void
  readonly isShiftRunning: () => boolean
  readonly events: { accessChanged(): void; shiftChanged(): void }
  readonly now: () => number
}

/** Opens the policy. Throws an Error for a person where the texts that bind cannot be read. */
export function openPolicy(options: Options): Policy {
  const { repository, folders, initialId, audit, isShiftRunning, events, now } = options
  const findShipped: FindText = (id) => mustFind(folders.shipped, id)
  // Anybody at the console may ask for them, so they are read once.
  let shippedAgencies: ReturnType<Policy['agencies']> | undefined
  let current = currentPolicy()
  const profile: Profile = { ...current.profile }
  const candidates = openCandidates({ folders, current: () => current })

  function currentPolicy(): LoadedPolicy {
    const row = repository.single('in-force')
    return row === undefined
      ? effectivePolicy(textsFor(findShipped(initialId), findShipped))
      : effectivePolicy(storedTexts(row))
  }

  /** The texts as they were approved. Where our defaults then knew fewer rules than this version asks, today's do. */
  function storedTexts({ texts }: PolicyRow): PolicyTexts {
    const parsed = texts.map(({ id, yaml }) => parsePolicyText(yaml, `the stored policy ${id}`))
    const agency = parsed.find((text) => text.kind === 'agency')
    const stored = parsed.find((text) => text.kind === 'default')
    if (agency === undefined) throw new Error('The stored policy has no text of an agency.')
    const isComplete = stored !== undefined && [...CATALOGUE.keys()].every((key) => stored.entries.has(key))
    return {
      agency,
      overlays: parsed.filter((text) => text.kind === 'overlay'),
      tightening: parsed.find((text) => text.kind === 'tightening'),
      defaults: isComplete ? stored : defaultsOf(findShipped),
    }
  }

  function add(yaml: string, file: string, by: By): PolicyProposal {
    const next = candidates.load(yaml, file)
    refuseSameVersion(next)
    const at = now()
    const proposal = {
      id: randomUUID(),
      stamp: next.stamp,
      agency: next.profile.agency,
      by,
      at,
      findings: candidates.findings(yaml, file),
      differences: diffPolicies(current, next),
      trial: tryPolicy(next.profile, at),
    }
    audit(by, 'policy.propose', wordsOfStamp(next.stamp), detailOf(proposal))
    repository.add(proposal, toStored(next), current.stamp.hash)
    return { ...proposal, state: 'proposed' }
  }

  /** The audit names a policy by id and version: one version is one text. */
  function refuseSameVersion(next: LoadedPolicy): void {
    const [one, other] = [agencyOf(current), agencyOf(next)]
    if (one?.id !== other?.id || one?.version !== other?.version || one?.yaml === other?.yaml) return
    throw refuse(
      `another version: version ${one?.version ?? 0} of ${one?.id ?? ''} is in force with other words`,
      'Raise the version in the file, then propose it again.',
    )
  }

  function detailOf(
    proposal: Pick<PolicyProposal, 'id' | 'differences' | 'trial' | 'findings'>,
  ): Record<string, unknown> {
    const { id, differences, trial, findings } = proposal
    return {
      proposal: id,
      inForce: wordsOfStamp(current.stamp),
      differences: differences.map(({ key, direction, before, after }) => ({
        key,
        direction,
        before: before?.value ?? null,
        after: after?.value ?? null,
      })),
      trial: { passed: trial.passed, failed: trial.failed },
      loosens: findings.flatMap(({ kind, key }) => (kind === 'loosens' ? [key ?? ''] : [])),
    }
  }

  function mustGet(id: string): PolicyRow {
    const row = repository.get(id)
    if (row === undefined) throw refuse('a policy that was proposed', 'Look at the list again.')
    return row
  }

  /** All that stands against an approval by this person. */
  function refuseApproval({ proposal, base }: PolicyRow, rules: Profile, by: By): void {
    if (isSamePerson(proposal.by, by))
      throw refuse(
        'another person: nobody approves what he proposed himself',
        'Ask another person to approve it.',
      )
    const loosening = proposal.findings.filter(({ kind }) => kind === 'loosens')
    if (loosening.length > 0)
      throw refuse(
        loosening.map(({ words }) => words),
        NEXT_TEXT,
      )
    const trial = tryPolicy(rules, now())
    if (trial.failed.length > 0)
      throw refuse(
        trial.failed.slice(0, 20).map((name) => `the trial: ${name}`),
        NEXT_TEXT,
      )
    if (base !== current.stamp.hash)
      throw refuse(
        'a comparison with the policy in force: another one came into force since it was proposed',
        'Propose it again.',
      )
    if (repository.single('approved') !== undefined)
      throw refuse(
        'a free place: another approved policy waits for the next start or end of a shift',
        'Withdraw that one first, or wait.',
      )
  }

  function decideApproved(row: PolicyRow, by: By): void {
    const { id, stamp } = row.proposal
    refuseApproval(row, effectivePolicy(storedTexts(row)).profile, by)
    const proposedBy = row.proposal.by
    audit(by, 'policy.activate', wordsOfStamp(stamp), { proposedBy, ...detailOf(row.proposal) })
    repository.decide(id, 'approved', by, now())
  }

  function apply(): void {
    const row = repository.single('approved')
    if (row === undefined) {
      if (repository.single('in-force')?.proposal.stamp.hash === current.stamp.hash) return
    } else {
      // What cannot be put together leaves the one in force as it is.
      effectivePolicy(storedTexts(row))
      repository.enforce(row.proposal.id, now())
    }
    take(currentPolicy())
  }

  /** Follows what the database says; also after a transaction that was taken back. */
  function take(next: LoadedPolicy): void {
    if (next.stamp.hash === current.stamp.hash) return
    current = next
    Object.assign(profile, next.profile)
    events.accessChanged()
    events.shiftChanged()
  }

  /** Callers may have a transaction around theirs: once it has ended the rules follow what it left. */
  function applyAfterwards(): void {
    queueMicrotask(() => {
      if (repository.isOpen() && !isShiftRunning()) apply()
    })
  }

  apply()

  return {
    profile,
    stamp: () => current.stamp,
    stampWords: () => wordsOfStamp(current.stamp),
    isSetUp: () => repository.single('in-force') !== undefined,
    agencies: () => (shippedAgencies ??= agenciesOf(folders.shipped)),
    setUp(id, by) {
      // A first run that broke off is begun again; once anything was proposed it takes two people.
      const isBegun = repository
        .all()
        .some(
          ({ proposal: { state, decidedBy } }) =>
            decidedBy !== undefined || !/^(in-force|replaced)$/.test(state),
        )
      if (isBegun) throw refuse('a car that is not set up yet', 'Propose another policy instead.')
      if (!agencyTexts(folders.shipped).some((text) => text.id === id))
        throw refuse(`a policy named "${id}"`, 'Choose one of the list.')
      const next = effectivePolicy(textsFor(findShipped(id), findShipped))
      const at = now()
      const trial = tryPolicy(next.profile, at)
      const proposal = { id: randomUUID(), stamp: next.stamp, agency: next.profile.agency, by, at, trial }
      repository.inTransaction(() => {
        audit(by, 'agency.set-up', wordsOfStamp(next.stamp), { trial })
        repository.add(
          { ...proposal, findings: [...next.findings], differences: [] },
          toStored(next),
          current.stamp.hash,
        )
        repository.enforce(proposal.id, at)
      })
      take(next)
      applyAfterwards()
    },
    inForce() {
      const row = repository.single('in-force')
      return {
        stamp: current.stamp,
        agency: current.profile.agency,
        texts: current.texts.map((text) => nameOf(text)),
        rules: [...current.rules],
        ...(row?.inForceAt === undefined ? {} : { since: row.inForceAt }),
        isApprovedByTwo: row?.proposal.decidedBy !== undefined,
      }
    },
    texts: () => candidates.list(),
    proposals: () => repository.all().map(({ proposal }) => proposal),
    propose: (file, by) => repository.inTransaction(() => add(candidates.yamlOf(file), file, by)),
    approve(id, by) {
      const row = mustGet(id)
      mustBe(row, ['proposed'])
      repository.inTransaction(() => decideApproved(row, by))
      if (!isShiftRunning()) apply()
      applyAfterwards()
      return mustGet(id).proposal
    },
    withdraw(id, by) {
      const row = mustGet(id)
      mustBe(row, ['proposed', 'approved'])
      repository.inTransaction(() => {
        audit(by, 'policy.withdraw', wordsOfStamp(row.proposal.stamp), detailOf(row.proposal))
        repository.decide(id, 'withdrawn', by, now())
      })
      return mustGet(id).proposal
    },
    takeSigned(yaml, proposedBy, approvedBy) {
      const approved = repository.inTransaction(() => {
        const waiting = repository.single('approved')
        // The department's word is newer than what waits in this car.
        if (waiting !== undefined) repository.decide(waiting.proposal.id, 'withdrawn', approvedBy, now())
        const { id } = add(yaml, 'the signed policy', proposedBy)
        decideApproved(mustGet(id), approvedBy)
        return mustGet(id).proposal
      })
      applyAfterwards()
      return approved
    },
    apply,
    toConfirm: () =>
      current.rules.flatMap(({ key, words, toConfirm }) =>
        toConfirm === undefined ? [] : [{ key, words, question: toConfirm }],
      ),
  }
}

const agenciesOf = (folder: string): ReturnType<Policy['agencies']> =>
  agencyTexts(folder).map(({ id, agency, policy }) => ({ id, agency, policy: policy.number }))

const toStored = ({ texts }: LoadedPolicy): StoredText[] => texts.map(({ id, yaml }) => ({ id, yaml }))

const agencyOf = ({ texts }: LoadedPolicy): PolicyText | undefined =>
  texts.find(({ kind }) => kind === 'agency')

function mustBe({ proposal: { state } }: PolicyRow, states: readonly PolicyProposal['state'][]): void {
  if (states.includes(state)) return
  throw refuse('a policy that waits', `This one is ${state.replace('-', ' ')}: look at the list again.`)
}

const isSamePerson = (one: By, other: By): boolean => one.badge.toLowerCase() === other.badge.toLowerCase()

const wordsOfStamp = ({ id, version, hash }: PolicyStamp): string => `${id} ${version} ${hash}`
