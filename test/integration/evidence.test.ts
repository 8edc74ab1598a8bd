// Packages of evidence: what is in them, that every changed byte of them shows, and who is refused what.
import { createPublicKey } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '#main/refused.ts'
import { bagged, createEvidence, textOf, zipped } from '#server/evidence/index.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { newPGlite } from '../support/postgres/both-databases.ts'
import {
  inBag,
  lookoutEvidence,
  openSealed,
  readZip,
  verifyBag,
} from '../support/release/lookout-evidence.ts'
import { pdfPages } from '../support/release/pdf-text.ts'
import {
  emptyRecords,
  openReleaseDesk,
  personOf,
  receiverOf,
  sha256Of,
  START,
  type ReleaseDesk,
} from '../support/release/release-desk.ts'
import { makeHit } from '../support/storage/records.ts'
import { storeHit } from '../support/stored/stored-records.ts'

const DAY = 86_400_000
const WORDS = 'for the charge of burglary, Elm Street'
const MANAGER = personOf('M-1', 'manager')

let folder: string
let db: RecordsDb
const desks: ReleaseDesk[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-evidence-'))
  await newPGlite(folder)
  db = await openRecordsDb({ folder })
})
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close()
  await emptyRecords(db)
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

async function deskOf(profile: string): Promise<ReleaseDesk> {
  const desk = await openReleaseDesk(db, profile)
  desks.push(desk)
  return desk
}

/** A package of these plates, fetched and opened. */
async function packageOf(desk: ReleaseDesk, ...plates: readonly string[]) {
  const reads = await desk.store(...plates)
  const { receiver, privateKey } = receiverOf()
  const shown = await desk.show(MANAGER)
  const made = await desk.evidence.make({ ...shown, caseNumber: '26-1042', words: WORDS, receiver }, MANAGER)
  const { url } = await desk.evidence.fetch({ id: made.id, words: 'onto the media of the case' }, MANAGER)
  const sealed = await desk.fetched(url, MANAGER)
  const zip = openSealed(sealed, { privateKey })
  return { reads, made, sealed, zip, bag: inBag(readZip(zip)) }
}

const textIn = (bag: ReadonlyMap<string, Buffer>, path: string): string =>
  bag.get(path)?.toString('utf8') ?? ''

test('a package holds the very bytes of records and pictures, tables, reports and the audit, and verifies', async () => {
  const desk = await deskOf('schaumburg')
  const { reads, made, sealed, bag } = await packageOf(desk, 'AB12345', 'KLM907')
  expect(made).toMatchObject({ items: 2, target: 'portable-media', isHere: true, bytes: sealed.length })
  expect(sha256Of(sealed)).toBe(made.sha256)
  const verdict = verifyBag(bag, createPublicKey(desk.authority.publicKeyPem))
  expect(verdict).toMatchObject({ files: 10, key: desk.authority.departmentFingerprint })
  expect(verdict.info).toContain(`External-Identifier: ${made.id}\n`)
  expect(verdict.info).toContain('Source-Organization: Schaumburg Police Department\n')
  for (const { car_id, id, body, read } of reads) {
    expect(bag.get(`data/records/${car_id}_${id}.json`)?.equals(Buffer.from(body))).toBe(true)
    const crop = desk.pictures.get(read.cropHash ?? '')?.bytes
    expect(bag.get(`data/images/${read.cropHash}.png`)).toEqual(Buffer.from(crop ?? []))
    expect(bag.has(`data/images/${read.contextHash}.jpg`)).toBe(true)
  }
  const table = textIn(bag, 'data/records.csv')
  expect(table.split('\r\n')[0]).toContain('Not open to public review')
  expect(table).toContain('AB12345')
  expect(bag.has('data/evidence.com.csv')).toBe(false)
})

