import { describe, expect, test } from 'vitest'
import { exampleFile, shippedTemplate, type ShippedId } from '../support/hot-lists/shipped-templates.ts'
import { readAll } from '../support/hot-lists/read-all.ts'

function example(id: ShippedId) {
  const { usedTemplate, writtenAt, file, template, ...report } = readAll(exampleFile(id), shippedTemplate(id))
  expect([template, file, writtenAt > 0, usedTemplate.id]).toEqual([id, exampleFile(id), true, id])
  return report
}

describe('the example file of each shipped template', () => {
  test('NCIC, fixed width', () => {
    const { facts, entries, ...report } = example('ncic-fixed')
    expect(report).toEqual({
      lines: 35,
      taken: 29,
      refusedCount: 1,
      refused: [
        { line: 14, field: 'plate', reason: 'it has characters that are neither letters nor digits' },
      ],
      junk: { UNKNOWN: 1, '000': 1, 'repeated character': 1, empty: 1 },
      mended: { 'state 0H to OH': 1, 'state 0N to ON': 1, 'state M0 to MO': 1 },
      calibration: 0,
      expired: 0,
      categories: {
        'stolen-vehicle': 3,
        'stolen-plate': 21,
        'wanted-person': 2,
        'sex-offender': 1,
        'immigration-violator': 1,
        unsorted: 1,
      },
    })
    expect(facts[2]).toBe('AB123456 CA MC V123456789 stolen-vehicle')
    expect(entries[3]).toMatchObject({
      key: 'GGX6728|OH|PC|NCIC|P100000002',
      state: 'OH',
      mended: ['state 0H to OH'],
      vehicle: {},
    })
    expect(entries[4]).toMatchObject({ plate: 'CKLM123', otherIssuer: 'ON', category: 'stolen-vehicle' })
    expect(entries[4]).not.toHaveProperty('state')
    expect(entries[9]).toMatchObject({ category: 'unsorted', categoryWords: 'Z' })
    expect(entries[15]).toMatchObject({ notes: 'listed on "20260231", which is no date' })
    expect(entries[15]).not.toHaveProperty('listedOn')
  })

  test('two states with the same plate are two entries', () => {
    const { entries } = example('ncic-fixed')
    expect([entries[5]?.key, entries[6]?.key]).toEqual([
      'AB1234|IL|TK|NCIC|W100000004',
      'AB1234|MO|TK|NCIC|W100000005',
    ])
  })

  test('NCIC, eleven columns', () => {
    const { facts, entries, ...report } = example('ncic-csv-11')
    expect(report).toMatchObject({ lines: 5, taken: 4, refused: [], junk: { NONE: 1 } })
    expect(facts).toEqual({
      1: 'GGX6728 OH  C165399977 supervised-release',
      2: 'ZK4410 IL  V165399978 stolen-vehicle',
      3: '7XB204 MO  T165399979 gang',
      4: 'DKR2201 MI  P165399980 stolen-plate',
    })
    expect(entries[1]).toMatchObject({
      ori: '0H0671200',
      listedOn: '2020-01-24',
      plateYear: '2021',
      vehicle: { year: '2009', make: 'D0DG', model: 'CHA', style: '4D', colour: 'GRY' },
    })
  })

  test('NCIC, twelve columns', () => {
    const { facts, entries, ...report } = example('ncic-csv-12')
    expect(report).toMatchObject({ lines: 5, taken: 3, refused: [], junk: { '60 DAY': 1 } })
    expect(facts).toEqual({
      2: 'JFJ4764 OH TK C845996328 supervised-release',
      3: '482TKR MN PC H845996329 protection-order',
      4: '482TKS MN MC L845996330 violent-person',
    })
    expect(entries[4]?.vehicle).toEqual({ year: '2020', make: 'HD', style: 'MC', colour: 'BLK' })
  })

  test('Illinois LEADS: tags for vehicles, and persons whose data stay with the person', () => {
    const { facts, entries, ...report } = example('il-leads')
    expect(report).toMatchObject({ lines: 6, taken: 4, refused: [], junk: { NOTAG: 1 }, calibration: 1 })
    expect(facts).toEqual({
      1: '660JEM WI PC V16A0661 stolen-vehicle',
      2: 'BX41902 IL PC V26K1902 stolen-vehicle',
      3: 'CF88120 IL PC W26J0007 wanted-person',
      4: 'AM2217 IN TK M26J0031 missing-person',
      5: 'CALIB001 IL PC V26C0001 calibration',
    })
    expect(entries[1]).toMatchObject({
      listedOn: '2015-01-03',
      vehicle: { year: '05', make: 'DODG', model: 'MAG', style: '4D', colour: 'RED' },
    })
    expect(entries[2]?.vehicle.colour).toBe('BLK/GRY')
    expect(entries[3]).toMatchObject({ vehicle: {}, notes: '', cautions: [] })
    expect(entries[3]?.person).toEqual({ name: 'SAMPLE, PAT Q            M W 01/02/1990' })
  })

  test('Illinois Secretary of State: the month after EXP is the plate’s, the entry does not expire with it', () => {
    const { facts, entries, ...report } = example('il-sos')
    expect(report).toMatchObject({ taken: 3, expired: 0, junk: { TEMP: 1 } })
    expect(facts[1]).toBe('15386VDE IL FM  revoked-registration')
    expect(entries[1]).toMatchObject({ listedOn: '2010-03-29', plateYear: '2021-07' })
    expect(entries[2]).toMatchObject({ category: 'suspended-registration', plateYear: '2027-03' })
    expect(entries[3]?.notes).toBe('listed on "133126", which is no date')
  })

  test('Kansas: five layouts of lines', () => {
    const { facts, entries, ...report } = example('ks-state')
    expect(report).toMatchObject({
      lines: 17,
      taken: 11,
      refused: [{ line: 17, reason: 'the line has none of the forms that the template knows' }],
      junk: { UNKNOWN: 1, 'K-STATE': 1 },
    })
    expect(facts).toEqual({
      4: 'ABC123 KS PC  stolen-plate',
      5: 'RT771 MO PC  stolen-vehicle',
      6: '482KTR KS PC  gang',
      7: 'CKDM881 ON PC  stolen-vehicle',
      8: 'GHI789 KS   wanted-person',
      9: 'GHI790 KS   wanted-person',
      10: 'GHI791 KS   missing-person',
      11: 'GHI792 KS   unsorted',
      12: 'JKL012 KS   suspended-registration',
      13: 'MNO345 KS   sex-offender',
      14: 'MNO346 KS   sex-offender',
    })
    expect(entries[4]).toMatchObject({
      ori: 'TX0790300',
      listedOn: '2020-01-22',
      vehicle: { year: '2016', make: 'CHEV', model: 'MAL', style: 'SW', colour: 'SIL' },
    })
    expect(entries[5]).toMatchObject({ vehicle: { colour: 'BLK/GRY' }, notes: 'VERIFY BY NAME - CHECK' })
    expect(entries[7]).toMatchObject({ otherIssuer: 'ON', vehicle: { make: 'HOND', model: 'CIV' } })
    expect(entries[14]).toMatchObject({ listedOn: '2018-03-22', ori: 'KS0890000' })
  })

  test('Kansas warrants: hazard words are cautions', () => {
    const { entries } = example('ks-state')
    expect(entries[8]).toMatchObject({
      categoryWords: 'ARMED/DANG WAR',
      cautions: ['Armed and dangerous'],
      notes: 'FTA ORIGINAL CHARGE',
      vehicle: { year: '2012', make: 'FORD', model: 'FOC', colour: 'BLU' },
    })
    expect(entries[9]?.cautions).toEqual(['Violent tendencies', 'Escape risk'])
    expect(entries[10]).toMatchObject({ categoryWords: 'MISSING-PERSON', cautions: [], notes: 'RUNAWAY' })
  })

  test('Topeka', () => {
    const { facts, entries, ...report } = example('ks-topeka')
    expect(report).toMatchObject({ taken: 4, refused: [], junk: { 'K-STATE': 1 } })
    expect(facts).toEqual({
      1: '85TF66 NY MC  stolen-vehicle',
      2: '481RKD KS PC  amber-alert',
      3: '481RKE KS PC  felony-vehicle',
      4: '0098CG OK PC  protective-interest',
    })
    expect(entries[1]).toMatchObject({ ori: 'NY03030P0', listedOn: '2021-06-09', plateYear: '2021' })
  })

  test('CSV with column names, in another order and under other names', () => {
    const { facts, entries, ...report } = example('generic-csv')
    expect(report).toMatchObject({
      lines: 11,
      taken: 5,
      expired: 1,
      calibration: 1,
      junk: { 'NO PLATE': 1 },
      refused: [
        { line: 8, field: 'expiresOn' },
        { line: 10, field: 'plate' },
      ],
    })
    expect(facts).toEqual({
      2: 'AB12345 IL  A-1 stolen-vehicle',
      3: 'AB12345 MO  A-2 stolen-vehicle',
      4: '7XYZ ON  A-3 missing-person',
      5: 'DDD4471 CO  A-4 expired-registration',
      6: 'MOO2 WI  A-5 unsorted',
      9: 'CALIB01 IL  A-8 calibration',
    })
    expect(entries[2]).toMatchObject({ notes: '2014 Camry, "silver"', expiresOn: '2099-12-31' })
    expect(entries[6]).toMatchObject({ category: 'unsorted', categoryWords: 'Cow at large' })
  })

  test('plates only', () => {
    const { facts, ...report } = example('plates-only')
    expect(report).toMatchObject({ taken: 3, junk: { '0': 1 }, refused: [{ line: 4, field: 'plate' }] })
    expect(facts).toEqual({
      1: 'AB12345    local-interest',
      2: 'CD67890    local-interest',
      5: 'XY9    local-interest',
    })
  })
})
