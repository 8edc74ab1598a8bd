import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { assert, constantFrom, integer, oneof, property, record, string } from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprintOf, signBundle } from '#main/department/bundle.ts'
import { createDepartment, type Department } from '#main/department/index.ts'
import type { RosterBody } from '#main/department/payload.ts'
import { Refused } from '#main/refused.ts'
import { departmentRepository } from '#main/storage/department-repository.ts'
import { headText } from '#shared/domain/audit.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import {
  createStandInDepartment,
  rosterAccount,
  type StandInDepartment,
} from '../support/department/department.ts'
import { openStorage, type Storage } from '../support/storage/open-storage.ts'

const DAY_MS = 86_400_000
const BY = { badge: 'A1', name: 'Made-up Administrator' }
const CREDENTIALS = {
  passwordHash: '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  recoveryHashes: ['0'.repeat(64)],
  securityKeys: [{ id: 'AAAA', publicKey: 'AAAA', counter: 3, transports: ['usb'], name: 'blue key' }],
}

type Entry = { action: string; subject: string; detail: unknown; outcome: string }

let storage: Storage
let folder = ''
let office: StandInDepartment
let car: Department
let audited: Entry[] = []
let maxAgeDays = 30

/** What was applied stands in a table, so that a rollback takes it back. */
const applied = (): string[] => storage.db.prepare<[], string>('SELECT what FROM applied').pluck().all()

function openCar(fails?: (kind: string) => void): Department {
  const note = (kind: string) => (body: unknown) => {
    storage.db
      .prepare<[string]>('INSERT INTO applied (what) VALUES (?)')
      .run(`${kind} ${canonicalJson(body)}`)
    fails?.(kind)
  }
  return createDepartment({
    repository: departmentRepository(storage.db),
    folder,
    rosterMaxAgeDays: () => maxAgeDays,
    apply: {
      roster: note('roster'),
      training: note('training'),
      release: note('release'),
      policy: note('policy'),
      order: note('order'),
      hotList: note('hot-list'),
    },
    audit: (_, action, subject, detail, about) => {
      audited.push({ action, subject, detail, outcome: about?.outcome ?? 'done' })
    },
    now: () => storage.clock.at,
  })
}

beforeEach(() => {
  storage = openStorage()
  storage.db.exec('CREATE TABLE applied (what TEXT)')
  folder = join(dirname(storage.paths.database), 'department')
  office = createStandInDepartment(() => storage.clock.at)
  audited = []
  maxAgeDays = 30
  car = openCar()
})
afterEach(() => storage.close())

const enrol = () => car.enrol(office.publicKey, office.fingerprint, BY)
const put = (file: string, text: string): void => writeFileSync(join(folder, file), text)
const actions = (): string[] => audited.map(({ action }) => action)
/** The words of the refusal; fails where nothing is refused. */
function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal.missing.join('; ')
    throw error
  }
  throw new Error('It was not refused.')
}

