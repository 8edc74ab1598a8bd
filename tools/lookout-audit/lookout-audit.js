#!/usr/bin/env node
// lookout-audit verify FILE: says what of an exported Lookout audit is whole, and names the first entry that is not.
//
// One file that needs nothing but Node 18: it shares no code with Lookout, so that a mistake there does not hide itself
// here. The form of the file is described in docs/decisions/0013-audit-chain.md of Lookout.
//
// What it checks of each entry: that its line is in the canonical form, that its counter follows the one before, and
// that it holds the hash of the one before with its signature. A signature therefore vouches for every entry before it.
// The signatures of the first entry, of the last and of every 64th between are checked, and where something does not
// fit those around it, so that the right entry is named. --all-signatures checks each, on all cores.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync, realpathSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const FORM = 'lookout-audit 1'
const NO_HASH = '0'.repeat(64)
const SIGNATURE_EVERY = 64
/** A longer line is no entry: it only fills the memory. */
const MOST_LINE_BYTES = 4 * 1024 * 1024
const LINE_BEGIN = Buffer.from('{"entry":')
const LINE_MIDDLE = Buffer.from(',"signature":"')
const LINE_END = Buffer.from('"}')
/** 64 bytes in base64. */
const SIGNATURE_LENGTH = 88
/** A header has one line; one that was cut by a line end has two. */
const MOST_STRAY_LINES = 4
const WORKER_ROLE = 'lookout-audit signatures'
const BLOCK = 1024

// --- Signatures ---------------------------------------------------------------------------------------------------

/** Half the order of P-256: of the two signatures (r, s) and (r, n - s) the device writes the one with the smaller s. */
const HALF_ORDER = Buffer.from('7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8', 'hex')

/** The 64 bytes of a signature in the only form that the device writes, or undefined. */
function signatureBytes(text) {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 64 || bytes.toString('base64') !== text) return undefined
  return Buffer.compare(bytes.subarray(32), HALF_ORDER) > 0 ? undefined : bytes
}

/** OpenSSL takes the DER form faster than the plain one. */
function derOf(signature) {
  const r = derInteger(signature.subarray(0, 32))
  const s = derInteger(signature.subarray(32))
  return Buffer.concat([Buffer.from([0x30, r.length + s.length]), r, s])
}

function derInteger(bytes) {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1
  const number = bytes.subarray(start)
  const lead = number[0] >= 0x80 ? [0] : []
  return Buffer.concat([Buffer.from([0x02, number.length + lead.length, ...lead]), number])
}

function isSigned(bytes, signature, key) {
  const plain = signatureBytes(signature)
  return plain !== undefined && verify('sha256', bytes, key, derOf(plain))
}

function publicKeyOf(base64) {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
}

const fingerprintOf = (der) => createHash('sha256').update(der).digest('hex').slice(0, 16)

// --- Forms --------------------------------------------------------------------------------------------------------

/** The one text of a value: members sorted by UTF-16 code units, no spaces (RFC 8785). */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  // Node 18 has no toSorted.
  // oxlint-disable-next-line unicorn/no-array-sort
  const keys = Object.keys(value).sort()
  const members = keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

/** The value of bytes that are UTF-8, JSON and canonical; undefined if they are not. */
function readCanonical(bytes) {
  try {
    const text = bytes.toString('utf8')
    const value = JSON.parse(text)
    // Bytes that are no UTF-8 are read as another character, and are then longer or other bytes when written again.
    return canonical(value) === text && Buffer.byteLength(text) === bytes.length ? { value } : undefined
  } catch {
    return undefined
  }
}

