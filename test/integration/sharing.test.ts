// Sharing with other agencies under the five policies: who may be given records, by whose approval, with what declared;
// and that a package is what it says, for whom and until when.
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Holder } from '#main/access/index.ts'
import type { Agency, ShareRequest } from '#shared/records/sharing.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import { inBag, openSealed, readZip, verifyBag } from '../support/release/lookout-evidence.ts'
import { pdfPages } from '../support/release/pdf-text.ts'
import {
  emptyRecords,
  openReleaseDesk,
  personOf,
  receiverOf,
  START,
  type ReleaseDesk,
} from '../support/release/release-desk.ts'

const DAY = 86_400_000
const STATUTE = '625 ILCS 5/2-130(c)'
const CLERK = personOf('O-1', 'operator')
const MANAGER = personOf('M-1', 'manager')
const CHIEF = personOf('C-1', 'approver')
const SERGEANT = personOf('S-1', 'supervisor')
const WRITING = {
  name: 'request.pdf',
  base64: Buffer.from('we ask for reads of one plate').toString('base64'),
}
const DECLARATION = { name: 'declaration.pdf', base64: Buffer.from('we declare').toString('base64') }
const WORDS = 'as the writing says, for their case'

onBothDatabases('sharing', (open) => {
  let db: RecordsDb
  const desks: ReleaseDesk[] = []
  beforeAll(async () => {
    db = await open()
  })
  afterEach(async () => {
    for (const desk of desks.splice(0)) desk.close()
    await emptyRecords(db)
  })

  async function deskOf(profile: string): Promise<ReleaseDesk> {
    const desk = await openReleaseDesk(db, profile)
    desks.push(desk)
    return desk
  }

  type New = Partial<Pick<Agency, 'name' | 'ori' | 'state' | 'kind'>> & { readonly isVerified?: boolean }

  async function agencyIn(desk: ReleaseDesk, { isVerified = true, ...said }: New = {}): Promise<Agency> {
    const { sharing } = desk
    const contacts = 'records desk, 555-0100'
    const agency = await sharing.addAgency(
      { name: 'Elgin Police Department', state: 'IL', kind: 'law-enforcement', contacts, ...said },
      CLERK,
    )
    if (!isVerified) return agency
    return sharing.verifyAgency(
      { id: agency.id, how: 'call-back', words: 'called their listed number' },
      MANAGER,
    )
  }

  type Asked = Partial<Parameters<ReleaseDesk['sharing']['request']>[0]>

  const ask = (
    desk: ReleaseDesk,
    { id }: Agency,
    said: Asked = {},
    who: Holder = CLERK,
  ): Promise<ShareRequest> =>
    desk.sharing.request(
      {
        agency: id,
        person: 'Det. R. Lindqvist',
        purpose: 'burglary series on the north side',
        legalBasis: 'criminal investigation',
        caseNumber: '26-1042',
        writing: WRITING,
        query: { plate: 'AB12345' },
        ...said,
      },
      who,
    )

  const approve = (desk: ReleaseDesk, { id }: ShareRequest, who: Holder = CHIEF): Promise<ShareRequest> =>
    desk.sharing.decide({ id, isApproved: true, words: WORDS }, who)

  const declare = (desk: ReleaseDesk, { id }: Agency, validUntil?: number): Promise<Agency> =>
    desk.sharing.addDeclaration(
      {
        agency: id,
        signer: 'Chief A. Example',
        signedAt: START - 30 * DAY,
        validUntil,
        document: DECLARATION,
      },
      MANAGER,
    )

  const fulfil = (
    desk: ReleaseDesk,
    { id }: ShareRequest,
    receiver = receiverOf().receiver,
  ): Promise<ShareRequest> => desk.sharing.fulfil({ id, receiver, days: 7 }, MANAGER)

  const refusedWith = (clause: string | undefined, missing: string) => ({
    refusal: { ...(clause === undefined ? {} : { clause }), missing: [expect.stringContaining(missing)] },
  })

  describe('the registry', () => {
    test('takes an ORI once, and only under the state that it is of', async () => {
      const desk = await deskOf('alsip')
      const agency = await agencyIn(desk, { ori: 'IL0450300', isVerified: false })
      expect(agency).toMatchObject({ ori: 'IL0450300', isOutOfState: false, declarations: [] })
      expect(agency.verified).toBeUndefined()
      const again = agencyIn(desk, { name: 'Elgin again', ori: 'IL0450300' })
      await expect(again).rejects.toThrow('an agency of the registry has this one')
      // As one of Illinois it would need no declaration.
      await expect(agencyIn(desk, { ori: 'MO0950200', state: 'IL' })).rejects.toThrow('this one is of MO')
      await expect(agencyIn(desk, { ori: 'NB0280100', state: 'IL' })).rejects.toThrow('this one is of NE')
      expect(await agencyIn(desk, { name: 'Omaha', ori: 'NB0280100', state: 'NE' })).toMatchObject({
        isOutOfState: true,
      })
      expect(await desk.sharing.agencies(CLERK)).toHaveLength(2)
      expect(desk.entries('agency.add')).toHaveLength(2)
    })

    test('says how an agency was verified and by whom, and by ORI only where it has one', async () => {
      const desk = await deskOf('alsip')
      const agency = await agencyIn(desk)
      expect(agency.verified).toEqual({ how: 'call-back', at: START, by: 'Officer M-1 (M-1)' })
      const byOri = desk.sharing.verifyAgency(
        { id: agency.id, how: 'ori', words: 'looked up in LEADS' },
        MANAGER,
      )
      await expect(byOri).rejects.toThrow('an ORI')
    })

    test('keeps a declaration with its document sealed, and gives it back as it was handed in', async () => {
      const desk = await deskOf('alsip')
      const { id, declarations } = await declare(desk, await agencyIn(desk, { state: 'MO' }))
      const [declaration] = declarations
      expect(declaration).toMatchObject({ signer: 'Chief A. Example', documentName: 'declaration.pdf' })
      const [object = ''] = await desk.stored('documents/')
      const lying = Buffer.from((await desk.objects.get(object)) ?? [])
      expect(lying.includes('we declare')).toBe(false)
      const offered = await desk.sharing.document({ id: declaration?.id ?? '' }, MANAGER)
      expect((await desk.fetched(offered.url, MANAGER)).toString()).toBe('we declare')
      expect(desk.entries('sharing.document')).toHaveLength(1)
      const bad = (signedAt: number, validUntil?: number) =>
        desk.sharing.addDeclaration(
          { agency: id, signer: 'Chief', signedAt, validUntil, document: DECLARATION },
          MANAGER,
        )
      await expect(bad(START + 1)).rejects.toThrow('not to come')
      await expect(bad(START - DAY, START)).rejects.toThrow('this one is over')
      // What was refused has left no document.
      expect(await desk.stored('documents/')).toHaveLength(1)
    })
  })

  describe('out of the state', () => {
    test('nothing goes without the written declaration, and the audit has by which law', async () => {
      const clause = `709.6 out-of-state; ${STATUTE}`
      const desk = await deskOf('alsip')
      await desk.store('AB12345')
      const agency = await agencyIn(desk, { state: 'MO', name: 'Saint Louis' })
      const request = await ask(desk, agency)
      expect(request).toMatchObject({ state: 'waiting', missing: [{ clause }] })
      await expect(approve(desk, request)).rejects.toMatchObject(refusedWith(clause, 'written declaration'))
      await expect(fulfil(desk, request)).rejects.toThrow('approved')
      expect(desk.entries('sharing.decide')[0]).toMatchObject({
        outcome: 'refused',
        detail: { clause, state: 'MO', isOutOfState: true },
      })
      expect(await desk.stored('shares/')).toEqual([])
    })

    test('a declaration that is withdrawn or over after the approval stops the package and its fetching', async () => {
      const desk = await deskOf('alsip')
      await desk.store('AB12345')
      const agency = await declare(desk, await agencyIn(desk, { state: 'MO' }), START + 10 * DAY)
      const [first] = agency.declarations
      const request = await approve(desk, await ask(desk, agency))
      await desk.sharing.withdrawDeclaration(
        { id: first?.id ?? '', why: 'the agency has taken it back' },
        CHIEF,
      )
      const withdrawn = fulfil(desk, request)
      await expect(withdrawn).rejects.toMatchObject(
        refusedWith(`709.6 out-of-state; ${STATUTE}`, 'written declaration'),
      )
      expect(desk.entries('sharing.fulfil')[0]).toMatchObject({ outcome: 'refused' })
      expect(await desk.stored('shares/')).toEqual([])
      const twice = desk.sharing.withdrawDeclaration(
        { id: first?.id ?? '', why: 'once more, by mistake' },
        CHIEF,
      )
      await expect(twice).rejects.toThrow('withdrawn before')

      await declare(desk, agency, START + 3 * DAY)
      const fulfilled = await fulfil(desk, request)
      expect(fulfilled.state).toBe('fulfilled')
      desk.clock.at += 4 * DAY
      await expect(desk.sharing.fetch({ id: request.id }, MANAGER)).rejects.toThrow('written declaration')
    })

    test('a declaration that is withdrawn while the package is made stops it', async () => {
      const desk = await deskOf('alsip')
      await desk.store('AB12345')
      const agency = await declare(desk, await agencyIn(desk, { state: 'MO' }))
      const [declaration] = agency.declarations
      const request = await approve(desk, await ask(desk, agency))
      const before = { ...desk.objects }
      Object.assign(desk.objects, {
        async put(...content: Parameters<typeof before.put>) {
          await before.put(...content)
          await desk.sharing.withdrawDeclaration(
            { id: declaration?.id ?? '', why: 'at the last moment' },
            CHIEF,
          )
        },
      })
      await expect(fulfil(desk, request)).rejects.toThrow('written declaration')
      expect(await desk.stored('shares/')).toEqual([])
      expect(await db.kysely.selectFrom('shares').selectAll().execute()).toEqual([])
    })
  })

  describe('a request', () => {
    test('may not name a use that the law forbids', async () => {
      const desk = await deskOf('schaumburg')
      const agency = await agencyIn(desk)
      const clause = 'III.A.2; 625 ILCS 5/2-130(b)'
      const immigration = ask(desk, agency, { purpose: 'locate for an immigration detainer' })
      await expect(immigration).rejects.toMatchObject(refusedWith(clause, 'immigration status'))
      const care = ask(desk, agency, { legalBasis: 'statute on abortion of their state' })
      await expect(care).rejects.toMatchObject(refusedWith(clause, 'reproductive'))
      expect(await desk.sharing.requests(CLERK)).toEqual([])
      const [entry] = desk.entries('sharing.request')
      expect(entry).toMatchObject({ outcome: 'refused', detail: { clause } })
      expect(JSON.stringify(entry)).not.toContain('abortion of')
    })

    test('of whoever is no law enforcement is refused, and routed to whom the policy names', async () => {
      const desk = await deskOf('schaumburg')
      const asking = ask(desk, await agencyIn(desk, { kind: 'other' }), {
        legalBasis: 'court order of 2 May',
      })
      const next = expect.stringContaining('Records Supervisor')
      await expect(asking).rejects.toMatchObject({ refusal: { next, clause: desk.profile.sharing.clause } })
    })

    test('needs its writing where the policy asks one, a purpose in words, and something it asks for', async () => {
      const alsip = await deskOf('alsip')
      const agency = await agencyIn(alsip)
      const unwritten = ask(alsip, agency, { writing: undefined })
      await expect(unwritten).rejects.toMatchObject(
        refusedWith(alsip.profile.sharing.clause, 'the written request'),
      )
      await expect(ask(alsip, agency, { purpose: 'police investigation' })).rejects.toThrow(
        'the intended purpose',
      )
      await expect(ask(alsip, agency, { query: { state: 'IL' } })).rejects.toThrow('what is asked for')
      const empty = { name: 'empty.pdf', base64: '' }
      await expect(ask(alsip, agency, { writing: empty })).rejects.toThrow('not empty')
      expect(await alsip.stored('documents/')).toEqual([])
      const request = await ask(alsip, agency)
      const offered = await alsip.sharing.document({ id: request.id }, CHIEF)
      expect((await alsip.fetched(offered.url, CHIEF)).toString()).toBe('we ask for reads of one plate')
    })

    test('is approved by itself where the policy asks no approval, once the agency is verified', async () => {
      const desk = await deskOf('schaumburg')
      const agency = await agencyIn(desk, { isVerified: false })
      const request = await ask(desk, agency, { writing: undefined })
      expect(request).toMatchObject({
        state: 'waiting',
        approvers: [],
        missing: [{ words: expect.stringContaining('a verified agency') }],
      })
      await expect(fulfil(desk, request)).rejects.toThrow('approved')
      await desk.sharing.verifyAgency(
        { id: agency.id, how: 'leads-message', words: 'message of today' },
        MANAGER,
      )
      const [now] = await desk.sharing.requests(CLERK)
      expect(now).toMatchObject({
        state: 'approved',
        decided: { by: { badge: 'PROGRAM' }, words: expect.stringContaining('asks no approval') },
      })
      expect(desk.entries('agency.verify')[0]?.detail).toMatchObject({ detail: { approved: [request.id] } })
      // Nothing is missing from the beginning: it is approved as it is entered.
      expect(await ask(desk, agency)).toMatchObject({ state: 'approved' })
    })

    test('that approved itself under another policy waits for an approval under the one in force', async () => {
      const desk = await deskOf('schaumburg')
      await desk.store('AB12345')
      const request = await ask(desk, await agencyIn(desk))
      expect(request.state).toBe('approved')
      Object.assign(desk.profile.sharing.value, { approvers: ['Chief of Police'] })
      await expect(fulfil(desk, request)).rejects.toThrow('the policy has changed since')
    })
  })

  describe('an approval', () => {
    test('is never that of who entered the request, nor of another account of the same badge', async () => {
      const desk = await deskOf('alsip')
      const agency = await agencyIn(desk)
      const request = await ask(desk, agency, {}, CHIEF)
      await expect(approve(desk, request, CHIEF)).rejects.toThrow('another person')
      await expect(approve(desk, request, personOf('c-1', 'approver'))).rejects.toThrow('another person')
      expect(await approve(desk, request, personOf('C-2', 'approver'))).toMatchObject({
        state: 'approved',
        decided: { by: { badge: 'C-2' }, words: WORDS },
      })
      await expect(approve(desk, request, personOf('C-3', 'approver'))).rejects.toThrow('this one is decided')
      // The database holds it too.
      const own = await ask(desk, agency, {}, CHIEF)
      const set = { state: 'approved' as const, decided_badge: 'C-1', decided_at: START }
      const cheating = db.kysely.updateTable('share_requests').set(set).where('id', '=', own.id).execute()
      await expect(cheating).rejects.toThrow()
    })

    test('is that of a title that the policy lists', async () => {
      const desk = await deskOf('oak-brook')
      const request = await ask(desk, await agencyIn(desk))
      const byManager = approve(desk, request, MANAGER)
      await expect(byManager).rejects.toMatchObject(refusedWith(desk.profile.sharing.clause, 'Sergeant'))
      expect(await approve(desk, request, SERGEANT)).toMatchObject({ state: 'approved' })
    })

    test('waits for the verification of the agency; a refusal does not', async () => {
      const desk = await deskOf('alsip')
      const agency = await agencyIn(desk, { isVerified: false })
      const request = await ask(desk, agency)
      await expect(approve(desk, request)).rejects.toThrow('a verified agency')
      const refusal = await desk.sharing.decide({ id: request.id, isApproved: false, words: WORDS }, CHIEF)
      expect(refusal).toMatchObject({ state: 'refused', missing: [] })
    })
  })

  describe('a package', () => {
    test('has the records, is marked for whom and until when on every page and table, and verifies', async () => {
      const desk = await deskOf('alsip')
      const plates = ['AB12345', 'ZZ99999']
      const [read] = await desk.store(...plates)
      const purpose = `burglary series on the north side, ${'with entry by rear windows, '.repeat(12)}end`
      const agency = await agencyIn(desk, { ori: 'IL0450300' })
      const request = await approve(desk, await ask(desk, agency, { purpose }))
      const { receiver, privateKey } = receiverOf()
      const fulfilled = await fulfil(desk, request, receiver)
      const { share } = fulfilled
      expect(fulfilled).toMatchObject({
        state: 'fulfilled',
        share: { items: 1, isHere: true, expiresAt: START + 7 * DAY },
      })
      const offered = await desk.sharing.fetch({ id: request.id }, MANAGER)
      const sealed = await desk.fetched(offered.url, MANAGER)
      expect(sealed).toHaveLength(share?.bytes ?? 0)
      expect(sealed.includes('AB12345')).toBe(false)
      const bag = inBag(readZip(openSealed(sealed, { privateKey })))
      expect(verifyBag(bag)).toMatchObject({ files: 5, key: desk.authority.departmentFingerprint })
      const text = (path: string): string => bag.get(path)?.toString('utf8') ?? ''
      expect(
        bag.get(`data/records/${read?.car_id}_${read?.id}.json`)?.equals(Buffer.from(read?.body ?? [])),
      ).toBe(true)
      const marks = [
        share?.id ?? '',
        'Elgin Police Department',
        'Det. R. Lindqvist',
        purpose,
        'to be destroyed by 2026-05-11 12:00:00 UTC',
        'Not open to public review.',
      ]
      const pages = pdfPages(bag.get('data/cover.pdf') ?? Buffer.alloc(0))
      expect(pages.length).toBeGreaterThan(0)
      for (const mark of marks) {
        expect(text('data/records.csv').split('\r\n')[0]).toContain(mark)
        for (const page of pages) expect(page.replaceAll(/\s+/g, ' ')).toContain(mark)
      }
      expect(pages.join()).toContain('Approved')
      expect([...bag.values()].some((bytes) => bytes.includes('ZZ99999'))).toBe(false)
      const [entry] = desk.entries('sharing.fulfil')
      expect(entry).toMatchObject({ badge: 'M-1', plate: desk.audit.pseudonym('AB12345') })
      expect(JSON.stringify(entry)).not.toContain('AB12345')
    })

    test('is made once, of what there is, and not of more than it may be', async () => {
      const desk = await deskOf('parsons')
      const agency = await agencyIn(desk)
      const none = await approve(desk, await ask(desk, agency, { query: { plate: 'NONE11' } }))
      await expect(fulfil(desk, none)).rejects.toThrow('none is kept')
      await desk.store('AB12345')
      const request = await approve(desk, await ask(desk, agency))
      const both = await Promise.allSettled([fulfil(desk, request), fulfil(desk, request)])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      await expect(fulfil(desk, request)).rejects.toThrow('approved and was not fulfilled')
      expect(await desk.stored('shares/')).toHaveLength(1)
    })

    test('is gone when its days are over, while the request and what was in it stay on file', async () => {
      const desk = await deskOf('alsip')
      await desk.store('AB12345')
      const request = await fulfil(desk, await approve(desk, await ask(desk, await agencyIn(desk))))
      const early = await desk.sharing.fetch({ id: request.id }, MANAGER)
      desk.clock.at += 7 * DAY
      await expect(desk.fetched(early.url, MANAGER)).rejects.toThrow()
      await expect(desk.sharing.fetch({ id: request.id }, MANAGER)).rejects.toThrow('it has expired')
      // Of a crash between the object and its row.
      await desk.objects.put('shares/0f1f2f3f-0000-4000-8000-000000000000', Buffer.from('left'))
      await desk.objects.put('documents/0f1f2f3f-0000-4000-8000-000000000000', Buffer.from('left'))
      expect(await desk.sharing.expireShares()).toBe(3)
      expect(await desk.sharing.expireShares()).toBe(0)
      expect(await desk.stored('shares/')).toEqual([])
      expect(await desk.stored('documents/')).toHaveLength(1)
      expect(desk.entries('sharing.expired')).toHaveLength(1)
      const [kept] = await desk.sharing.requests(MANAGER)
      expect(kept).toMatchObject({
        state: 'fulfilled',
        share: { isHere: false, sha256: request.share?.sha256, fetchedAt: START },
      })
      await expect(db.kysely.deleteFrom('share_requests').execute()).rejects.toThrow('never changed')
    })
  })

  test('everything is forwarded to the administrator where the policy says so, and nothing elsewhere', async () => {
    const brook = await deskOf('oak-brook')
    const administrator = personOf('A-1', 'administrator')
    const request = await ask(brook, await agencyIn(brook))
    const [forwarded] = await brook.sharing.forwarded(administrator)
    expect(forwarded).toMatchObject({ id: request.id, forwarded: { at: START }, person: 'Det. R. Lindqvist' })
    brook.clock.at += 60_000
    const seen = await brook.sharing.seen({ id: request.id }, administrator)
    expect(seen.forwarded).toEqual({ at: START, seenBy: 'A-1', seenAt: START + 60_000 })
    brook.clock.at += 60_000
    expect(await brook.sharing.seen({ id: request.id }, MANAGER)).toMatchObject({ forwarded: seen.forwarded })
    expect(brook.entries('sharing.seen')).toHaveLength(1)
    const alsip = await deskOf('alsip')
    const quiet = await ask(alsip, await agencyIn(alsip))
    expect(quiet.forwarded).toBeUndefined()
    expect(await alsip.sharing.forwarded(administrator)).toHaveLength(1)
    await expect(alsip.sharing.seen({ id: quiet.id }, administrator)).rejects.toThrow('was forwarded')
  })

  test('what is not from law enforcement is routed by the policy, and answered once', async () => {
    const desk = await deskOf('rantoul')
    const words = 'all reads of my own car since January'
    const entered = await desk.sharing.enterOther({ fromWhom: 'J. Doe', words }, CLERK)
    expect(entered).toMatchObject({
      routedTo: 'Police Services Representative',
      clause: '438.6(a)',
      enteredBy: { badge: 'O-1' },
    })
    const answered = await desk.sharing.answerOther(
      { id: entered.id, answer: 'denied under 2-130(d)' },
      MANAGER,
    )
    expect(answered.answered).toMatchObject({ by: { badge: 'M-1' }, words: 'denied under 2-130(d)' })
    const again = desk.sharing.answerOther({ id: entered.id, answer: 'given after all, by mistake' }, MANAGER)
    await expect(again).rejects.toThrow('this one is answered')
    expect(await desk.sharing.others(MANAGER)).toEqual([answered])
    expect(desk.entries('other-request.').map(({ action }) => action)).toEqual([
      'other-request.answer',
      'other-request.enter',
    ])
  })
})
