// Reports over real databases: records come in through the door that cars use, everything else stands as its topic
// writes it.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Holder } from '#main/access/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { Refused } from '#main/refused.ts'
import { openActs } from '#server/acts/index.ts'
import { createFiles, type Files } from '#server/files/index.ts'
import { createIngest, type Ingest } from '#server/ingest/index.ts'
import { openObjects } from '#server/objects/index.ts'
import { createReports, type Reports } from '#server/reports/index.ts'
import { dayOf } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { Category } from '#shared/domain/category.ts'
import type { HitStep, StepInput } from '#shared/domain/hit-step.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { Report, type ReportKind } from '#shared/records/reports.ts'
import { HitBody } from '#shared/transfer/bodies.ts'
import { RecordBatch, type CarId } from '#shared/transfer/wire.ts'
import { AUDITOR, CHAIN_START, makeChain, OFFICER, type MadeChain } from '../support/audit/made-chain.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import { makeHit, makeMatch } from '../support/storage/records.ts'
import { carOf, madeRead, makeVault, storeCar } from '../support/stored/stored-records.ts'

const DAY = 86_400_000
const NOW = CHAIN_START + 60 * DAY
const SPAN = { from: CHAIN_START, to: NOW }

const who: Holder = {
  accountId: randomUUID(),
  sessionId: randomUUID(),
  officer: { ...AUDITOR, position: 'civilian', roles: ['auditor'], authorisations: [] },
  by: AUDITOR,
  rights: ['reads.search', 'reports.read'],
  training: [],
}

/** A short checklist, so that a hit is verified by its comparison. */
const PROFILE: Profile = {
  ...loadProfile('assets/policies', 'schaumburg'),
  verification: {
    value: { modal: 'if-practicable', scope: 'solely-on-alert', items: ['characters', 'state'] },
  },
}

const ACK: StepInput = { kind: 'acknowledged' }
const COMPARED: StepInput = {
  kind: 'compared',
  seen: { plate: 'AB12345', isTyped: false, state: 'IL', vehicle: 'match', vehicleWords: '' },
}
const STOP: StepInput = { kind: 'decided', decision: 'stop', words: '' }
const CLOSED: StepInput = { kind: 'closed', incident: '26-0815' }
const rejected = (
  reason: 'wrong-character' | 'wrong-vehicle' | 'record-not-active' | 'test',
): StepInput[] => [ACK, { kind: 'rejected', reason, words: '' }]

type HitScript = { category?: Category; steps?: StepInput[]; visibility?: 'alert' | 'covert' }
const times = (count: number, script: HitScript): HitScript[] => Array.from({ length: count }, () => script)

/** Twenty-one hits that officers were called for, and a covert one. */
const HITS: HitScript[] = [
  ...times(6, { steps: [ACK, COMPARED, STOP, CLOSED] }),
  {
    steps: [
      ACK,
      { ...COMPARED, seen: { ...COMPARED.seen, state: 'cannot-tell' } },
      { kind: 'skipped', item: 'state', reason: 'The plate frame hides the state name' },
      STOP,
      CLOSED,
    ],
  },
  ...times(2, { steps: rejected('wrong-character'), category: 'stolen-plate' }),
  ...times(7, { steps: rejected('wrong-vehicle') }),
  { steps: rejected('record-not-active') },
  { steps: rejected('test') },
  { steps: [ACK, COMPARED, { kind: 'decided', decision: 'no-action', words: 'Other call' }] },
  ...times(2, {}),
  { visibility: 'covert', category: 'gang' },
]

const stepsOf = (inputs: readonly StepInput[], at: number): HitStep[] =>
  inputs.map((input, number) => ({
    number: number + 1,
    at: at + (number + 1) * 1000,
    afterMs: 1000,
    by: OFFICER,
    input,
  }))

function hitOf(readId: string, at: number, sequence: number, script: HitScript): HitBody {
  const { category = 'stolen-vehicle', steps = [], visibility = 'alert' } = script
  const match = makeMatch()
  const kinds = steps.map(({ kind }) => kind)
  return HitBody.parse({
    ...makeHit({ raisedAt: at }),
    matches: [{ ...match, entry: { ...match.entry, category } }],
    sequence,
    visibility,
    status: kinds.some((kind) => kind === 'closed' || kind === 'rejected') ? 'closed' : 'raised',
    isDeferred: false,
    steps: stepsOf(steps, at),
    sightings: [],
    readId,
    readRecordedAt: at,
  })
}