const isText = (value) => typeof value === 'string'
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value)
const isInstant = (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
const isCounter = (value) => Number.isSafeInteger(value) && value > 0

const ENTRY_FIELDS = {
  form: (value) => value === 1,
  counter: isCounter,
  at: isInstant,
  gpsAt: (value) => value === undefined || isInstant(value),
  device: (value) => isText(value) && /^[0-9a-f]{16}$/.test(value),
  policy: isText,
  session: (value) => value === undefined || isText(value),
  badge: isText,
  name: isText,
  action: isText,
  subject: isText,
  outcome: (value) => value === 'done' || value === 'refused' || value === 'failed',
  plate: (value) => value === undefined || (isText(value) && /^[0-9a-f]{32}$/.test(value)),
  reason: (value) => value === undefined || isText(value),
  caseNumber: (value) => value === undefined || isText(value),
  detail: (value) => value !== undefined,
  previous: isHash,
}
const ENTRY_CHECKS = Object.entries(ENTRY_FIELDS)

function isEntry(value) {
  if (!isObject(value)) return false
  if (!ENTRY_CHECKS.every(([field, isGood]) => isGood(value[field]))) return false
  return Object.keys(value).every((field) => Object.hasOwn(ENTRY_FIELDS, field))
}

/** Cuts a line into the entry's bytes and its signature, by their places: nothing but these may stand in it. */
function cutLine(line) {
  const signatureAt = line.length - LINE_END.length - SIGNATURE_LENGTH
  const middleAt = signatureAt - LINE_MIDDLE.length
  if (middleAt <= LINE_BEGIN.length) return undefined
  const isForm =
    line.subarray(0, LINE_BEGIN.length).equals(LINE_BEGIN) &&
    line.subarray(middleAt, signatureAt).equals(LINE_MIDDLE) &&
    line.subarray(-LINE_END.length).equals(LINE_END)
  if (!isForm) return undefined
  return {
    bytes: line.subarray(LINE_BEGIN.length, middleAt),
    signature: line.toString('latin1', signatureAt, signatureAt + SIGNATURE_LENGTH),
  }
}

function readHeader(line) {
  const read = readCanonical(line)
  return read !== undefined && isObject(read.value) && read.value.form === FORM ? read.value : undefined
}

const HEADER_FIELDS = new Set([
  'form',
  'device',
  'publicKey',
  'from',
  'to',
  'entries',
  'head',
  'countersigned',
])

/** Why the header is not whole, or undefined. */
function headerFault(header) {
  const { signature, ...rest } = header
  const { device, publicKey, from, to, entries, head, countersigned } = rest
  const isForm =
    isText(signature) &&
    isText(publicKey) &&
    isText(device) &&
    isText(from) &&
    isText(to) &&
    isCounter(entries) &&
    isObject(head) &&
    isCounter(head.counter) &&
    isHash(head.hash) &&
    Object.keys(rest).every((field) => HEADER_FIELDS.has(field))
  if (!isForm) return 'it is not of the form of a header'
  const key = publicKeyOf(publicKey)
  if (key === undefined) return 'its public key is none of P-256'
  const der = key.export({ type: 'spki', format: 'der' })
  if (der.toString('base64') !== publicKey || fingerprintOf(der) !== device) {
    return 'its device is not the one of its public key'
  }
  if (!isSigned(Buffer.from(canonical(rest)), signature, key)) return 'it is not as the device signed it'
  if (head.counter !== entries) return 'its number of entries is not the counter of its newest one'
  if (countersigned !== undefined) {
    const { counter, hash, at } = isObject(countersigned) ? countersigned : {}
    if (
      !isCounter(counter) ||
      !isHash(hash) ||
      !Number.isSafeInteger(at) ||
      !isText(countersigned.signature)
    ) {
      return 'what it says of the countersigned head is not of the form'
    }
    if (counter > entries) return 'the department countersigned a later entry than it has'
  }
  return undefined
}

// --- The check ----------------------------------------------------------------------------------------------------

const NOT_SIGNED = 'it is not as the device signed it'

/**
 * Checks entries as they come. `submit` is given each signature where others check all of them; without it the usual
 * ones are checked here.
 */
function createChainCheck({ key, device, countersigned, submit }) {
  let counter = 0
  let previous = NO_HASH
  let first
  let last
  let checked = 0
  /** Entries since the last one whose signature holds. */
  let pending = []

  const isWhole = (entry) => {
    checked += 1
    return isSigned(entry.bytes, entry.signature, key)
  }

  /** The entry at which something was noticed, unless one before it was not signed as it is. */
  function firstNotWhole(noticed) {
    const broken = pending.find((entry) => !isWhole(entry))
    return broken === undefined ? noticed : { counter: broken.counter, at: broken.at, why: NOT_SIGNED }
  }

  /** Why a line does not belong here, or its entry. */
  function look(line) {
    const cut = cutLine(line)
    const read = cut && readCanonical(cut.bytes)
    if (read === undefined) return { why: 'its line is not in the canonical form' }
    const { value } = read
    if (!isEntry(value)) return { why: 'it is not of the form of an entry', at: value?.at }
    const entry = { ...cut, counter: value.counter, at: value.at }
    if (signatureBytes(cut.signature) === undefined) {
      return { why: 'its signature is not in the form that the device writes', at: value.at }
    }
    const why = misfitOf(value)
    if (why === undefined) return { entry }
    // Taken out, put in or put elsewhere, but as it was written; or changed, which its signature shows.
    return { why: isWhole(entry) ? why : `${NOT_SIGNED} (${why})`, at: value.at }
  }

  function misfitOf(value) {
    if (value.counter > counter + 1) return `it is missing: entry ${value.counter} comes in its place`
    if (value.counter <= counter) return `entry ${value.counter} stands in its place, a second time`
    if (value.device !== device) return `it is of another device, ${value.device}`
    return value.previous === previous ? undefined : 'it does not follow the entry before it'
  }

  return {
    /** The first entry that is not whole, once one is noticed. */
    take(line) {
      const { entry, why, at } = look(line)
      if (entry === undefined) return firstNotWhole({ counter: counter + 1, at, why })
      counter = entry.counter
      first ??= entry
      last = entry
      previous = createHash('sha256').update(entry.bytes).update(`.${entry.signature}`).digest('hex')
      if (countersigned?.counter === counter && countersigned.hash !== previous) {
        return firstNotWhole({
          counter,
          at: entry.at,
          why: 'it is not the entry that the department countersigned',
        })
      }
      if (submit !== undefined) {
        submit(entry)
        return undefined
      }
      pending.push(entry)
      if (counter % SIGNATURE_EVERY !== 1) return undefined
      return this.settle()
    },

    /** Checks the newest signature, which vouches for all before it. */
    settle() {
      const newest = pending.at(-1)
      if (newest === undefined) return undefined
      if (!isWhole(newest)) return firstNotWhole({ counter: newest.counter, at: newest.at, why: NOT_SIGNED })
      pending = []
      return undefined
    },

    /** What was read must be what the header says. */
    end(header) {
      const { entries, head, from, to } = header
      if (counter < entries) {
        return firstNotWhole({
          counter: counter + 1,
          why: `it is missing: the header says that there are ${entries}`,
        })
      }
      const settled = this.settle()
      if (settled !== undefined) return settled
      if (head.hash !== previous || from !== first?.at || to !== last?.at) {
        return { header: true, why: 'it is not of these entries' }
      }
      return undefined
    },

    state: () => ({ counter, checked, from: first?.at, to: last?.at }),
  }
}

/** Lines of a file without their line ends. The last is not `isEnded` where the file stops in the middle of it. */
async function* linesOf(chunks) {
  let rest = []
  let length = 0
  for await (const chunk of chunks) {
    let from = 0
    for (;;) {
      const end = chunk.indexOf(0x0a, from)
      if (end < 0) break
      const part = chunk.subarray(from, end)
      yield { line: rest.length === 0 ? part : Buffer.concat([...rest, part]), isEnded: true }
      rest = []
      length = 0
      from = end + 1
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from))
      length += chunk.length - from
    }
    if (length > MOST_LINE_BYTES) break
  }
  if (rest.length > 0) yield { line: Buffer.concat(rest), isEnded: false }
}

