// Weekly log reviews, the regular audit, and verdicts on findings of the radar, over a real database.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRadarDesk, createReviews, type RadarDesk, type Reviews } from '#main/audit/index.ts'
import { Refused } from '#main/refused.ts'
import { reviewsRepository } from '#main/storage/reviews-repository.ts'
import { LogReview, RegularAudit, type AuditPartName } from '#shared/domain/audit.ts'
import {
  AUDITOR,
  CHAIN_START,
  makeChain,
  OFFICER,
  writeEntries,
  type MadeChain,
} from '../support/audit/made-chain.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY

let chain: MadeChain
let reviews: Reviews
let radar: RadarDesk
let rules: { parts: AuditPartName[]; everyMonths: number }
beforeEach(() => {
  chain = makeChain()
  rules = { parts: ['passwords', 'usage', 'training'], everyMonths: 12 }
  const { audit, repository: entries, setting } = chain
  const repository = reviewsRepository(chain.db)
  const now = () => setting.at
  reviews = createReviews({
    repository,
    entries,
    audit,
    profile: {
      logReviewDays: { value: 7, clause: 'CJIS AU-6' },
      get audits() {
        return { value: rules, clause: '131.5(d)' }
      },
    },
    passwords: () => [{ words: 'Passwords past their age', value: '1' }],
    training: () => [{ words: 'Training expired', value: '0' }],
    now,
  })
  radar = createRadarDesk({
    repository,
    audit,
    dutyHours: () => undefined,
    ownPlates: () => new Set(),
    now,
  })
})
afterEach(() => chain.close())

const refusalOf = async (work: () => unknown): Promise<Refused['refusal']> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('It was not refused.')
}
const lastEntry = () => chain.audit.search({ limit: 1 }).rows[0]

describe('weekly reviews', () => {
  test('are due when their week is over, and hold what happened in it', () => {
    writeEntries(chain, 3)
    chain.audit.write(OFFICER, 'procedure.refused', 'search.reads', {}, { outcome: 'refused' })
    chain.setting.at = CHAIN_START + WEEK - 1
    expect(reviews.weekly()).toEqual([])
    chain.setting.at = CHAIN_START + WEEK
    writeEntries(chain, 1)
    const [review, ...others] = reviews.weekly()
    expect(others).toEqual([])
    expect(LogReview.parse(review)).toMatchObject({
      from: CHAIN_START,
      to: CHAIN_START + WEEK,
      dueAt: CHAIN_START + WEEK,
      entries: 6,
      byAction: [
        { action: 'reads.search', count: 3, refused: 0 },
        { action: 'audit.begin', count: 1, refused: 0 },
        { action: 'procedure.refused', count: 1, refused: 1 },
        { action: 'program.start', count: 1, refused: 0 },
      ],
    })
    expect(reviews.weekly()).toHaveLength(1)
  })

  test('every entry is in exactly one, also after weeks without any and with a clock that was wrong', () => {
    writeEntries(chain, 2)
    for (const at of [
      3 * WEEK + DAY,
      4 * WEEK,
      2 * WEEK,
      9 * WEEK - 9000,
      400 * WEEK,
      9 * WEEK,
      10 * WEEK + 1,
    ]) {
      chain.setting.at = CHAIN_START + at
      writeEntries(chain, 2)
    }
    chain.setting.at = CHAIN_START + 11 * WEEK
    const made = reviews.weekly().toReversed()
    const total = made.reduce((sum, review) => sum + review.entries, 0)
    expect(total).toBe(chain.audit.state().entries)
    for (const { from, to } of made) {
      expect((from - CHAIN_START) % WEEK).toBe(0)
      expect(to - from).toBe(WEEK)
    }
    expect(made.map(({ from }) => (from - CHAIN_START) / WEEK)).toEqual([0, 3, 8, 10])
  })

  test('are signed off once, with words and an entry; nothing changes one then', async () => {
    writeEntries(chain, 2)
    chain.setting.at = CHAIN_START + WEEK
    const id = reviews.weekly()[0]?.id ?? ''
    const words = 'Looked over, nothing stands out.'
    expect(reviews.signOff(id, words, AUDITOR)[0]?.signedOff).toEqual({
      by: AUDITOR,
      at: chain.setting.at,
      words,
    })
    expect(lastEntry()).toMatchObject({
      action: 'audit.sign-off',
      subject: id,
      ...AUDITOR,
      detail: { words },
    })
    expect(await refusalOf(() => reviews.signOff(id, 'Once more, please', AUDITOR))).toMatchObject({
      missing: [expect.stringContaining('not signed off yet')],
      clause: 'CJIS AU-6',
    })
    expect((await refusalOf(() => reviews.signOff('none', words, AUDITOR))).missing).toEqual([
      'a review with this id',
    ])
    expect(() => chain.db.exec(`UPDATE log_reviews SET words = 'other'`)).toThrow('never changed')
    expect(() => chain.db.exec('DELETE FROM log_reviews')).toThrow('never taken away')
  })

  test('nothing is signed off where the audit cannot be written', async () => {
    writeEntries(chain, 2)
    chain.setting.at = CHAIN_START + WEEK
    const id = reviews.weekly()[0]?.id ?? ''
    chain.db.exec(`CREATE TEMP TRIGGER full_disk BEFORE INSERT ON main.audit_entries BEGIN
      SELECT RAISE(FAIL, 'no room'); END`)
    expect((await refusalOf(() => reviews.signOff(id, 'Looked over, fine', AUDITOR))).gate).toBe('audit')
    expect(reviews.weekly()[0]?.signedOff).toBeUndefined()
  })
})