describe('enrolment', () => {
  test('a car trusts a department once its key fits the fingerprint, and remembers it', () => {
    expect(car.state()).toEqual({ isEnrolled: false, files: [] })
    expect(car.publicKey()).toBeUndefined()
    expect(car.rosterFault()).toBeUndefined()
    expect(enrol()).toEqual({ isEnrolled: true, department: office.fingerprint, files: [] })
    expect(openCar().state().department).toBe(office.fingerprint)
    expect(openCar().publicKey()).toBe(office.publicKey)
    expect(audited).toEqual([
      {
        action: 'department.enrol',
        subject: office.fingerprint,
        detail: { fingerprint: office.fingerprint },
        outcome: 'done',
      },
    ])
  })

  test('the fingerprint may be typed in groups and in capitals', () => {
    const typed = office.fingerprint.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 ')
    expect(car.enrol(office.publicKey, typed, BY).isEnrolled).toBe(true)
  })

  test('a fingerprint of another key is refused, and that is in the audit', () => {
    const other = createStandInDepartment(() => 0).fingerprint
    for (const typed of [other, '', office.fingerprint.slice(0, 8)]) {
      expect(refusalOf(() => car.enrol(office.publicKey, typed, BY))).toMatch(/fingerprint of this key/)
    }
    expect(car.state().isEnrolled).toBe(false)
    expect(actions()).toEqual(Array(3).fill('department.refused'))
    expect(audited[0]?.outcome).toBe('refused')
  })

  test('a second department is refused, by the car and by the table', () => {
    enrol()
    const other = createStandInDepartment(() => 0)
    expect(refusalOf(() => car.enrol(other.publicKey, other.fingerprint, BY))).toMatch(/without a department/)
    expect(car.state().department).toBe(office.fingerprint)
    for (const sql of [
      `INSERT INTO department VALUES (2, 'k', 'f', 1, 'A1', 'n')`,
      `UPDATE department SET public_key = 'k'`,
      'DELETE FROM department',
    ]) {
      expect(() => storage.db.exec(sql)).toThrow(/CHECK constraint|never/)
    }
  })

  test('what is no public Ed25519 key is refused', () => {
    const pem = (key: KeyObject, type: 'spki' | 'pkcs8') => String(key.export({ type, format: 'pem' }))
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(refusalOf(() => car.enrol('key', office.fingerprint, BY))).toBe('a public key in PEM form')
    expect(refusalOf(() => car.enrol(pem(publicKey, 'spki'), fingerprintOf(publicKey), BY))).toBe(
      'an Ed25519 key',
    )
    expect(refusalOf(() => car.enrol(pem(office.privateKey, 'pkcs8'), office.fingerprint, BY))).toMatch(
      /this is a private one/,
    )
    expect(car.state().isEnrolled).toBe(false)
  })
})