/**
 * Checks an export, given as chunks of bytes. Answers { isReadable: false, why } for what is none; else { isWhole,
 * header, entries, signatures, fault }, where the fault has the counter of the first entry that is not whole, or
 * `header: true`.
 */
export async function verifyChunks(chunks, { deviceKey, departmentKey, threads } = {}) {
  let header
  let check
  let pool
  let fault
  let strayLines = 0
  try {
    for await (const { line, isEnded } of linesOf(chunks)) {
      if (strayLines > 0) {
        // Entries behind a first line that is no header: an export whose header was changed.
        if (cutLine(line) !== undefined) return damagedHeader()
        if ((strayLines += 1) > MOST_STRAY_LINES) break
        continue
      }
      if (header === undefined) {
        header = readHeader(line)
        if (header === undefined) {
          strayLines = 1
          continue
        }
        fault = beginFault(header, { deviceKey, departmentKey })
        if (fault !== undefined) break
        if (threads !== undefined) pool = createPool(header.publicKey, threads)
        check = createChainCheck({
          key: publicKeyOf(header.publicKey),
          device: header.device,
          countersigned: header.countersigned,
          submit: pool && ((entry) => pool.submit(entry)),
        })
        continue
      }
      const { counter } = check.state()
      if (!isEnded) fault = check.take(Buffer.alloc(0))
      else if (counter === header.entries) fault = afterEnd(counter)
      else fault = check.take(line)
      if (fault !== undefined) break
      if (pool !== undefined) {
        fault = await pool.pause()
        if (fault !== undefined) break
      }
    }
    if (header === undefined) return { isReadable: false, why: 'it is not an export of an audit of Lookout' }
    if (fault === undefined) fault = check.end(header)
    if (pool !== undefined) {
      const found = await pool.drain()
      if (found !== undefined && (fault?.counter === undefined || found.counter <= fault.counter))
        fault = found
    }
    const { counter = 0, checked = 0, from, to } = check?.state() ?? {}
    const signatures = checked + (pool?.count() ?? 0)
    return {
      isReadable: true,
      isWhole: fault === undefined,
      header,
      entries: counter,
      from,
      to,
      signatures,
      fault,
    }
  } finally {
    await pool?.close()
  }
}