describe('the regular audit', () => {
  const find = (part: AuditPartName) => {
    const id = reviews.regular()[0]?.id ?? ''
    return reviews.find(id, part, { verdict: 'in-order', words: `Looked at ${part}` }, AUDITOR)
  }

  test('has its parts with figures: usage counted from the audit, the others as the topics tell them', () => {
    writeEntries(chain, 4)
    chain.audit.write(OFFICER, 'session.failure', 'x', {}, { outcome: 'refused' })
    const [audit] = reviews.regular()
    expect(RegularAudit.parse(audit)).toMatchObject({
      from: CHAIN_START,
      dueAt: Date.UTC(2027, 0, 5, 8),
      clause: '131.5(d)',
      parts: [
        { part: 'passwords', figures: [{ words: 'Passwords past their age', value: '1' }] },
        { part: 'usage' },
        { part: 'training', figures: [{ words: 'Training expired', value: '0' }] },
      ],
    })
    const usage = Object.fromEntries(
      (audit?.parts[1]?.figures ?? []).map(({ words, value }) => [words, value]),
    )
    expect(usage).toMatchObject({
      'Entries of the audit': '7',
      'People who used it': '1',
      'Searches of stored reads': '4',
      'Failed sign-ins': '1',
      'Refused in all': '1',
    })
  })

  test('cannot be closed with a part missing; the refusal names the parts and the clause', async () => {
    const id = reviews.regular()[0]?.id ?? ''
    expect(await refusalOf(() => reviews.close(id, AUDITOR))).toMatchObject({
      missing: ['a finding on password security', 'a finding on system usage', 'a finding on training'],
      clause: '131.5(d)',
    })
    find('usage')
    find('training')
    expect(await refusalOf(() => reviews.close(id, AUDITOR))).toMatchObject({
      missing: ['a finding on password security'],
    })
    expect(reviews.regular()[0]?.closed).toBeUndefined()
  })

  test('is closed as it was then, and the next begins where it ended', async () => {
    writeEntries(chain, 4)
    const id = reviews.regular()[0]?.id ?? ''
    for (const part of rules.parts) find(part)
    chain.setting.at = CHAIN_START + 300 * DAY
    const [next, closed] = reviews.close(id, AUDITOR)
    expect(closed).toMatchObject({ id, to: chain.setting.at, closed: { by: AUDITOR, at: chain.setting.at } })
    expect(next).toMatchObject({ from: chain.setting.at, parts: [{}, {}, {}] })
    expect(next?.parts.every(({ finding }) => finding === undefined)).toBe(true)
    expect(lastEntry()).toMatchObject({ action: 'audit.close', subject: id, ...AUDITOR })
    writeEntries(chain, 4)
    expect(reviews.regular()[1]).toEqual(closed)
    const words = { verdict: 'deficient', words: 'A later thought' } as const
    expect((await refusalOf(() => reviews.find(id, 'usage', words, AUDITOR))).next).toContain('not changed')
    expect((await refusalOf(() => reviews.close(id, AUDITOR))).next).toContain('not changed')
    expect(() =>
      chain.db.exec(`UPDATE regular_audits SET report = '{}' WHERE closed_at IS NOT NULL`),
    ).toThrow('never changed')
  })

  test('a later finding on a part takes the place of the earlier one; both stand in the audit', () => {
    find('usage')
    const id = reviews.regular()[0]?.id ?? ''
    reviews.find(id, 'usage', { verdict: 'deficient', words: 'Three accounts are shared' }, AUDITOR)
    expect(reviews.regular()[0]?.parts[1]?.finding).toMatchObject({ verdict: 'deficient' })
    expect(chain.audit.search({ action: 'audit.find', limit: 5 }).rows).toHaveLength(2)
  })

  test('a part that the policy does not ask is refused', async () => {
    rules = { parts: ['usage'], everyMonths: 1 }
    expect(await refusalOf(() => find('passwords'))).toMatchObject({
      missing: ['a part of this audit: it has system usage'],
    })
  })

  test('the last day of a month is due on the last day of another', () => {
    rules.everyMonths = 1
    chain.setting.at = Date.UTC(2026, 0, 31, 12)
    for (const part of rules.parts) find(part)
    const [next] = reviews.close(reviews.regular()[0]?.id ?? '', AUDITOR)
    expect(next?.dueAt).toBe(Date.UTC(2026, 1, 28, 12))
  })
})