describe('a signed file', () => {
  const accounts = [
    rosterAccount({ credentials: CREDENTIALS, dutyHours: { from: '22:00', to: '06:00' } }),
    rosterAccount({ badge: '4712', state: 'disabled', why: 'has left' }),
  ]

  test('is applied with its serial, audited without its secrets, and deleted', () => {
    enrol()
    put('roster-1.json', `${office.roster(accounts)}\n`)
    expect(car.state().files).toEqual(['roster-1.json'])
    expect(car.import('roster-1.json', BY)).toEqual({
      isEnrolled: true,
      department: office.fingerprint,
      roster: { serial: 1, issuedAt: storage.clock.at, isTooOld: false },
      files: [],
    })
    expect(applied()).toEqual([`roster ${canonicalJson({ accounts })}`])
    expect(readdirSync(folder)).toEqual([])
    const entry = audited.at(-1)
    expect(entry).toMatchObject({
      action: 'department.import',
      subject: 'roster 1',
      detail: { kind: 'roster', serial: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(JSON.stringify(audited)).not.toMatch(/argon2|JBSW|4711/)
  })

  test('of each kind has serials of its own', () => {
    enrol()
    const at = storage.clock.at
    car.take(office.roster(accounts), BY)
    car.take(
      office.training({
        records: [{ badge: '4711', kind: 'leads', completedAt: at, certificate: 'L-17', recordedBy: BY }],
        changes: [{ kind: 'legal', words: 'a new act is in force', by: BY, at }],
      }),
      BY,
    )
    car.take(office.release({ badge: '4711', lockedAt: at }), BY)
    car.take(
      office.policy({ yaml: 'form: 1', proposedBy: BY, approvedBy: { badge: 'C1', name: 'Made-up Chief' } }),
      BY,
    )
    expect(applied().map((what) => what.split(' ')[0])).toEqual(['roster', 'training', 'release', 'policy'])
    expect(audited.map(({ subject }) => subject)).toEqual([
      office.fingerprint,
      'roster 1',
      'training 1',
      'release 1',
      'policy 1',
    ])
  })

  test('is refused before the car is enrolled', () => {
    expect(refusalOf(() => car.take(office.roster(accounts), BY))).toBe("the department's key")
    expect(applied()).toEqual([])
  })

  test('that was taken before, or is older, is refused and audited', () => {
    enrol()
    const first = office.release({ badge: '4711' })
    const second = office.release({ badge: '4712' })
    car.take(second, BY)
    for (const text of [second, first]) {
      expect(refusalOf(() => car.take(text, BY))).toMatch(/a newer release file: number 2 is here already/)
    }
    expect(applied()).toHaveLength(1)
    expect(actions().slice(-2)).toEqual(['department.refused', 'department.refused'])
    expect(audited.at(-1)).toMatchObject({ subject: 'transfer', outcome: 'refused' })
    // Also over a restart, and also by the table itself.
    expect(refusalOf(() => openCar().take(second, BY))).toMatch(/number 2 is here already/)
    for (const sql of [
      'UPDATE department_bundles SET serial = 1',
      'UPDATE department_bundles SET serial = serial',
      'DELETE FROM department_bundles',
    ]) {
      expect(() => storage.db.exec(sql)).toThrow(/only rises|never forgotten/)
    }
  })

  test('of another department is refused, also under the name of this one', () => {
    enrol()
    const other = createStandInDepartment(() => storage.clock.at)
    const text = other.roster(accounts)
    expect(refusalOf(() => car.take(text, BY))).toMatch(/signed with another key/)
    const renamed = text.replace(other.fingerprint, office.fingerprint)
    expect(refusalOf(() => car.take(renamed, BY))).toMatch(/its signature does not fit/)
    expect(applied()).toEqual([])
  })

  test.each([
    ['empty', ''],
    ['no JSON', 'roster'],
    [
      'another form',
      '{"form":"lookout-bundle 2","key":"0000000000000000","payload":"{}","signature":"AA=="}',
    ],
    ['JSON of another kind', '[1,2]'],
    ['deep', '['.repeat(100_000)],
  ])('that is %s is refused', (_, text) => {
    enrol()
    expect(refusalOf(() => car.take(text, BY))).toMatch(/has another form/)
    expect(applied()).toEqual([])
  })

  test('that is larger than 8 MiB is refused unread', () => {
    enrol()
    const text = ' '.repeat(8 * 1024 * 1024 + 1)
    expect(refusalOf(() => car.take(text, BY))).toMatch(/at most 8 MiB/)
    put('large.json', text)
    expect(refusalOf(() => car.import('large.json', BY))).toMatch(/too large/)
  })

  test('that says what this version does not know is refused, though it is signed', () => {
    enrol()
    const issuedAt = storage.clock.at
    const says = (payload: unknown): string => {
      const text = typeof payload === 'string' ? payload : canonicalJson(payload)
      const signature = sign(null, Buffer.from(text), office.privateKey).toString('base64')
      return canonicalJson({ form: 'lookout-bundle 1', key: office.fingerprint, payload: text, signature })
    }
    const roster = (account: unknown) => ({
      kind: 'roster',
      serial: 1,
      issuedAt,
      body: { accounts: [account] },
    })
    for (const payload of [
      { kind: 'order', serial: 1, issuedAt, body: {} },
      { kind: 'release', serial: 0, issuedAt, body: { badge: '4711' } },
      { kind: 'release', serial: 1, issuedAt, body: { badge: '4711', until: 5 } },
      { kind: 'policy', serial: 1, issuedAt, body: { yaml: 'form: 1', proposedBy: BY, approvedBy: BY } },
      { kind: 'roster', serial: 1, issuedAt, body: { accounts: [rosterAccount(), rosterAccount()] } },
      roster(rosterAccount({ roles: ['auditor', 'operator'] })),
      roster({ ...rosterAccount(), mayNotSearch: true }),
      roster(rosterAccount({ credentials: { ...CREDENTIALS, passwordHash: 'password' } })),
      JSON.stringify({ serial: 1, kind: 'release', issuedAt, body: { badge: '4711' } }),
    ]) {
      expect(refusalOf(() => car.take(says(payload), BY))).toMatch(/a file that this version understands/)
    }
    expect(applied()).toEqual([])
    expect(
      actions()
        .slice(1)
        .every((action) => action === 'department.refused'),
    ).toBe(true)
    // The same form with nothing wrong in it is taken, so it is not the form that was refused above.
    car.take(says({ kind: 'release', serial: 1, issuedAt, body: { badge: '4711' } }), BY)
    expect(applied()).toHaveLength(1)
  })

  test('that no car would take is not signed in the first place', () => {
    const bad = rosterAccount({ roles: ['auditor', 'administrator'] })
    expect(() => office.roster([bad])).toThrow(/one person may not hold/)
  })
})

describe('2,000 changes of a signed file', () => {
  test('are never applied', () => {
    enrol()
    const text = office.roster([
      rosterAccount({ credentials: CREDENTIALS }),
      rosterAccount({ badge: '4712' }),
    ])
    const place = integer({ min: 0, max: text.length - 1 })
    const piece = oneof(
      string({ minLength: 1, maxLength: 4 }),
      constantFrom('0', '1', '"', '}', ' ', '\\u0030', '=', 'A'),
    )
    const change = oneof(
      record({ at: place, piece }).map(
        ({ at, piece }) => text.slice(0, at) + piece + text.slice(at + piece.length),
      ),
      record({ at: place, piece }).map(({ at, piece }) => text.slice(0, at) + piece + text.slice(at)),
      record({ at: place, length: integer({ min: 1, max: 40 }) }).map(
        ({ at, length }) => text.slice(0, at) + text.slice(at + length),
      ),
      record({ one: place, other: place }).map(({ one, other }) => {
        const characters = Array.from(text)
        const held = characters[one] ?? ''
        characters[one] = characters[other] ?? ''
        characters[other] = held
        return characters.join('')
      }),
      place.map((at) => {
        const bytes = Buffer.from(text)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
        return bytes.toString('utf8')
      }),
    )
    let tried = 0
    assert(
      property(change, (changed) => {
        // White space after its end is no part of a file.
        if (changed.trimEnd() === text) return
        tried += 1
        expect(() => car.take(changed, BY)).toThrow(Refused)
      }),
      { numRuns: 2000 },
    )
    expect(tried).toBeGreaterThan(1900)
    expect(applied()).toEqual([])
    expect(car.state().roster).toBeUndefined()
    car.take(text, BY)
    expect(applied()).toHaveLength(1)
  })
})

describe('all or nothing', () => {
  test('what fails while it is applied leaves nothing, and the same file is taken later', () => {
    enrol()
    put('roster.json', office.roster([rosterAccount()]))
    const failing = openCar(() => {
      throw new Error('the disk is full')
    })
    expect(() => failing.import('roster.json', BY)).toThrow('the disk is full')
    expect(applied()).toEqual([])
    expect(car.state()).toMatchObject({ files: ['roster.json'] })
    expect(car.state().roster).toBeUndefined()
    expect(audited.at(-1)).toMatchObject({ action: 'department.refused', subject: 'roster.json' })
    expect(JSON.stringify(audited)).not.toContain('disk')
    expect(car.import('roster.json', BY).roster?.serial).toBe(1)
    expect(applied()).toHaveLength(1)
  })

  test('no audit, no import', () => {
    enrol()
    const silent = createDepartment({
      repository: departmentRepository(storage.db),
      folder,
      rosterMaxAgeDays: () => 30,
      apply: {
        roster: () => storage.db.exec(`INSERT INTO applied (what) VALUES ('roster')`),
        training: () => undefined,
        release: () => undefined,
        policy: () => undefined,
        order: () => undefined,
        hotList: () => undefined,
      },
      audit: () => {
        throw new Error('the audit cannot be written')
      },
      now: () => storage.clock.at,
    })
    expect(() => silent.take(office.roster([rosterAccount()]), BY)).toThrow('the audit cannot be written')
    expect(applied()).toEqual([])
    expect(car.state().roster).toBeUndefined()
  })

  test('a file that a crash left behind after it was taken is refused and deleted', () => {
    enrol()
    const text = office.roster([rosterAccount({ credentials: CREDENTIALS })])
    car.take(text, BY)
    put('roster.json', text)
    expect(refusalOf(() => car.import('roster.json', BY))).toMatch(/number 1 is here already/)
    expect(car.state().files).toEqual([])
    expect(applied()).toHaveLength(1)
  })

  test('a file that is refused stays where it is', () => {
    enrol()
    put('roster.json', 'not signed')
    refusalOf(() => car.import('roster.json', BY))
    expect(car.state().files).toEqual(['roster.json'])
  })
})

describe('the folder', () => {
  test('only plain files of it are listed and read', () => {
    enrol()
    const outside = join(dirname(folder), 'outside.json')
    writeFileSync(outside, office.release({ badge: '4711' }))
    mkdirSync(join(folder, 'a-folder'))
    symlinkSync(outside, join(folder, 'link.json'))
    put('.hidden', 'x')
    expect(car.state().files).toEqual([])
    for (const name of ['..', '.', 'a-folder', 'link.json', '.hidden', '../outside.json', 'none.json', '']) {
      expect(refusalOf(() => car.import(name, BY))).toBe('this file in the department folder')
    }
    expect(existsSync(outside)).toBe(true)
    expect(applied()).toEqual([])
  })
})

describe('the age of the roster', () => {
  test('an enrolled car without a roster lets its own accounts in; one whose roster is past the limit says what is missing', () => {
    enrol()
    expect(car.rosterFault()).toBeUndefined()
    car.take(office.roster([rosterAccount()]), BY)
    expect(car.rosterFault()).toBeUndefined()
    storage.clock.at += 30 * DAY_MS
    expect(car.rosterFault()).toBeUndefined()
    expect(car.state().roster?.isTooOld).toBe(false)
    storage.clock.at += 1
    expect(car.rosterFault()?.missing).toBe('a roster of the last 30 days')
    expect(car.state().roster?.isTooOld).toBe(true)
    maxAgeDays = 31
    expect(car.rosterFault()).toBeUndefined()
    maxAgeDays = 30
    car.take(office.roster([rosterAccount()]), BY)
    expect(car.rosterFault()).toBeUndefined()
  })

  test('a roster that is past the limit already is not taken', () => {
    enrol()
    const issuedAt = storage.clock.at - 30 * DAY_MS - 1
    expect(refusalOf(() => car.take(office.roster([rosterAccount()], { issuedAt }), BY))).toBe(
      'a roster of the last 30 days: this one is older',
    )
    expect(applied()).toEqual([])
    // Training of that age is still true.
    car.take(office.training({ records: [], changes: [] }, { issuedAt }), BY)
    expect(applied()).toHaveLength(1)
  })

  test('a clock that is set back makes no roster younger', () => {
    enrol()
    const first = storage.clock.at
    car.take(office.roster([rosterAccount()]), BY)
    storage.clock.at = first + 31 * DAY_MS
    car.take(office.release({ badge: '4711' }), BY)
    storage.clock.at = first + 1000
    expect(car.rosterFault()?.missing).toBe('a roster of the last 30 days')
    storage.clock.at = first - 2 * DAY_MS
    expect(car.rosterFault()?.missing).toMatch(/the right time/)
  })

  test('a file from more than a day ahead is not taken', () => {
    enrol()
    const ahead = storage.clock.at + DAY_MS
    const text = office.release({ badge: '4711' }, { issuedAt: ahead + 1 })
    expect(refusalOf(() => car.take(text, BY))).toMatch(/not from the future/)
    car.take(office.release({ badge: '4711' }, { issuedAt: ahead }), BY)
    expect(applied()).toHaveLength(1)
  })
})

test('bytes that the department signed are told from all others', () => {
  const head = { device: '0123456789abcdef', counter: 17, hash: 'ab'.repeat(32) }
  const receipt = office.countersign(head)
  const bytes = Buffer.from(headText({ ...head, at: receipt.at }))
  expect(car.verifyBytes(bytes, receipt.signature)).toBe(false)
  enrol()
  expect(car.verifyBytes(bytes, receipt.signature)).toBe(true)
  expect(car.verifyBytes(Buffer.concat([bytes, Buffer.of(0)]), receipt.signature)).toBe(false)
  expect(car.verifyBytes(bytes, receipt.signature.replace(/==$/, ''))).toBe(false)
  expect(car.verifyBytes(bytes, '')).toBe(false)
  const other = createStandInDepartment(() => storage.clock.at)
  expect(car.verifyBytes(bytes, other.countersign(head).signature)).toBe(false)
})

test('a roster of 5,000 people with credentials is within the limit', () => {
  enrol()
  const accounts: RosterBody['accounts'] = Array.from({ length: 5000 }, (_, number) =>
    rosterAccount({ badge: `B${number}`, credentials: CREDENTIALS }),
  )
  const text = signBundle(office.privateKey, {
    kind: 'roster',
    serial: 9,
    issuedAt: storage.clock.at,
    body: { accounts },
  })
  car.take(text, BY)
  expect(car.state().roster?.serial).toBe(9)
})
