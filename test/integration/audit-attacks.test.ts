// Attacks on the audit: on an exported file, by SQL, and around the database's own guards.
import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { headText } from '#shared/domain/audit.ts'
import { verifyBytes, verifyFile, VERIFIER, type Verification } from '../support/audit/lookout-audit.ts'
import { makeChain, writeEntries, type MadeChain } from '../support/audit/made-chain.ts'

let chain: MadeChain
beforeEach(() => {
  chain = makeChain()
})
afterEach(() => chain.close())

async function exported(entries: number): Promise<Buffer> {
  chain.db.transaction(() => writeEntries(chain, entries - 2))()
  const { file, entries: count } = await chain.audit.export()
  expect(count).toBe(entries)
  return readFileSync(file)
}

const named = ({ fault }: Verification): string =>
  fault === undefined ? 'nothing' : fault.header === true ? 'header' : `entry ${fault.counter}`

/** Which line each byte belongs to: the header, or an entry by its counter. */
function ownersOf(bytes: Buffer): string[] {
  let line = 0
  return [...bytes].map((byte) => {
    const owner = line === 0 ? 'header' : `entry ${line}`
    if (byte === 0x0a) line += 1
    return owner
  })
}

const linesOf = (bytes: Buffer): string[] => bytes.toString().trimEnd().split('\n')
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`)

describe('changed bytes', () => {
  test('every byte of a small chain, whatever it becomes, is found and named', async () => {
    const bytes = await exported(12)
    expect(await verifyBytes(bytes)).toMatchObject({ isReadable: true, isWhole: true, entries: 12 })
    const owners = ownersOf(bytes)
    const wrong: string[] = []
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      // The next value, and in turn another bit, a line end, and no UTF-8 at all.
      for (const value of new Set([(byte + 1) & 0xff, [byte ^ 0x80, 0x0a, 0xff][at % 3] ?? 0])) {
        if (value === byte) continue
        const changed = Buffer.from(bytes)
        changed[at] = value
        const found = named(await verifyBytes(changed))
        if (found !== owners[at]) wrong.push(`byte ${at} of ${owners[at]} to ${value}: ${found}`)
      }
    }
    expect(wrong).toEqual([])
    expect(bytes.length).toBeGreaterThan(6000)
  }, 300_000)

  test('50 bytes taken at random of a chain of 20,000 entries are found and named, one by one', async () => {
    const bytes = await exported(20_000)
    const owners: { readonly from: number; readonly owner: string }[] = [{ from: 0, owner: 'header' }]
    for (let at = bytes.indexOf(0x0a); at >= 0 && at < bytes.length - 1; at = bytes.indexOf(0x0a, at + 1)) {
      owners.push({ from: at + 1, owner: `entry ${owners.length}` })
    }
    expect(owners).toHaveLength(20_001)
    const random = randomNumbers(5)
    const wrong: string[] = []
    for (let round = 0; round < 50; round += 1) {
      const at = Math.floor(random() * bytes.length)
      const byte = bytes[at] ?? 0
      const value = (byte + 1 + Math.floor(random() * 255)) & 0xff
      const owner = owners.findLast(({ from }) => from <= at)?.owner
      bytes[at] = value
      const found = named(await verifyBytes(bytes))
      bytes[at] = byte
      if (found !== owner) wrong.push(`byte ${at} of ${owner} from ${byte} to ${value}: ${found}`)
    }
    expect(wrong).toEqual([])
    expect(await verifyBytes(bytes)).toMatchObject({ isWhole: true, entries: 20_000 })
  }, 300_000)

  test('all signatures: the worker threads find the same, and a signature that only they look at', async () => {
    const bytes = await exported(3000)
    const file = join(chain.folder, 'changed.jsonl')
    writeFileSync(file, bytes)
    expect(await verifyFile(file, { threads: 2 })).toMatchObject({ isWhole: true, signatures: 3000 })
    const lines = linesOf(bytes)
    for (const counter of [1, 2, 1500, 2999, 3000]) {
      const changed = [...lines]
      changed[counter] = (changed[counter] ?? '').replace('"name":"', '"name":"x')
      writeFileSync(file, bytesOf(changed))
      expect(named(await verifyFile(file, { threads: 2 }))).toBe(`entry ${counter}`)
      expect(named(await verifyFile(file))).toBe(`entry ${counter}`)
    }
  })

  test('the other signature that can be made of a valid one is found', async () => {
    const lines = linesOf(await exported(5))
    for (const counter of [3, 5]) {
      const changed = [...lines]
      changed[counter] = (changed[counter] ?? '').replace(/"([^"]{88})"}$/, (_, signature: string) => {
        return `"${mirrored(signature)}"}`
      })
      expect(named(await verifyBytes(bytesOf(changed)))).toBe(`entry ${counter}`)
    }
  })
})

describe('entries taken out, put in, put elsewhere', () => {
  test('each is named where it is noticed', async () => {
    const lines = linesOf(await exported(200))
    const [header = '', ...entries] = lines
    const at = (counter: number): string => entries[counter - 1] ?? ''
    const cases: [string, string[], string][] = [
      ['one taken out', entries.toSpliced(99, 1), 'entry 100'],
      ['the first taken out', entries.slice(1), 'entry 1'],
      ['two swapped', entries.toSpliced(99, 2, at(101), at(100)), 'entry 100'],
      ['one repeated', entries.toSpliced(100, 0, at(100)), 'entry 101'],
      ['an earlier one put in', entries.toSpliced(150, 0, at(20)), 'entry 151'],
      ['one in the place of another', entries.toSpliced(149, 1, at(20)), 'entry 150'],
      ['the end cut off', entries.slice(0, 120), 'entry 121'],
      ['all but the header cut off', [], 'entry 1'],
      ['one more at the end', [...entries, at(200)], 'entry 201'],
    ]
    for (const [what, changed, owner] of cases) {
      expect([what, named(await verifyBytes(bytesOf([header, ...changed])))]).toEqual([what, owner])
    }
  })

  test('a file cut off in the middle of a line, and one without its last line end', async () => {
    const bytes = await exported(12)
    expect(named(await verifyBytes(bytes.subarray(0, -1)))).toBe('entry 12')
    expect(named(await verifyBytes(bytes.subarray(0, -300)))).toBe('entry 12')
  })

  test('an end cut off with a header that fits is found: the header is signed', async () => {
    const lines = linesOf(await exported(12))
    const shorter = await exportOfFirst(lines, 9)
    expect(named(await verifyBytes(bytesOf(shorter)))).toBe('header')
  })

  test('an older export is whole in itself: only a later head that the department holds shows that it is short', async () => {
    const older = await exported(12)
    writeEntries(chain, 5)
    expect(await verifyBytes(older)).toMatchObject({ isWhole: true, entries: 12 })
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    countersign(privateKey)
    const { file } = await chain.audit.export()
    expect(await verifyFile(file, { departmentKey: publicKey })).toMatchObject({ isWhole: true, entries: 18 })
    expect(await verifyFile(file, { departmentKey: generateKeyPairSync('ed25519').publicKey })).toMatchObject(
      {
        isWhole: false,
        fault: { header: true },
      },
    )
  })

  test('a chain that another device made whole is not taken for this one', async () => {
    const bytes = await exported(12)
    const header: { publicKey: string } = JSON.parse(linesOf(bytes)[0] ?? '')
    const own = createPublicKey({ key: Buffer.from(header.publicKey, 'base64'), format: 'der', type: 'spki' })
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey
    expect(await verifyBytes(bytes, { deviceKey: own })).toMatchObject({ isWhole: true })
    expect(named(await verifyBytes(bytes, { deviceKey: other }))).toBe('header')
  })
})

describe('in the database', () => {
  test('UPDATE, DELETE and every way to replace a row are refused', () => {
    writeEntries(chain, 5)
    const { db } = chain
    const before = db.prepare('SELECT * FROM audit_entries').all()
    const attacks = [
      `UPDATE audit_entries SET entry = json_set(entry, '$.name', 'Nobody') WHERE counter = 3`,
      'UPDATE audit_entries SET counter = 99 WHERE counter = 7',
      'DELETE FROM audit_entries WHERE counter = 7',
      'DELETE FROM audit_entries',
      `INSERT OR REPLACE INTO audit_entries (counter, entry, signature) SELECT counter, entry, '' FROM audit_entries WHERE counter = 3`,
      `INSERT INTO audit_entries (counter, entry, signature) SELECT counter, entry, '' FROM audit_entries WHERE counter = 3
         ON CONFLICT DO UPDATE SET signature = ''`,
      `INSERT OR IGNORE INTO audit_entries (counter, entry, signature) VALUES (99, '{"counter":99}', '')`,
      `REPLACE INTO audit_entries (counter, entry, signature) VALUES (-1, '{"counter":-1}', '')`,
    ]
    for (const attack of attacks) expect(() => db.exec(attack), attack).toThrow(/audit/)
    expect(db.prepare('SELECT * FROM audit_entries').all()).toEqual(before)
  })

  test('what is changed around the triggers is found by the check of the chain', async () => {
    writeEntries(chain, 300)
    expect(await chain.audit.verify()).toEqual({ isWhole: true, entries: 302 })
    const attacks: [string, number][] = [
      [`UPDATE audit_entries SET entry = json_set(entry, '$.name', 'Nobody') WHERE counter = 150`, 150],
      [`UPDATE audit_entries SET entry = replace(entry, '"done"', '"refused"') WHERE counter = 302`, 302],
      [`UPDATE audit_entries SET entry = entry || ' ' WHERE counter = 77`, 77],
      [
        `UPDATE audit_entries SET signature = (SELECT signature FROM audit_entries WHERE counter = 8) WHERE counter = 9`,
        9,
      ],
      ['DELETE FROM audit_entries WHERE counter = 200', 200],
      ['DELETE FROM audit_entries WHERE counter = 1', 1],
      ['DELETE FROM audit_entries WHERE counter > 290', 291],
      ['DELETE FROM audit_entries', 1],
      [
        `CREATE TEMP TABLE moved AS SELECT * FROM audit_entries WHERE counter IN (20, 21);
         UPDATE audit_entries SET signature = (SELECT signature FROM moved WHERE moved.counter = 41 - audit_entries.counter),
           entry = (SELECT json_set(entry, '$.counter', audit_entries.counter) FROM moved
             WHERE moved.counter = 41 - audit_entries.counter)
         WHERE counter IN (20, 21); DROP TABLE moved`,
        20,
      ],
    ]
    for (const [attack, counter] of attacks) {
      chain.db.exec('SAVEPOINT attack')
      for (const trigger of ['grow', 'stay', 'are_kept'])
        chain.db.exec(`DROP TRIGGER audit_entries_${trigger}`)
      chain.db.exec(attack)
      expect([attack, await chain.audit.verify()]).toMatchObject([
        attack,
        { isWhole: false, first: { counter } },
      ])
      chain.db.exec('ROLLBACK TO attack; RELEASE attack')
    }
    expect(await chain.audit.verify()).toEqual({ isWhole: true, entries: 302 })
  })

  test('a chain that is written anew with the device key is found by the countersigned head', async () => {
    writeEntries(chain, 10)
    const { privateKey } = generateKeyPairSync('ed25519')
    countersign(privateKey)
    chain.db.exec(`DROP TRIGGER audit_entries_are_kept; DELETE FROM audit_entries`)
    chain.reopen()
    writeEntries(chain, 20)
    expect(await chain.audit.verify()).toMatchObject({
      isWhole: false,
      first: { counter: 12, why: expect.stringContaining('countersigned') },
    })
  })
})

describe('the command', () => {
  test('says what is whole, what is not, and ends with 0, 1 and 2', async () => {
    const bytes = await exported(12)
    const file = join(chain.folder, 'export.jsonl')
    const run = (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFIER, ...words], {
        encoding: 'utf8',
      })
      return { status, text: `${stdout}${stderr}` }
    }
    writeFileSync(file, bytes)
    const whole = run('verify', file)
    expect(whole).toMatchObject({
      status: 0,
      text: expect.stringMatching(/^WHOLE: 12 entries of device [0-9a-f]{16}/),
    })
    expect(run('verify', file, '--all-signatures')).toMatchObject({
      status: 0,
      text: expect.stringContaining('all 12 signatures hold'),
    })
    writeFileSync(file, bytes.toString().replace('Patrol one', 'Patrol two'))
    expect(run('verify', file)).toMatchObject({
      status: 1,
      text: expect.stringMatching(
        /^NOT WHOLE: the first entry that is not whole is entry 3, 2026-01-05T08:00:01\.000Z: .*\nWhole before it: entries 1 to 2\.\n$/,
      ),
    })
    expect(run('verify', join(chain.folder, 'none.jsonl')).status).toBe(2)
    writeFileSync(file, 'plate,state\nAB12345,IL\n')
    expect(run('verify', file)).toMatchObject({ status: 2, text: expect.stringContaining('not an export') })
    expect(run('check', file).status).toBe(2)
  })
})

function countersign(privateKey: Parameters<typeof sign>[2] & object): void {
  const head = chain.audit.head()
  if (head === undefined) throw new Error('The chain has no head.')
  const at = chain.setting.at + 500
  const { device, counter, hash } = head
  const signature = sign(null, Buffer.from(headText({ device, counter, hash, at })), privateKey)
  const publicKey = createPublicKey(privateKey as Parameters<typeof createPublicKey>[0])
  chain.audit.countersign({ counter, hash, at, signature: signature.toString('base64') }, (bytes) =>
    verify(null, bytes, publicKey, signature),
  )
}

/** An export of the first entries with a header that says so; only its signature cannot be made. */
async function exportOfFirst(lines: readonly string[], count: number): Promise<string[]> {
  const kept = lines.slice(1, count + 1)
  const last: { entry: { at: string } } = JSON.parse(kept.at(-1) ?? '')
  const next: { entry: { previous: string } } = JSON.parse(lines[count + 1] ?? '')
  const header: Record<string, unknown> = JSON.parse(lines[0] ?? '')
  // Members in their canonical order already: values change, names do not.
  const forged = {
    ...header,
    entries: count,
    head: { counter: count, hash: next.entry.previous },
    to: last.entry.at,
  }
  return [JSON.stringify(forged), ...kept]
}

/** (r, n - s) of (r, s): it holds as well, but the device does not write it. */
function mirrored(signature: string): string {
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
  const bytes = Buffer.from(signature, 'base64')
  const s = order - BigInt(`0x${bytes.toString('hex', 32)}`)
  Buffer.from(s.toString(16).padStart(64, '0'), 'hex').copy(bytes, 32)
  return bytes.toString('base64')
}

/** A fixed sequence: a test that fails fails again. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