async function refusalOf(work: () => unknown): Promise<Refused['refusal']> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('It was not refused.')
}

/** The words of a PDF: its streams inflated, and the strings in them, kerning left out. */
function pdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes)
  const pieces: string[] = []
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 7)) {
    const end = file.indexOf('\nendstream', at)
    if (file.subarray(at - 3, at).toString() === 'end' || end < 0) continue
    try {
      pieces.push(inflateSync(file.subarray(at + 7, end)).toString('latin1'))
    } catch {
      // A font or a colour profile: no words.
    }
  }
  return pieces
    .flatMap((piece) => Array.from(piece.matchAll(/\[([^\]]*)\]\s*TJ/g)))
    .map(([, strings = '']) =>
      [...strings.matchAll(/<([0-9a-f]*)>/gi)]
        .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n')
}

onBothDatabases('reports', (open) => {
  let chain: MadeChain
  let db: RecordsDb
  let files: Files
  let reports: Reports
  let ingest: Ingest
  const plates: string[] = []
  const closing: (() => void)[] = []

  beforeAll(async () => {
    chain = makeChain()
    db = await open()
    const safe = makeVault()
    const folder = mkdtempSync(join(tmpdir(), 'lookout-reports-'))
    closing.push(
      () => chain.close(),
      () => safe.close(),
      () => rmSync(folder, { recursive: true, force: true }),
    )
    const now = () => chain.setting.at
    const { vault } = safe
    files = createFiles(now)
    const acts = await openActs({ db, audit: chain.audit, now })
    ingest = createIngest({
      db,
      objects: openObjects({ folder: join(folder, 'objects') }),
      vault,
      sign: () => `${'A'.repeat(86)}==`,
      profile: PROFILE,
      deviceKeyOf: async () => undefined,
      now,
      log: () => undefined,
    })
    reports = createReports({
      db,
      vault,
      audit: chain.audit,
      figures: {
        passwords: () => [{ words: 'Passwords older than 90 days', value: '2' }],
        training: () => [{ words: 'Operators', value: '12' }],
      },
      profile: PROFILE,
      policyWords: () => 'schaumburg 1 0123456789abcdef',
      files,
      acts,
      now,
    })
    await storeCar(db, 1, { last_contact_at: NOW, last_complete_at: NOW })
    await storeCar(db, 2, { oldest_waiting_at: NOW - 26 * DAY, waiting: 40, last_contact_at: NOW - DAY })
    await sendRecords()
    await fillRest(db, chain)
    chain.setting.at = NOW
  }, 60_000)
  afterAll(() => {
    for (const close of closing) close()
  })

  /** Thirty reads of car 1, made on the tenth day and sent on the twenty-second, with the hits of the first of them. */
  async function sendRecords(): Promise<void> {
    const madeAt = CHAIN_START + 10 * DAY
    const car = carOf(1)
    const records = Array.from({ length: 30 }, (_, number) => {
      const plate = `QX${String(70_000 + number * 37)}`
      plates.push(plate)
      const { read } = madeRead({ captured_at: madeAt + number * 60_000, plate })
      const script = HITS[number]
      const hit = script === undefined ? undefined : hitOf(read.id, read.capturedAt, number + 1, script)
      return [
        ...(hit === undefined
          ? []
          : [{ kind: 'hit', id: hit.id, revision: 1, recordedAt: hit.raisedAt, body: canonicalJson(hit) }]),
        { kind: 'read', id: read.id, revision: 1, recordedAt: read.capturedAt, body: canonicalJson(read) },
      ]
    }).flat()
    chain.setting.at = madeAt + 12 * DAY
    const answer = await ingest.takeBatch(car, RecordBatch.parse({ batch: randomUUID(), records }), 'network')
    expect(answer.refused).toEqual([])
    chain.setting.at = madeAt + 14 * DAY
    const late = madeRead({ captured_at: chain.setting.at, plate: 'QX99999' })
    plates.push('QX99999')
    await takeOne(car, late)
  }

  async function takeOne(car: CarId, { read, recorded_at: recordedAt }: ReturnType<typeof madeRead>) {
    const record = { kind: 'read', id: read.id, revision: 1, recordedAt, body: canonicalJson(read) }
    await ingest.takeBatch(car, RecordBatch.parse({ batch: randomUUID(), records: [record] }), 'network')
  }

  const make = async (kind: ReportKind): Promise<Report> =>
    Report.parse(await reports.make({ kind, ...SPAN }, who))
  const tableOf = (report: Report, title: RegExp): (string | number)[][] =>
    report.tables.find((one) => title.test(one.title))?.rows ?? []
  const sumsOf = (report: Report): Record<string, string> =>
    Object.fromEntries(report.summary.map(({ words, value }) => [words, value]))
  async function bytesOf(kind: ReportKind, format: 'html' | 'pdf' | 'csv'): Promise<Buffer> {
    const file = await reports.file({ kind, ...SPAN, format }, who)
    const bytes = await files.take(file.url.slice('/files/'.length), who.sessionId)?.content()
    expect(bytes?.length).toBe(file.bytes)
    return Buffer.from(bytes ?? [])
  }

  test('transfers: how long records waited in their cars, against what the policy allows', async () => {
    const report = await make('transfers')
    expect(sumsOf(report)).toMatchObject({
      'Longest time that the policy allows': `30 days (${PROFILE.transfer.clause ?? ''})`,
      Cars: '2',
      'Cars that are warned or escalated now': '1',
      'Longest that a record waited in its car': '12 days',
      Warnings: '1',
      Escalations: '0',
    })
    expect(
      tableOf(report, /^Cars/).map((row) => [row[0], row[3], row[4], row[5], row[6], row[7], row[8]]),
    ).toEqual([
      ['Car 1', 0, 'in time', 2, 53, 2, 12],
      ['Car 2', 26, 'warned', 0, 0, '', ''],
    ])
    expect(report.marking).toBe(PROFILE.marking.value)
  })

  test('accuracy: what officers found of the possible matches, by category and by cause', async () => {
    const report = await make('accuracy')
    expect(sumsOf(report)).toEqual({
      'Possible matches': '22',
      'Verified in all parts, and acted on': '6',
      'Proved wrong': '10',
      'Proved wrong, of those that were judged': '62.5 %',
      'Verifications of which a part was left out': '1',
    })
    expect(tableOf(report, /^By category/)).toEqual([
      ['Stolen vehicle', 19, 8, 6, 1, 1, 2, 0],
      ['Stolen plate', 2, 2, 0, 0, 0, 0, 0],
      ['Gang file', 1, 0, 0, 0, 0, 0, 1],
    ])
    expect(tableOf(report, /by cause/).map(([, count]) => count)).toEqual([2, 0, 7, 1, 0, 1, 0])
    expect(tableOf(report, /left out/).map((row) => row.slice(1))).toEqual([
      ['stolen-vehicle', 'state', 'The plate frame hides the state name', OFFICER.badge],
    ])
  })

  test('retention: proofs, certificates, what is oldest, and the holds that stand', async () => {
    const report = await make('retention')
    expect(sumsOf(report)).toMatchObject({
      'Daily proofs': '3',
      Met: 'not each time',
      Purges: '1',
      'Records purged': '1,234',
      'Holds that stand': '1',
    })
    expect(tableOf(report, /^Daily proofs/)).toEqual([
      ['Reads', 2, 2, 0, '2026-01-06', '2026-01-07'],
      ['Possible matches', 1, 0, 1, '2026-01-06', 'none'],
    ])
    expect(tableOf(report, /kept now/).slice(0, 2)).toEqual([
      ['Reads', '2026-01-15', 50],
      ['Possible matches', '2026-01-15', 50],
    ])
    expect(tableOf(report, /^Holds/)).toEqual([['evidence', 1, 2, 1]])
    expect(tableOf(report, /^Certificates/)[0]).toContain('digest of what went')
  })

  test('weekly: the log in counts, what was refused, and who signed it off', async () => {
    const report = await make('weekly')
    const actions = new Map(tableOf(report, /^What was done/).map(([action, ...counts]) => [action, counts]))
    expect(actions.get('sharing.decide')).toEqual([2, 2])
    expect(actions.get('audit.sign-off')).toEqual([1, 0])
    expect(sumsOf(report)).toMatchObject({ 'Reviews signed off': '1', Refused: '2', People: '2' })
    expect(tableOf(report, /signed off/)[0]?.at(-1)).toBe('Nothing that stands out')
  })

  test('annual: passwords, usage, training, and what the auditors found', async () => {
    const report = await make('annual')
    expect(tableOf(report, /^Password/)).toEqual([['Passwords older than 90 days', '2']])
    expect(tableOf(report, /^Training/)).toEqual([['Operators', '12']])
    expect(tableOf(report, /^System usage/)).toContainEqual(['Searches of stored reads', '1'])
    expect(tableOf(report, /found/)[0]?.slice(2)).toEqual(['usage', 'deficient', 'Two accounts share a desk'])
    expect(sumsOf(report)['Audits closed in this time']).toBe('1')
  })

  test('the audit pack for the Secretary of State: declarations, shares outside, and what was held back', async () => {
    const report = await make('sos-audit')
    expect(sumsOf(report)).toMatchObject({
      'Declarations on file': '1',
      'Shares with agencies of other states': '8',
      'Shares without a declaration that stood': '1',
      'Held back under 625 ILCS 5/2-130': '1',
    })
    expect(tableOf(report, /^Declarations/)[0]).toEqual([
      'Made-up County Sheriff',
      'WI0130000',
      'WI',
      'Sheriff of Made-up County',
      '2026-01-10',
      'no end',
      'stands',
      'declaration.pdf',
      'd'.repeat(64),
    ])
    const outside = tableOf(report, /^Shares/)
    expect(outside.map((row) => row[8]).filter((words) => words === 'NONE')).toHaveLength(1)
    expect(tableOf(report, /^Held back/)).toEqual([
      [
        expect.stringMatching(/^2026/),
        'Made-up City Police',
        'MO',
        'sharing.decide',
        '625 ILCS 5/2-130(c)',
        'a written declaration',
      ],
    ])
  })

  describe('the report for the public', () => {
    test('tells counts, keeps small ones back and the numbers that would give them away', async () => {
      const report = await make('transparency')
      expect(report.marking).toBeUndefined()
      expect(sumsOf(report)).toMatchObject({
        'Plates read': '31',
        'Possible matches with a list': '22',
        'Matches verified in all parts, and acted on': expect.stringMatching(/^(?:6|not shown)$/),
        'Matches proved wrong': expect.stringMatching(/^(?:10|not shown)$/),
        'Searches of stored reads': '12',
        'Requests of other agencies refused': 'fewer than 5',
        'Weekly reviews of the log': '1',
        Audits: '1',
      })
      const causes = tableOf(report, /by cause/)
      expect(causes).toContainEqual(['A character was misread', 'fewer than 5'])
      expect(causes).toContainEqual(['The record was stale: not active any more', 'fewer than 5'])
      expect(tableOf(report, /by purpose/)).toContainEqual(['A criminal case', 12])
      const shares = tableOf(report, /^Shares/)
      expect(shares).toContainEqual(['Made-up City Police (MO)', 'fewer than 5'])
      // One share beside its total would be given away by the other agency's count.
      expect(shares).toContainEqual(['Made-up County Sheriff (WI)', 'not shown'])
      expect(shares).toContainEqual(['All shares', 8])
      const numbers = report.tables
        .filter(({ title }) => !title.startsWith('Stored data'))
        .flatMap(({ rows }) => rows.map((row) => row[1]))
      for (const one of numbers) if (typeof one === 'number') expect(one === 0 || one >= 5).toBe(true)
    })

    test.each(['html', 'pdf', 'csv'] as const)(
      'as %s holds no plate, no name and no case',
      async (format) => {
        const bytes = await bytesOf('transparency', format)
        const text = format === 'pdf' ? pdfText(bytes) : bytes.toString('utf8')
        expect(text).toContain('Stolen vehicle')
        expect(text).toContain('fewer than 5')
        const compact = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
        const stored = await db.kysely
          .selectFrom('reads')
          .select('plate')
          .union(db.kysely.selectFrom('hits').select('plate'))
          .execute()
        expect(stored.length).toBeGreaterThan(30)
        for (const { plate } of stored) expect(compact).not.toContain(plate)
        for (const word of [
          OFFICER.name,
          OFFICER.badge,
          AUDITOR.name,
          AUDITOR.badge,
          'Detective Somebody',
          'Approver one',
          '26-0815',
          'C-4711',
          'Sheriff of Made-up County',
          'Two accounts share a desk',
          'plate frame',
        ]) {
          expect(text).not.toContain(word)
        }
      },
    )
  })

  test('a page of it needs nothing from outside and runs nothing, whatever stands in the rows', async () => {
    await db.kysely
      .updateTable('agencies')
      .set({ name: '<script>alert(1)</script> & "Sons"' })
      .where('state', '=', 'MO')
      .execute()
    const page = (await bytesOf('sos-audit', 'html')).toString('utf8')
    await db.kysely
      .updateTable('agencies')
      .set({ name: 'Made-up City Police' })
      .where('state', '=', 'MO')
      .execute()
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;')
    expect(page).not.toMatch(/<script|<img|<link|src=|href=|url\(|\son[a-z]+="/i)
    expect(page).toContain(PROFILE.marking.value)
  })

  test('a PDF carries its marking on every page and every row of its tables', async () => {
    const bytes = await bytesOf('weekly', 'pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const text = pdfText(bytes)
    const pages = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
    expect(text.split(PROFILE.marking.value).length - 1).toBe(pages)
    for (const [action] of tableOf(await make('weekly'), /^What was done/))
      expect(text).toContain(String(action))
  })

  test('text for spreadsheets holds all tables with their titles', async () => {
    const rows: string[][] = parse(await bytesOf('accuracy', 'csv'), { relax_column_count: true })
    const report = await make('accuracy')
    expect(rows[0]).toEqual([PROFILE.marking.value])
    for (const { title, columns } of report.tables) {
      expect(rows).toContainEqual([title])
      expect(rows).toContainEqual(columns)
    }
    expect(rows).toContainEqual(['Stolen vehicle', '19', '8', '6', '1', '1', '2', '0'])
  })

  test('who made which report stands in the audit, a file with its hash', async () => {
    await make('retention')
    await bytesOf('retention', 'csv')
    const [file, made] = chain.audit.search({ action: 'report.', limit: 2 }).rows
    expect(made).toMatchObject({
      action: 'report.make',
      badge: AUDITOR.badge,
      subject: 'retention',
      detail: SPAN,
    })
    expect(file).toMatchObject({
      action: 'report.file',
      detail: { ...SPAN, format: 'csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  test('a time that ends before it begins is refused', async () => {
    const asked = { kind: 'weekly', from: NOW, to: NOW - 1 } as const
    expect((await refusalOf(async () => reports.make(asked, who))).missing).toEqual([
      'a time that begins before it ends',
    ])
  })

  test('what was purged stays counted', async () => {
    const before = [await make('accuracy'), await make('transparency')]
    await reports.tally()
    await db.kysely.deleteFrom('hits').execute()
    await db.kysely.deleteFrom('reads').execute()
    await reports.tally()
    const after = [await make('accuracy'), await make('transparency')]
    for (const [at, one] of after.entries()) {
      const counted = ({ tables }: Report) => tables.filter(({ title }) => !/left out/.test(title))
      expect(counted(one)).toEqual(before[at] === undefined ? undefined : counted(before[at]))
    }
    const rest = await reports.make({ kind: 'accuracy', from: NOW - DAY, to: NOW }, who)
    expect(rest.summary[0]).toEqual({ words: 'Possible matches', value: '0' })
    expect(dayOf(NOW)).toBeGreaterThan(dayOf(CHAIN_START))
  })
})

test('the audit pack under the law of Illinois is no report of another state', async () => {
  const reports = createReports({
    profile: loadProfile('assets/policies', 'parsons'),
    // Nothing of this is reached.
    ...({} as Omit<Parameters<typeof createReports>[0], 'profile'>),
    now: () => NOW,
  })
  const refusal = await refusalOf(async () => reports.make({ kind: 'sos-audit', ...SPAN }, who))
  expect(refusal.missing).toEqual(['a department of Illinois'])
})

/** Searches, shares, proofs, holds and reviews of the time. */
async function fillRest(db: RecordsDb, { audit, setting }: MadeChain): Promise<void> {
  const { kysely } = db
  setting.at = CHAIN_START + 30 * DAY
  audit.write(
    OFFICER,
    'records.search',
    randomUUID(),
    {},
    { reason: 'Burglary of a garage', caseNumber: 'C-4711' },
  )
  audit.write(AUDITOR, 'audit.sign-off', randomUUID(), {
    from: CHAIN_START,
    to: CHAIN_START + 7 * DAY,
    entries: 4,
    words: 'Nothing that stands out',
  })
  const finding = { part: 'usage', verdict: 'deficient', words: 'Two accounts share a desk' }
  audit.write(AUDITOR, 'audit.find', randomUUID(), finding)
  audit.write(AUDITOR, 'audit.close', randomUUID(), {})
  const [sheriff, city, county] = [randomUUID(), randomUUID(), randomUUID()]
  const held = { missing: ['a written declaration'], agency: city, state: 'MO', isOutOfState: true }
  const refused = { outcome: 'refused' } as const
  audit.write(OFFICER, 'sharing.decide', randomUUID(), { ...held, clause: '625 ILCS 5/2-130(c)' }, refused)
  audit.write(OFFICER, 'sharing.decide', randomUUID(), { ...held, clause: 'V.A.4' }, refused)

  for (let number = 0; number < 12; number += 1) {
    await kysely
      .insertInto('searches')
      .values({
        id: randomUUID(),
        at: setting.at,
        badge: OFFICER.badge,
        purpose: 'criminal-case',
        has_case: true,
        results: 3,
      })
      .execute()
  }
  const agency = { kind: 'law-enforcement' as const, contacts: 'none', added_at: CHAIN_START, added_by: '1' }
  await kysely
    .insertInto('agencies')
    .values([
      { ...agency, id: sheriff, name: 'Made-up County Sheriff', ori: 'WI0130000', state: 'WI' },
      { ...agency, id: city, name: 'Made-up City Police', ori: null, state: 'MO' },
      { ...agency, id: county, name: 'Made-up County, Illinois', ori: null, state: 'IL' },
    ])
    .execute()
  await kysely
    .insertInto('declarations')
    .values({
      id: randomUUID(),
      agency_id: sheriff,
      signer: 'Sheriff of Made-up County',
      signed_at: CHAIN_START + 5 * DAY,
      document_sha256: 'd'.repeat(64),
      document_name: 'declaration.pdf',
      object: 'documents/1',
      added_at: CHAIN_START + 5 * DAY,
      added_by: '1',
    })
    .execute()
  const share = async (to: string, at: number, isShared: boolean): Promise<void> => {
    const id = randomUUID()
    await kysely
      .insertInto('share_requests')
      .values({
        id,
        agency_id: to,
        person: 'Detective Somebody',
        purpose: 'A burglary across the border',
        legal_basis: 'a statute',
        case_number: 'C-4711',
        requested_at: at,
        entered_badge: '1',
        entered_name: 'Enterer one',
        query: JSON.stringify({}),
        state: isShared ? 'fulfilled' : 'refused',
        decided_at: at,
        decided_badge: '2',
        decided_name: 'Approver one',
        decided_words: 'As the law permits',
      })
      .execute()
    if (!isShared) return
    await kysely
      .insertInto('shares')
      .values({
        id: randomUUID(),
        request_id: id,
        made_at: at,
        badge: '2',
        name: 'Approver one',
        items: 4,
        bytes: 100,
        sha256: 'e'.repeat(64),
        watermark: 'share',
        expires_at: at + DAY,
        object: null,
      })
      .execute()
  }
  for (let number = 0; number < 7; number += 1) await share(sheriff, CHAIN_START + 20 * DAY, true)
  await share(city, CHAIN_START + 20 * DAY, true)
  await share(county, CHAIN_START + 21 * DAY, false)

  const proof = (name: 'reads' | 'hits', isMet: boolean, days: number) => ({
    id: randomUUID(),
    at: CHAIN_START + days * DAY,
    class: name,
    cutoff_at: CHAIN_START + DAY,
    oldest_at: name === 'reads' ? CHAIN_START + 2 * DAY : null,
    older_without_hold: isMet ? 0 : 3,
    is_met: isMet,
  })
  await kysely
    .insertInto('proofs')
    .values([proof('reads', true, 31), proof('reads', true, 32), proof('hits', false, 33)])
    .execute()
  await kysely
    .insertInto('purges')
    .values({
      id: randomUUID(),
      class: 'reads',
      through_day: dayOf(CHAIN_START),
      at: CHAIN_START + 31 * DAY,
      rows: 1234,
      images: 2468,
      kept: 2,
      digest: 'digest of what went',
      policy: 'schaumburg 1',
      badge: 'PROGRAM',
      name: 'Lookout',
      how: 'automatic',
    })
    .execute()
  const hold = randomUUID()
  await kysely
    .insertInto('holds')
    .values({
      id: hold,
      kind: 'evidence',
      ground: 'made up',
      case_number: 'C-4711',
      placed_at: CHAIN_START,
      placed_badge: '1',
      placed_name: 'One',
      review_at: CHAIN_START + 40 * DAY,
    })
    .execute()
  for (const car of [1, 2]) {
    await kysely
      .insertInto('hold_items')
      .values({ hold_id: hold, car_id: carOf(car), read_day: 1, read_id: randomUUID() })
      .execute()
  }
  await kysely
    .insertInto('notices')
    .values({
      id: randomUUID(),
      kind: 'transfer',
      subject: 'Car 2',
      car_id: carOf(2),
      level: 'warning',
      words: 'Car 2 has not transferred for 25 days.',
      raised_at: CHAIN_START + 59 * DAY,
    })
    .execute()
}