test('the report shows each record with its probability and marks every page', async () => {
  const desk = await deskOf('schaumburg')
  const plates = ['AB12345', 'KLM907', 'XYZ111', 'QQ7654', 'ZZ0001', 'CAR55']
  const { made, bag } = await packageOf(desk, ...plates)
  const pages = pdfPages(bag.get('data/report.pdf') ?? Buffer.alloc(0))
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) {
    expect(page).toContain('For official use of the Schaumburg Police Department')
    expect(page).toContain(made.id)
  }
  const all = pages.join('\n')
  for (const plate of plates) expect(all).toContain(`${plate} (probability 90.0 %)`)
  expect(all).toContain('what a machine read from a picture')
  expect(all).toContain('42.033400, -88.083400')
  const form = pdfPages(bag.get('data/chain-of-custody.pdf') ?? Buffer.alloc(0)).join('\n')
  expect(form).toContain('Released by (name, badge, signature)')
  expect(form).toContain(made.id)
})

test('a hit that was not verified says so, one that was rejected says why, a covert one is not named', async () => {
  const desk = await deskOf('schaumburg')
  const [open, wrong, secret] = await desk.store('AB12345', 'KLM907', 'XYZ111')
  if (open === undefined || wrong === undefined || secret === undefined) throw new Error('no reads')
  const body = { matches: [], steps: [] }
  // Bodies are the car's; these have what the report looks at.
  const hits = await Promise.all([
    storeHit(db, desk.vault, open, { status: 'decided', decision: 'stop', body }),
    storeHit(db, desk.vault, wrong, { status: 'closed', reject_reason: 'wrong-character', body }),
    storeHit(db, desk.vault, secret, { visibility: 'covert', category: 'terrorist-screening', body }),
  ])
  const { receiver, privateKey } = receiverOf()
  const shown = await desk.show(MANAGER)
  desk.audit.write(MANAGER.by, 'hit.shown', hits[2] ?? '', { read: secret.id })
  // The bodies above are no whole hits: what is told without them is the columns' own.
  const evidence = createEvidence({
    ...desk,
    source: { readRecord: (key) => desk.search.readRecord(key), readImage: () => Promise.resolve(undefined) },
    openSearches: desk.search,
    policyWords: () => 'schaumburg 1',
    now: () => desk.clock.at,
  })
  const made = await evidence.make({ ...shown, caseNumber: '26-1042', words: WORDS, receiver }, MANAGER)
  const { url } = await evidence.fetch({ id: made.id, words: WORDS }, MANAGER)
  const bag = inBag(readZip(openSealed(await desk.fetched(url, MANAGER), { privateKey })))
  const report = pdfPages(bag.get('data/report.pdf') ?? Buffer.alloc(0)).join('\n')
  expect(report).toContain('stolen vehicle, possible match, not verified, status decided, decision stop')
  expect(report).toContain('rejected: wrong character')
  expect(report).toContain('No picture is kept.')
  const everything = [...bag].map(([path, bytes]) => path + bytes.toString('latin1')).join('') + report
  expect(everything).not.toMatch(/terrorist|covert/i)
  expect(everything).not.toContain(hits[2])
})

test('a hit is called verified only when its own steps amount to that', async () => {
  const desk = await deskOf('schaumburg')
  const [seen, unseen] = await desk.store('AB12345', 'KLM907')
  if (seen === undefined || unseen === undefined) throw new Error('no reads')
  const inputs: StepInput[] = [
    { kind: 'acknowledged' },
    {
      kind: 'compared',
      seen: { plate: 'AB12345', isTyped: false, state: 'IL', vehicle: 'match', vehicleWords: '' },
    },
    {
      kind: 'checked',
      item: 'status',
      answer: 'yes',
      plate: 'AB12345',
      state: 'IL',
      channel: 'communications',
      ranBy: 'dispatch',
      ranAt: START,
      reference: '',
      words: '',
    },
  ]
  const steps = inputs.map((input, index) => ({
    number: index + 1,
    at: START,
    afterMs: 0,
    by: MANAGER.by,
    input,
  }))
  // Both were decided and closed with a stop; only of one were all items answered before.
  const bodyOf = (read: typeof seen, some: typeof steps) => ({
    ...makeHit(),
    sequence: 1,
    status: 'closed',
    isDeferred: false,
    steps: some,
    sightings: [],
    readId: read.id,
    readRecordedAt: read.recorded_at,
  })
  const columns = { status: 'closed', decision: 'stop' } as const
  await storeHit(db, desk.vault, seen, { ...columns, body: bodyOf(seen, steps) })
  await storeHit(db, desk.vault, unseen, { ...columns, body: bodyOf(unseen, steps.slice(0, 2)) })
  const { receiver, privateKey } = receiverOf()
  const shown = await desk.show(MANAGER)
  const { id } = await desk.evidence.make(
    { ...shown, caseNumber: '26-1042', words: WORDS, receiver },
    MANAGER,
  )
  const { url } = await desk.evidence.fetch({ id, words: WORDS }, MANAGER)
  const bag = inBag(readZip(openSealed(await desk.fetched(url, MANAGER), { privateKey })))
  const rows = textIn(bag, 'data/records.csv').split('\r\n')
  expect(rows.find((row) => row.includes('AB12345'))).toContain(
    'stolen vehicle, verified by an officer, status closed',
  )
  expect(rows.find((row) => row.includes('KLM907'))).toContain('possible match, not verified')
})