describe('the radar', () => {
  const searchAgain = (plate: string) => {
    for (let day = 0; day < 3; day += 1) {
      chain.setting.at += DAY
      chain.audit.write(
        OFFICER,
        'reads.search',
        'reads',
        {},
        { plate, reason: `Reason ${day}`, caseNumber: '26-1' },
      )
    }
  }
  const words = 'The plate is of a case that he works on.'

  test('a verdict is kept with an entry, and what comes after it is open again', async () => {
    searchAgain('AB12345')
    const [found] = await radar.findings()
    expect(found).toMatchObject({ kind: 'same-plate-again', officer: { badge: OFFICER.badge } })
    expect(JSON.stringify(found)).not.toContain('AB12345')
    const [judged] = await radar.judge(found?.id ?? '', { verdict: 'explained', words }, AUDITOR)
    expect(judged?.verdict).toMatchObject({ verdict: 'explained', words, by: AUDITOR })
    expect(lastEntry()).toMatchObject({ action: 'radar.judge', ...AUDITOR })
    searchAgain('AB12345')
    const [again] = await radar.findings()
    expect(again?.id).toBe(found?.id)
    expect(again?.verdict).toBeUndefined()
  })

  test('nobody judges a finding about himself, and none that is not there', async () => {
    searchAgain('AB12345')
    const [found] = await radar.findings()
    const verdict = { verdict: 'explained', words } as const
    expect(await refusalOf(() => radar.judge(found?.id ?? '', verdict, OFFICER))).toMatchObject({
      missing: ['a verdict by somebody else'],
    })
    expect((await radar.findings())[0]?.verdict).toBeUndefined()
    expect((await refusalOf(() => radar.judge('none', verdict, AUDITOR))).missing).toEqual([
      'a finding with this id',
    ])
  })
})