const afterEnd = (counter) => ({ counter: counter + 1, why: 'the header knows of no such entry' })

function damagedHeader() {
  const fault = { header: true, why: 'its line is not in the canonical form' }
  return { isReadable: true, isWhole: false, entries: 0, signatures: 0, fault }
}

function beginFault(header, { deviceKey, departmentKey }) {
  const why = headerFault(header) ?? keyFault(header, deviceKey, departmentKey)
  return why === undefined ? undefined : { header: true, why }
}

function keyFault({ publicKey, device, countersigned }, deviceKey, departmentKey) {
  if (deviceKey !== undefined) {
    const given = deviceKey.export({ type: 'spki', format: 'der' })
    if (given.toString('base64') !== publicKey) return 'it is of another device than the given key'
  }
  if (departmentKey !== undefined && countersigned !== undefined) {
    const { counter, hash, at, signature } = countersigned
    const text = canonical({ form: 'lookout-audit-head 1', device, counter, hash, at })
    if (!verify(null, Buffer.from(text), departmentKey, Buffer.from(signature, 'base64'))) {
      return 'its countersigned head is not signed by the given department'
    }
  }
  return undefined
}

export async function verifyFile(file, options) {
  return await verifyChunks(createReadStream(file, { highWaterMark: 1024 * 1024 }), options)
}

// --- All signatures, on all cores ---------------------------------------------------------------------------------