test('the audit extract has who looked and what was done, without a plate in it', async () => {
  const desk = await deskOf('schaumburg')
  const { reads, bag } = await packageOf(desk, 'AB12345')
  const [read] = reads
  if (read === undefined) throw new Error('no read')
  const lines = textIn(bag, 'data/audit.jsonl').trimEnd().split('\n')
  const said = lines.map((line): { chain: string; entry?: { action: string } } => JSON.parse(line))
  expect(said[0]).toMatchObject({ chain: 'department', head: { device: expect.any(String) } })
  expect(said.map(({ entry }) => entry?.action)).toContain('records.found')
  expect(lines.join('\n')).not.toContain('AB12345')
})

test("a car's own entries about a record are in the extract with their signatures, others are not", async () => {
  const desk = await deskOf('schaumburg')
  const reads = await desk.store('AB12345')
  const entryOf = (subject: string): string => JSON.stringify({ action: 'hit.shown', subject })
  const row = (counter: number, subject: string) => ({
    car_id: reads[0]?.car_id ?? '',
    device: '0123456789abcdef',
    counter,
    at: START,
    hash: sha256Of(Buffer.from(subject)),
    entry: entryOf(subject),
    signature: `signature ${counter}`,
  })
  const id = reads[0]?.id ?? ''
  await db.kysely
    .insertInto('car_audit')
    .values([row(1, id), row(2, 'something else')])
    .execute()
  const { receiver, privateKey } = receiverOf()
  const shown = await desk.show(MANAGER)
  const made = await desk.evidence.make({ ...shown, caseNumber: '26-1042', words: WORDS, receiver }, MANAGER)
  const { url } = await desk.evidence.fetch({ id: made.id, words: WORDS }, MANAGER)
  const bag = inBag(readZip(openSealed(await desk.fetched(url, MANAGER), { privateKey })))
  const fromCar = textIn(bag, 'data/audit.jsonl')
    .trimEnd()
    .split('\n')
    .map((line): { chain: string; entry: string; signature: string } => JSON.parse(line))
    .filter(({ chain }) => chain === 'car')
  expect(fromCar).toEqual([expect.objectContaining({ entry: entryOf(id), signature: 'signature 1' })])
})

test('a picture that is damaged does not stop the package, and the report says so', async () => {
  const desk = await deskOf('schaumburg')
  const [read] = await desk.store('AB12345')
  const whole = desk.pictures.get(read?.crop_hash ?? '')?.bytes ?? new Uint8Array()
  const damaged = Buffer.from(whole)
  damaged.fill(0xff, 60)
  desk.pictures.set(read?.crop_hash ?? '', { bytes: damaged, mime: 'image/png' })
  const { receiver, privateKey } = receiverOf()
  const shown = await desk.show(MANAGER)
  const { id } = await desk.evidence.make(
    { ...shown, caseNumber: '26-1042', words: WORDS, receiver },
    MANAGER,
  )
  const { url } = await desk.evidence.fetch({ id, words: WORDS }, MANAGER)
  const bag = inBag(readZip(openSealed(await desk.fetched(url, MANAGER), { privateKey })))
  expect(pdfPages(bag.get('data/report.pdf') ?? Buffer.alloc(0)).join('\n')).toContain('cannot be shown here')
  expect(bag.get(`data/images/${read?.crop_hash}.png`)?.equals(damaged)).toBe(true)
})

