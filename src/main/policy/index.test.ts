import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bySeverity } from '#shared/domain/severity.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { loadProfile, loadProfiles } from './index.ts'

const SHIPPED = join(import.meta.dirname, '../../../assets/policies')
const AGENCIES = ['alsip', 'oak-brook', 'parsons', 'rantoul', 'schaumburg']

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-profiles-'))
  cpSync(SHIPPED, folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

const PROFILES = new Map(loadProfiles(SHIPPED).map((profile) => [profile.id, profile]))
function load(id: string): Profile {
  const profile = PROFILES.get(id)
  if (profile === undefined) throw new Error(`${id} does not ship`)
  return profile
}

describe('loading', () => {
  test('all shipped profiles load, by id', () => {
    expect(loadProfiles(SHIPPED).map(({ id }) => id)).toEqual([...AGENCIES, 'standard'].toSorted())
  })

  test('an unknown id lists the known ones', () => {
    expect(() => loadProfile(SHIPPED, 'oakbrook')).toThrow(
      /no policy "oakbrook".*alsip, oak-brook, parsons, rantoul, schaumburg, standard/,
    )
  })

  test('a text that is named otherwise than its file, one that is missing and a law alone are said', () => {
    const change = (id: string, replace: (text: string) => string): void => {
      const text = readFileSync(join(SHIPPED, `${id}.yaml`), 'utf8')
      writeFileSync(join(folder, `${id}.yaml`), replace(text))
    }
    change('schaumburg', (text) => text.replace('id: schaumburg', 'id: elsewhere'))
    expect(() => loadProfile(folder, 'schaumburg')).toThrow(/schaumburg\.yaml: id is "elsewhere"/)
    change('rantoul', (text) => text.replace('us-cjis-5.9.5', 'us-cjis-7'))
    expect(() => loadProfile(folder, 'rantoul')).toThrow(/no policy text "us-cjis-7"/)
    expect(() => loadProfile(folder, 'us-cjis-5.9.5')).toThrow(/us-cjis-5.9.5 is no agency's text/)
  })

  test('a folder that is not there and one without texts are said', () => {
    expect(() => loadProfile(join(folder, 'none'), 'alsip')).toThrow(/cannot be read \(ENOENT\)/)
    expect(() => loadProfile(import.meta.dirname, '../profiles/alsip')).toThrow(/no agency's policy/)
  })
})

// The decision table of the five policies: one row a rule, one column an agency.
describe('the five policies', () => {
  const rows = (of: (profile: Profile) => unknown): Record<string, unknown> =>
    Object.fromEntries(AGENCIES.map((id) => [id, of(load(id))]))

  test('verification before enforcement: how strictly, when, and by which clause', () => {
    const items = ['characters', 'state', 'status']
    const where = { modal: 'if-practicable', scope: 'solely-on-alert', items }
    expect(rows(({ verification }) => verification)).toEqual({
      schaumburg: { value: where, clause: 'III.A.5' },
      alsip: { value: where, clause: '709.3(f)' },
      parsons: { value: where, clause: '427.4(f)' },
      rantoul: { value: { ...where, modal: 'shall' }, clause: '438.3(e)' },
      'oak-brook': { value: { modal: 'shall', scope: 'any-enforcement', items }, clause: '131.6 a-b' },
    })
  })

  test('where the status of a record may be asked, and who may ask', () => {
    expect(rows(({ channels, authorisation }) => [channels.value, authorisation.clause])).toEqual({
      schaumburg: [['leads', 'communications'], 'III.A.6'],
      rantoul: [['leads', 'ncic', 'communications'], '438.3(f)'],
      alsip: [['leads', 'ncic', 'communications'], '709.3(e)'],
      'oak-brook': [['leads', 'communications'], '131.6'],
      parsons: [['kcjis', 'ncic', 'communications'], '427.4(e)'],
    })
  })

  test('every alert answered, an incident for enforcement, the busy officer: Oak Brook alone', () => {
    const none = [{ value: false }, { value: false }, { value: { isGuided: false } }]
    expect(
      rows(({ everyAlertAnswered, incidentForEnforcement, busyOfficer }) => [
        everyAlertAnswered,
        incidentForEnforcement,
        busyOfficer,
      ]),
    ).toEqual({
      schaumburg: none,
      rantoul: none,
      alsip: none,
      parsons: none,
      'oak-brook': [
        { value: true, clause: '131.6' },
        { value: true, clause: '131.6' },
        { value: { isGuided: true }, clause: '131.6 busy a-d' },
      ],
    })
  })

  test('a reason for a plate entered by hand is demanded by Oak Brook, and asked everywhere', () => {
    expect(rows(({ localList }) => [localList.value.reasonAtLeast, localList.clause])).toEqual({
      schaumburg: [10, undefined],
      rantoul: [10, undefined],
      alsip: [10, undefined],
      'oak-brook': [10, '131.6'],
      parsons: [10, undefined],
    })
  })

  test('partial plates and canvassing: in four policies, absent from Oak Brook', () => {
    const allowed = (partial: string, canvass: string) => [true, partial, true, canvass]
    expect(
      rows(({ partialPlates, canvass }) => [
        partialPlates.value.isAllowed,
        partialPlates.clause,
        canvass.value.isAllowed,
        canvass.clause,
      ]),
    ).toEqual({
      schaumburg: allowed('III.A.4 s2', 'III.A.4 s1'),
      rantoul: allowed('438.3(d) s2', '438.3(d) s1'),
      alsip: allowed('709.3(c)', '709.3(c)'),
      parsons: allowed('427.4(c)', '427.4(c)'),
      'oak-brook': [false, undefined, false, undefined],
    })
  })

  test('registrations and parking scofflaws: Oak Brook alone', () => {
    const registers = [
      'suspended-registration',
      'revoked-registration',
      'expired-registration',
      'parking-scofflaw',
    ]
    expect(
      rows(({ allowedCategories: { value } }) =>
        value.filter((category) => registers.includes(category)).toSorted(),
      ),
    ).toEqual({
      schaumburg: [],
      rantoul: [],
      alsip: [],
      parsons: [],
      'oak-brook': registers.toSorted(),
    })
  })

  test('who manages, who assigns, who makes operators', () => {
    expect(
      rows(({ roles: { value, clause }, operatorsAssignedBy }) => [
        value.manager,
        value.assigner,
        operatorsAssignedBy.value,
        clause,
      ]),
    ).toEqual({
      schaumburg: [
        'Records Supervisor',
        'Traffic Commander',
        'assigner',
        'II.A s2; II.A s1; order of the Chief',
      ],
      rantoul: [
        'Administrative Deputy Chief',
        'Administrative Deputy Chief',
        'assigner',
        '438.2 s2; 438.2 s1',
      ],
      alsip: ['Deputy Chief of Police', 'Deputy Chief of Police', 'assigner', '709.2 ¶2 s1; 709.6(b)'],
      'oak-brook': ['Deputy Chief', undefined, 'administrator', '131.7 share (c); 131.5; 131.8'],
      parsons: [
        'Administration Division Commander',
        'Administration Division Commander',
        'assigner',
        '427.3 ¶2 s2; 427.3 ¶2 s1; 427.7(b)',
      ],
    })
  })

  test('who may use the reader: sworn and Community Service Officers at Oak Brook, trained members elsewhere', () => {
    const all = { value: ['sworn', 'cso', 'civilian'] }
    expect(rows(({ positions }) => positions)).toEqual({
      schaumburg: all,
      rantoul: all,
      alsip: all,
      parsons: all,
      'oak-brook': { value: ['sworn', 'cso'], clause: '131.6 ¶2' },
    })
  })

  test('training: everywhere, a year and six parts at Rantoul, LEADS at Oak Brook, awareness yearly', () => {
    const basic = (clause: string) => [
      { value: { isRequired: true, modules: ['alpr-basic'] }, clause },
      false,
      undefined,
    ]
    expect(
      rows(({ trainingAlpr, trainingLeads }) => [
        trainingAlpr,
        trainingLeads.value.isRequired,
        trainingLeads.clause,
      ]),
    ).toEqual({
      schaumburg: basic('III.A.1'),
      alsip: basic('709.3(d)'),
      parsons: basic('427.4(d)'),
      'oak-brook': [basic('131.6 ¶2')[0], true, '131.6 ¶1'],
      rantoul: [
        {
          value: {
            isRequired: true,
            maxAgeDays: 365,
            modules: ['privacy', 'legal', 'policy', 'technology', 'security', 'practical-exercises'],
          },
          clause: '438.3(a); 438.5 s3; 438.5 s1-5',
        },
        false,
        undefined,
      ],
    })
    for (const id of AGENCIES)
      expect(load(id).trainingAwareness).toEqual({
        value: { isRequired: true, maxAgeDays: 365, modules: [] },
        clause: 'CJIS AT-2',
      })
  })

  test('a reason for a search: Rantoul and Oak Brook; a case and articulable facts: Oak Brook alone', () => {
    expect(
      rows(({ search: { value, clause } }) => [
        value.isReasonRequired,
        value.isCaseRequired,
        value.areFactsRequired,
        value.kinds.length,
        clause,
      ]),
    ).toEqual({
      schaumburg: [false, false, false, 4, 'V.A.3'],
      rantoul: [true, false, false, 4, '438.6(b); 438.6(c)'],
      alsip: [false, false, false, 4, '709.5(b)'],
      'oak-brook': [true, true, true, 3, '131.7 s(a); 131.7 s(b)'],
      parsons: [false, false, false, 4, '427.6(b)'],
    })
  })

  test('purposes: surveillance and interdiction take a case number, public safety is named by Oak Brook alone', () => {
    const casesOf = ({ purposes }: Profile) =>
      purposes.value.flatMap(({ purpose, isCaseAsked }) => (isCaseAsked ? [purpose] : []))
    const named = ['electronic-surveillance', 'suspect-interdiction']
    expect(
      rows((profile) => [
        casesOf(profile),
        profile.purposes.value.some(({ purpose }) => purpose === 'public-safety'),
        profile.purposes.clause,
      ]),
    ).toEqual({
      schaumburg: [named, false, 'I.A'],
      rantoul: [named, false, '438.1'],
      alsip: [named, false, '709.2 ¶1'],
      parsons: [named, false, '427.3 ¶1'],
      'oak-brook': [[], true, '131.4 ¶1'],
    })
  })

  test('transfer, where reads are, how long they stay, how they are purged', () => {
    expect(
      rows(({ transfer, storage, retention: { value, clause } }) => [
        transfer.value.mostDays,
        transfer.clause,
        storage.value,
        value.leastDays,
        value.mostDays,
        value.purge,
        clause,
      ]),
    ).toEqual({
      schaumburg: [30, 'IV.B s2', 'department', undefined, undefined, 'approved', 'IV.C s1a; IV.C s1b'],
      rantoul: [undefined, undefined, 'department', 30, 30, 'automatic', '438.4 ¶2 s1'],
      alsip: [1, undefined, 'department', undefined, undefined, 'reviewed', '709.4 ¶2 s1; 709.4 ¶2 s2'],
      'oak-brook': [undefined, undefined, 'provider', undefined, 30, 'automatic', '131.7 (d)'],
      parsons: [
        1,
        undefined,
        'provider-and-department',
        undefined,
        30,
        'automatic',
        '427.5 ¶2 s1; 427.5 ¶2 s2',
      ],
    })
  })

  test('what holds a read, and where evidence goes', () => {
    const three = ['evidence', 'anticipated-evidence', 'legal-process']
    expect(
      rows(({ holds, evidence }) => [holds.value, holds.clause, evidence.value, evidence.clause]),
    ).toEqual({
      schaumburg: [three, 'IV.C s1c', 'portable-media', 'IV.C s2'],
      rantoul: [three, '438.4 ¶2 s1', 'evidence.com', '438.4 ¶2 s2'],
      alsip: [[...three, 'discovery'], '709.4 ¶2 s2', 'portable-media', '709.4 ¶2 s3'],
      'oak-brook': [
        ['evidence', 'ongoing-investigation', 'acted-on'],
        '131.5(c)',
        'portable-media',
        '131.7 evid.',
      ],
      parsons: [
        [...three, 'discovery', 'ongoing-investigation'],
        '427.5 ¶2 s1-3',
        'portable-media',
        '427.5 ¶2 s4',
      ],
    })
  })

  test('sharing: to whom, on a request in writing or not, approved by whom, and out of the state', () => {
    expect(
      rows(({ sharing: { value }, outOfState }) => [
        value.recipients.includes('prosecutor'),
        value.isWrittenRequestRequired,
        value.approvers,
        value.isForwardedToAdministrator,
        outOfState.value,
        outOfState.clause,
      ]),
    ).toEqual({
      schaumburg: [false, false, [], false, 'declaration-required', '625 ILCS 5/2-130(c)'],
      rantoul: [false, false, [], false, 'declaration-required', '625 ILCS 5/2-130(c)'],
      alsip: [
        true,
        true,
        ['Chief of Police', 'authorized designee'],
        false,
        'declaration-required',
        '709.6 out-of-state',
      ],
      'oak-brook': [
        false,
        true,
        ['ASC', 'Sergeant', 'member of the Command Staff'],
        true,
        'declaration-required',
        '625 ILCS 5/2-130(c)',
      ],
      parsons: [
        true,
        true,
        ['Administration Division Commander', 'authorized designee'],
        false,
        'as-law-permits',
        undefined,
      ],
    })
  })

  test('requests from outside go to', () => {
    expect(rows(({ otherRequests }) => [otherRequests.value, otherRequests.clause])).toEqual({
      schaumburg: ['Records Supervisor', 'V.A.1'],
      rantoul: ['Police Services Representative', '438.6(a)'],
      alsip: ['Records Maintenance and Release Policy', '709.6 last'],
      'oak-brook': ['the public only as the law requires or allows', '131.4 ¶3'],
      parsons: ['Records Maintenance and Release Policy', '427.7 last'],
    })
  })

  test('audits: yearly in three parts at Oak Brook, regular at three, no clause at Parsons; a weekly review everywhere', () => {
    const parts = ['passwords', 'usage', 'training']
    expect(rows(({ audits }) => audits)).toEqual({
      schaumburg: { value: { everyMonths: 3, parts }, clause: 'V.A.5' },
      rantoul: { value: { everyMonths: 3, parts }, clause: '438.6(e)' },
      alsip: { value: { everyMonths: 3, parts }, clause: '709.5(c)' },
      'oak-brook': { value: { everyMonths: 12, parts }, clause: '131.5(d)' },
      parsons: { value: { everyMonths: 12, parts } },
    })
    for (const id of AGENCIES) {
      expect(load(id).logReviewDays).toEqual({ value: 7, clause: 'CJIS AU-6' })
      expect(load(id).auditKeptDays).toEqual({ value: 365, clause: 'CJIS AU-11' })
    }
  })

  test('uses that no reason may name: all of them, by the clause that closes the purposes', () => {
    const clauses = (own: string): string => `${own}; 625 ILCS 5/2-130(b)`
    expect(rows(({ forbiddenUses }) => [forbiddenUses.value.length, forbiddenUses.clause])).toEqual({
      schaumburg: [7, clauses('III.A.2')],
      rantoul: [7, clauses('438.3(b)')],
      alsip: [7, clauses('709.3(a)')],
      'oak-brook': [7, clauses('131.6 a-e')],
      parsons: [7, '427.4(a)'],
    })
  })

  test('sign-in is that of CJIS 5.9.5 in all five', () => {
    for (const id of AGENCIES) {
      const {
        password,
        secondFactor,
        lockout,
        reauthenticateHours,
        idleMinutes,
        inactiveDays,
        identifierDays,
        notice,
      } = load(id)
      expect([
        password,
        secondFactor,
        lockout,
        reauthenticateHours,
        idleMinutes,
        inactiveDays,
        identifierDays,
      ]).toEqual([
        { value: { leastCharacters: 8, mostAgeDays: 365 }, clause: 'CJIS IA-5(1)(a); CJIS IA-5 f' },
        { value: true, clause: 'CJIS IA-2(1)(2)' },
        { value: { failures: 5, withinMinutes: 15 }, clause: 'CJIS AC-7' },
        { value: 12, clause: 'CJIS IA-5 j(10)' },
        { value: 30, clause: 'CJIS IA-5 j(11)' },
        { value: 90, clause: 'CJIS AC-2(3)' },
        { value: 365, clause: 'CJIS IA-4 d' },
      ])
      expect(notice.clause).toBe('CJIS AC-8')
      for (const words of [/restricted/i, /monitored/, /prohibited/, /consent/])
        expect(notice.value).toMatch(words)
    }
  })

  test('the default has no clause anywhere and is as strict as the strictest', () => {
    const standard = load('standard')
    expect(JSON.stringify(standard)).not.toContain('"clause"')
    expect(standard.verification.value).toMatchObject({ modal: 'shall', scope: 'any-enforcement' })
    expect(standard.verification.value.items).toEqual(
      expect.arrayContaining(load('oak-brook').verification.value.items),
    )
  })
})

describe.each([...AGENCIES, 'standard'])('%s', (id) => {
  const profile = load(id)
  const { allowedCategories, presentations, localList } = profile

  test('neither immigration nor calibration records alert', () => {
    expect(allowedCategories.value).not.toContain('immigration-violator')
    expect(allowedCategories.value).not.toContain('calibration')
  })

  test('every category that may alert has its presentation, and none has one that may not', () => {
    expect(Object.keys(presentations).toSorted()).toEqual(allowedCategories.value.toSorted())
  })

  test('officers add only what may alert', () => {
    expect(
      localList.value.categories.filter((category) => !allowedCategories.value.includes(category)),
    ).toEqual([])
  })

  test('nothing is covert, critical and high sound and are not muted, registrations are silent', () => {
    for (const [category, { severity, sound, spoken, mayMute, isCovert }] of Object.entries(presentations)) {
      expect(isCovert).toBe(false)
      expect(mayMute).toBe(bySeverity(severity, 'high') > 0)
      expect(sound).toBe(severity === 'silent' ? 'none' : severity)
      expect(spoken === '').toBe(severity === 'silent')
      if (category.endsWith('-registration')) expect(severity).toBe('silent')
    }
  })

  test('the graver a severity, the more doubt it may have and still alert', () => {
    const { high, medium, low } = profile.limits
    expect(high).toBeLessThan(medium)
    expect(medium).toBeLessThan(low)
  })
})