/** Workers that check blocks of signatures; few blocks wait at a time, so that memory stays small. */
function createPool(publicKey, threads) {
  const workers = Array.from({ length: threads }, () => {
    return new Worker(new URL(import.meta.url), { workerData: { role: WORKER_ROLE, publicKey } })
  })
  let block = []
  let next = 0
  let waiting = 0
  let sent = 0
  let first
  let failure
  let wake
  for (const worker of workers) {
    worker.on('message', (found) => {
      waiting -= 1
      if (found !== null && (first === undefined || found.counter < first.counter)) {
        first = { ...found, why: NOT_SIGNED }
      }
      wake?.()
    })
    worker.on('error', (error) => {
      failure = error
      wake?.()
    })
  }

  function flush() {
    if (block.length === 0) return
    const bytes = Buffer.concat(block.map((entry) => entry.bytes))
    const entries = block.map(({ bytes: { length }, signature, counter, at }) => [
      length,
      signature,
      counter,
      at,
    ])
    const copy = new Uint8Array(bytes)
    workers[next % workers.length].postMessage({ bytes: copy, entries }, [copy.buffer])
    next += 1
    waiting += 1
    block = []
  }

  async function until(isDone) {
    while (!isDone()) {
      if (failure !== undefined) throw failure
      await new Promise((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    submit(entry) {
      block.push(entry)
      sent += 1
      if (block.length >= BLOCK) flush()
    },
    /** Waits while much is under way; answers what was found so far. */
    async pause() {
      if (waiting > workers.length * 4) await until(() => waiting <= workers.length * 2)
      return first
    },
    async drain() {
      flush()
      await until(() => waiting === 0)
      return first
    },
    count: () => sent,
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  }
}

function checkBlocks() {
  const key = publicKeyOf(workerData.publicKey)
  parentPort.on('message', ({ bytes, entries }) => {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let from = 0
    let found = null
    for (const [length, signature, counter, at] of entries) {
      if (!isSigned(all.subarray(from, from + length), signature, key)) {
        found = { counter, at }
        break
      }
      from += length
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
    parentPort.postMessage(found)
  })
}

// --- The command --------------------------------------------------------------------------------------------------

const USAGE = `lookout-audit verify FILE [--all-signatures] [--key FILE]...

Says what of an exported audit is whole, and names the first entry that is not.

  --all-signatures  checks the signature of every entry, on all cores
  --key FILE        a public key (PEM) that was not in the export: the device's, as the department holds it, or the
                    department's own, by which it countersigned a head

Ends with 0 if all is whole, 1 if it is not, 2 if it cannot be read.
`

function readArguments(words) {
  const [command, ...rest] = words
  const options = { keys: [], isAll: false, file: undefined }
  if (command !== 'verify') return undefined
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at]
    if (word === '--all-signatures') options.isAll = true
    else if (word === '--key' && rest[at + 1] !== undefined) options.keys.push(rest[(at += 1)])
    else if (word.startsWith('--') || options.file !== undefined) return undefined
    else options.file = word
  }
  return options.file === undefined ? undefined : options
}

function readKeys(files) {
  const keys = {}
  for (const file of files) {
    const key = createPublicKey(readFileSync(file))
    if (key.asymmetricKeyType === 'ed25519') keys.departmentKey = key
    else if (key.asymmetricKeyType === 'ec') keys.deviceKey = key
    else throw new Error(`${file} holds neither a device's key (P-256) nor a department's (Ed25519).`)
  }
  return keys
}

const say = (line) => process.stdout.write(`${line}\n`)

function report({ isWhole, header, entries, from, to, signatures, fault }, { isAll, keys }) {
  if (!isWhole) {
    const { counter, at, why } = fault
    say(
      fault.header
        ? `NOT WHOLE: the header: ${why}.`
        : `NOT WHOLE: the first entry that is not whole is entry ${counter}${at === undefined ? '' : `, ${at}`}: ${why}.`,
    )
    // Later entries may be as they were written; what they say of the time before this one cannot be relied on.
    if (counter > 1) say(`Whole before it: entries 1 to ${counter - 1}.`)
    return 1
  }
  say(
    `WHOLE: ${entries} ${entries === 1 ? 'entry' : 'entries'} of device ${header.device}, ${from} to ${to}.`,
  )
  say(
    isAll
      ? `Every hash, link, counter and line fits, and all ${signatures} signatures hold.`
      : `Every hash, link, counter and line fits; ${signatures} signatures were checked, and the last one vouches for all before it.`,
  )
  if (header.countersigned === undefined) {
    say(
      'No head is countersigned: entries cut off at the end together with their header would not be missed.',
    )
  } else {
    const { counter, at } = header.countersigned
    const proof =
      keys.departmentKey === undefined
        ? 'as the header says; give --key to prove it'
        : 'proved by the given key'
    say(`Countersigned up to entry ${counter} on ${new Date(at).toISOString()}, ${proof}.`)
  }
  if (keys.deviceKey === undefined) {
    say(
      `Compare ${header.device} with the fingerprint that the department holds for this car, or give its key by --key.`,
    )
  }
  return 0
}

async function main(words) {
  const options = readArguments(words)
  if (options === undefined) {
    process.stderr.write(USAGE)
    return 2
  }
  try {
    const keys = readKeys(options.keys)
    const threads = options.isAll ? Math.max(1, cpus().length) : undefined
    const result = await verifyFile(options.file, { ...keys, threads })
    if (result.isReadable) return report(result, { isAll: options.isAll, keys })
    process.stderr.write(`${options.file} cannot be read: ${result.why}.\n`)
  } catch (error) {
    process.stderr.write(
      `${options.file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    )
  }
  return 2
}

if (!isMainThread && workerData?.role === WORKER_ROLE) {
  checkBlocks()
} else if (process.argv[1] !== undefined && isThisFile(process.argv[1])) {
  process.exitCode = await main(process.argv.slice(2))
}

/** npx starts a link to this file. */
function isThisFile(path) {
  try {
    return realpathSync(path) === fileURLToPath(import.meta.url)
  } catch {
    return false
  }
}