describe('the verifier', () => {
  async function smallZip(desk: ReleaseDesk): Promise<Buffer> {
    async function* payload() {
      yield { path: 'records/one.json', bytes: textOf('{"plate":"AB12345"}') }
      yield { path: 'images/two.png', bytes: Uint8Array.of(1, 2, 3, 0, 255) }
      await Promise.resolve()
    }
    const bag = bagged({
      name: 'evidence-1',
      info: [['External-Identifier', '1']],
      madeAt: START,
      payload: payload(),
      signer: desk.authority,
    })
    const pieces: Uint8Array[] = []
    for await (const piece of zipped(bag)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  test('finds every changed byte of a small package, as an archive and as a folder', async () => {
    const desk = await deskOf('schaumburg')
    const zip = await smallZip(desk)
    const check = (bytes: Buffer): void => {
      const files = readZip(bytes)
      if (![...files.keys()].every((path) => path.startsWith('evidence-1/')))
        throw new Error('another folder')
      verifyBag(inBag(files))
    }
    check(zip)
    const missed: number[] = []
    for (let at = 0; at < zip.length; at += 1) {
      const changed = Buffer.from(zip)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      try {
        check(changed)
        missed.push(at)
      } catch {
        // Found, as it must be.
      }
    }
    expect(missed).toEqual([])
    const bag = inBag(readZip(zip))
    for (const [path, bytes] of bag) {
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
        expect(() => verifyBag(new Map([...bag, [path, changed]])), `${path} at ${at}`).toThrow()
      }
      expect(() => verifyBag(new Map([...bag].filter(([one]) => one !== path))), path).toThrow()
    }
    expect(() => verifyBag(new Map([...bag, ['data/more.txt', Buffer.from('x')]]))).toThrow(
      'no manifest names it',
    )
    for (let end = 0; end < zip.length; end += 97) expect(() => check(zip.subarray(0, end))).toThrow()
  })

  test('does not take a package that another department has signed for one of the given key', async () => {
    const desk = await deskOf('schaumburg')
    const other = await deskOf('schaumburg')
    const bag = inBag(readZip(await smallZip(desk)))
    expect(() => verifyBag(bag, createPublicKey(other.authority.publicKeyPem))).toThrow(
      'signed with another key',
    )
  })

  test('as a command opens and checks what was sealed with a passphrase, and says what is changed', async () => {
    const desk = await deskOf('schaumburg')
    await desk.store('AB12345')
    const shown = await desk.show(MANAGER)
    const passphrase = 'said on the telephone to the lab'
    const receiver = { kind: 'passphrase' as const, passphrase }
    const made = await desk.evidence.make(
      { ...shown, caseNumber: '26-1042', words: WORDS, receiver },
      MANAGER,
    )
    const { url } = await desk.evidence.fetch({ id: made.id, words: WORDS }, MANAGER)
    const at = (name: string): string => join(folder, name)
    writeFileSync(at('package.sealed'), await desk.fetched(url, MANAGER))
    writeFileSync(at('passphrase'), `${passphrase}\n`)
    writeFileSync(at('wrong'), 'something else that is long\n')
    writeFileSync(at('department.pem'), desk.authority.publicKeyPem)

    const wrong = await lookoutEvidence(
      'open',
      at('package.sealed'),
      '--passphrase-file',
      at('wrong'),
      '--to',
      at('out'),
    )
    expect(wrong).toMatchObject({
      code: 1,
      says: expect.stringContaining('another one, or the file was changed'),
    })
    const opened = await lookoutEvidence(
      'open',
      at('package.sealed'),
      '--passphrase-file',
      at('passphrase'),
      '--to',
      at('out'),
    )
    expect(opened.says).toContain(`WHOLE: evidence-${made.id}`)
    expect(opened.code).toBe(0)
    const bag = join(at('out'), `evidence-${made.id}`)
    const proved = await lookoutEvidence('verify', bag, '--key', at('department.pem'))
    expect(proved).toMatchObject({ code: 0, says: expect.stringContaining('Signed with the given key') })
    // A second time it would write over what may be booked by now.
    const again = await lookoutEvidence(
      'open',
      at('package.sealed'),
      '--passphrase-file',
      at('passphrase'),
      '--to',
      at('out'),
    )
    expect(again.code).toBe(2)

    const [record = ''] = readdirSync(join(bag, 'data/records'))
    writeFileSync(join(bag, 'data/records', record), '{}')
    const changed = await lookoutEvidence('verify', bag)
    expect(changed).toMatchObject({ code: 1, says: expect.stringContaining(`${record} was changed`) })
    expect((await lookoutEvidence('verify', at('nowhere'))).code).toBe(2)
    expect((await lookoutEvidence('verify')).code).toBe(2)
  })

  test('writes nothing outside of the folder it is told, whatever names an archive has', async () => {
    const desk = await deskOf('schaumburg')
    const zip = await smallZip(desk)
    const evil = Buffer.from(zip.toString('latin1').replaceAll('evidence-1/', '../../../x/'), 'latin1')
    expect(evil).toHaveLength(zip.length)
    expect(() => readZip(evil)).toThrow('not allowed')
  })
})

describe('a package is refused', () => {
  test('for records that no search of the same person has shown', async () => {
    const desk = await deskOf('schaumburg')
    await desk.store('AB12345')
    const shown = await desk.show(MANAGER)
    const { receiver } = receiverOf()
    const input = { ...shown, caseNumber: '26-1042', words: WORDS, receiver }
    await expect(desk.evidence.make(input, personOf('M-2', 'manager'))).rejects.toThrow('a search of yours')
    const [key] = shown.records
    if (key === undefined) throw new Error('nothing shown')
    const records = [{ ...key, day: key.day + 1 }]
    await expect(desk.evidence.make({ ...input, records }, MANAGER)).rejects.toThrow(
      'records that this search',
    )
    expect(await desk.stored('evidence/')).toEqual([])
    expect(desk.entries('evidence.make')).toEqual([])
  })

  test('for a record that was purged meanwhile, a lifted hold, and a key that is none', async () => {
    const desk = await deskOf('schaumburg')
    await desk.store('AB12345', 'KLM907')
    const shown = await desk.show(MANAGER)
    const { receiver } = receiverOf()
    const input = { ...shown, caseNumber: '26-1042', words: WORDS, receiver }
    const holdId = '6a0c1b9e-0f58-4a3e-9d52-5f1f3a1f9a10'
    await expect(desk.evidence.make({ ...input, holdId }, MANAGER)).rejects.toThrow('a hold that stands')
    const noKey = { kind: 'key' as const, publicKey: 'none' }
    await expect(desk.evidence.make({ ...input, receiver: noKey }, MANAGER)).rejects.toThrow('PEM form')
    await db.kysely.deleteFrom('reads').where('plate', '=', 'KLM907').execute()
    await expect(desk.evidence.make(input, MANAGER)).rejects.toThrow('not kept any more')
    expect(await desk.stored('evidence/')).toEqual([])
  })

  test('and leaves no object when its row cannot be written', async () => {
    const desk = await deskOf('schaumburg')
    await desk.store('AB12345')
    const shown = await desk.show(MANAGER)
    const acts = { ...desk.acts, run: () => Promise.reject(new Error('the database is gone')) }
    const evidence = createEvidence({
      ...desk,
      acts,
      openSearches: desk.search,
      policyWords: () => 'schaumburg 1',
      now: () => desk.clock.at,
    })
    const { receiver } = receiverOf()
    const making = evidence.make({ ...shown, caseNumber: '26-1042', words: WORDS, receiver }, MANAGER)
    await expect(making).rejects.toThrow('the database is gone')
    expect(await desk.stored('evidence/')).toEqual([])
  })
})

describe('what came back is booked', () => {
  test('with the media and number of the evidence room, each step a line of the chain of custody', async () => {
    const desk = await deskOf('oak-brook')
    const { made } = await packageOf(desk, 'AB12345')
    desk.clock.at += 60_000
    const { id } = made
    const words = 'handed to the evidence room'
    await expect(desk.evidence.book({ id, evidenceId: 'E-1', words }, MANAGER)).rejects.toMatchObject({
      refusal: { clause: '131.7 evid.', missing: [expect.stringContaining('portable media')] },
    })
    await expect(desk.evidence.book({ id, words }, MANAGER)).rejects.toBeInstanceOf(Refused)
    const booked = await desk.evidence.book({ id, mediaId: 'USB-7', bookingNumber: 'B-100', words }, MANAGER)
    expect(booked.booked).toMatchObject({
      mediaId: 'USB-7',
      bookingNumber: 'B-100',
      badge: 'M-1',
      at: desk.clock.at,
    })
    expect(booked.custody.map(({ step }) => step)).toEqual(['made', 'fetched', 'booked'])
    expect(booked.custody[2]?.words).toContain('mediaId USB-7; bookingNumber B-100')
    expect(desk.entries('evidence.').map(({ action }) => action)).toEqual([
      'evidence.book',
      'evidence.fetch',
      'evidence.make',
    ])
    // The database refuses it, whoever asks.
    await expect(db.kysely.deleteFrom('custody').execute()).rejects.toThrow('never changed')
  })

  test('with the id of evidence.com where the policy says so, and never as portable media', async () => {
    const desk = await deskOf('rantoul')
    const { made, bag } = await packageOf(desk, 'AB12345', 'KLM907')
    expect(made).toMatchObject({ target: 'evidence.com' })
    const table = textIn(bag, 'data/evidence.com.csv').split('\r\n')
    expect(table[0]).toBe('ID,Title,Category,Recorded Start,Officer Badge,Description,Tags,File')
    expect(table).toHaveLength(1 + 4 + 1)
    const { id } = made
    const words = 'uploaded by hand this morning'
    await expect(desk.evidence.book({ id, mediaId: 'USB-7', words }, MANAGER)).rejects.toMatchObject({
      refusal: { clause: '438.4 ¶2 s2' },
    })
    const uploaded = await desk.evidence.book(
      { id, evidenceId: 'E-77', uploadStatus: 'uploaded', words },
      MANAGER,
    )
    expect(uploaded.booked).toMatchObject({ evidenceId: 'E-77', uploadStatus: 'uploaded' })
    const confirmed = await desk.evidence.book({ id, uploadStatus: 'confirmed', words }, MANAGER)
    expect(confirmed.booked).toMatchObject({ evidenceId: 'E-77', uploadStatus: 'confirmed' })
  })

  test('and goes thirty days later, when its rows are all that is kept', async () => {
    const desk = await deskOf('schaumburg')
    const { made } = await packageOf(desk, 'AB12345')
    desk.clock.at += 40 * DAY
    expect(await desk.evidence.sweep()).toBe(0)
    await desk.evidence.book({ id: made.id, bookingNumber: 'B-100', words: WORDS }, MANAGER)
    desk.clock.at += 29 * DAY
    expect(await desk.evidence.sweep()).toBe(0)
    desk.clock.at += 2 * DAY
    // Of a crash between the object and its row.
    await desk.objects.put('evidence/0f1f2f3f-0000-4000-8000-000000000000', textOf('left'))
    expect(await desk.evidence.sweep()).toBe(2)
    expect(await desk.stored('evidence/')).toEqual([])
    const [kept] = await desk.evidence.list(MANAGER)
    expect(kept).toMatchObject({ id: made.id, isHere: false, sha256: made.sha256 })
    expect(kept?.custody.at(-1)).toMatchObject({ step: 'removed', by: { badge: 'PROGRAM' } })
    const fetching = desk.evidence.fetch({ id: made.id, words: WORDS }, MANAGER)
    await expect(fetching).rejects.toThrow('not kept here any more')
  })
})
