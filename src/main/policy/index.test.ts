import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bySeverity } from '#shared/domain/severity.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { loadProfile, loadProfiles } from './index.ts'

const SHIPPED = join(import.meta.dirname, '../../../assets/profiles')
const AGENCIES = ['alsip', 'oak-brook', 'parsons', 'rantoul', 'schaumburg']

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-profiles-'))
  cpSync(SHIPPED, folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

const load = (id: string): Profile => loadProfile(SHIPPED, id)

describe('loading', () => {
  test('all shipped profiles load, by id', () => {
    expect(loadProfiles(SHIPPED).map(({ id }) => id)).toEqual([...AGENCIES, 'standard'].toSorted())
  })

  test('an unknown id lists the known ones', () => {
    expect(() => load('oakbrook')).toThrow(
      /no policy profile "oakbrook".*alsip, oak-brook, parsons, rantoul, schaumburg, standard/,
    )
  })

  test('a wrong value, an unknown rule, broken JSON and a wrong name are errors with file and field', () => {
    const change = (id: string, replace: (text: string) => string): void => {
      const text = readFileSync(join(SHIPPED, `${id}.json`), 'utf8')
      writeFileSync(join(folder, `${id}.json`), replace(text))
    }
    change('alsip', (text) => text.replace('"if-practicable"', '"perhaps"'))
    expect(() => loadProfile(folder, 'alsip')).toThrow(/alsip\.json[^]*verification\.value\.modal/)
    change('rantoul', (text) => text.replace('"canvass"', '"canvas"'))
    expect(() => loadProfile(folder, 'rantoul')).toThrow(/rantoul\.json[^]*canvas/)
    change('parsons', (text) => text.slice(0, 100))
    expect(() => loadProfiles(folder)).toThrow(/\.json/)
    expect(() => loadProfile(folder, 'parsons')).toThrow(/parsons\.json is not JSON/)
    change('schaumburg', (text) => text.replace('"schaumburg"', '"elsewhere"'))
    expect(() => loadProfile(folder, 'schaumburg')).toThrow(/schaumburg\.json: id is "elsewhere"/)
  })

  test('a folder that is not there and one without profiles are said', () => {
    expect(() => loadProfile(join(folder, 'none'), 'alsip')).toThrow(/cannot be read \(ENOENT\)/)
    expect(() => loadProfile(tmpdir(), '../profiles/alsip')).toThrow(/no policy profile/)
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
