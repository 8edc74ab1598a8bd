#!/usr/bin/env node
// lookout-evidence open FILE: opens a sealed package of a Lookout department server, evidence or a share.
// lookout-evidence verify DIR|ZIP: says whether what was opened is whole and as the department signed it.
//
// One file that needs nothing but Node 18: it shares no code with Lookout, so that a mistake there does not hide itself
// here. The forms are described in docs/decisions/0021-packages.md of Lookout.
import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  pbkdf2Sync,
  verify,
} from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is wrong with a package, in words for a person. */
class Fault extends Error {}

// --- The sealed file ----------------------------------------------------------------------------------------------

const MAGIC = Buffer.from('lookout-sealed 1')
const BY_KEY = 1
const BY_PASSPHRASE = 2
const POINT = 65
const SALT = 32
const TAG = 16
const CHUNK = 65_536 + TAG
const ITERATIONS = 600_000

/** What was sealed. Nothing is given out before all of it is authenticated. */
export function openSealed(sealed, { privateKey, passphrase }) {
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw new Fault('it is no sealed package of Lookout')
  const mode = sealed[MAGIC.length]
  const rest = sealed.subarray(MAGIC.length + 1)
  if (mode === BY_KEY && privateKey === undefined) throw new Fault('it is sealed for a key: give it by --key')
  if (mode === BY_PASSPHRASE && passphrase === undefined) {
    throw new Fault('it is sealed with a passphrase: give it by --passphrase-file')
  }
  if (mode !== BY_KEY && mode !== BY_PASSPHRASE) throw new Fault('it was changed')
  const restBytes = mode === BY_KEY ? POINT + SALT : 4 + SALT
  if (rest.length < restBytes + TAG) throw new Fault('it was cut')
  const header = sealed.subarray(0, MAGIC.length + 1 + restBytes)
  const key =
    mode === BY_KEY
      ? keyByAgreement(rest.subarray(0, POINT), rest.subarray(POINT, POINT + SALT), privateKey)
      : keyByPassphrase(rest.readUInt32BE(0), rest.subarray(4, 4 + SALT), passphrase)
  const body = sealed.subarray(header.length)
  const chunks = []
  for (let at = 0, number = 0; at < body.length; at += CHUNK, number += 1) {
    const end = Math.min(at + CHUNK, body.length)
    const chunk = body.subarray(at, end)
    chunks.push(openChunk(key, header, chunk, number, end === body.length))
    if (end === body.length && chunk.length === TAG && number > 0) throw new Fault('it was changed')
  }
  return Buffer.concat(chunks)
}

function keyByAgreement(point, salt, privateKey) {
  if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new Fault('the given key is none of the curve P-256')
  }
  let secret
  try {
    const x = point.subarray(1, 33).toString('base64url')
    const y = point.subarray(33).toString('base64url')
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    secret = point[0] === 4 ? diffieHellman({ privateKey, publicKey }) : undefined
  } catch {
    secret = undefined
  }
  if (secret === undefined) throw new Fault('it was changed')
  const own = createPublicKey(privateKey).export({ format: 'jwk' })
  const info = Buffer.concat([
    MAGIC,
    point,
    Buffer.from([4]),
    Buffer.from(own.x, 'base64url'),
    Buffer.from(own.y, 'base64url'),
  ])
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
}

function keyByPassphrase(iterations, salt, passphrase) {
  if (iterations !== ITERATIONS) throw new Fault('it was changed')
  return pbkdf2Sync(passphrase.normalize('NFC'), salt, ITERATIONS, 32, 'sha256')
}

function openChunk(key, header, chunk, number, isLast) {
  const end = chunk.length - TAG
  if (end < 0) throw new Fault('it was cut')
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce[11] = isLast ? 1 : 0
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  decipher.setAAD(header)
  decipher.setAuthTag(chunk.subarray(end))
  const plain = decipher.update(chunk.subarray(0, end))
  try {
    decipher.final()
  } catch {
    throw new Fault(
      number === 0
        ? 'the key or the passphrase is another one, or the file was changed'
        : 'it was cut or changed behind its beginning',
    )
  }
  return plain
}

// --- The archive --------------------------------------------------------------------------------------------------

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const LOCAL_BYTES = 30
const DESCRIPTOR_BYTES = 16
const CENTRAL_BYTES = 46
const END_BYTES = 22
/** 1980-01-01 00:00, as every file has it. */
const NO_TIME = 0x00210000
/** Names that mean one place only, inside of the folder that they are written to. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/

const FOREIGN =
  'it is no archive as Lookout writes it (if it was packed anew, unpack it and check the folder)'

function must(isSo) {
  if (!isSo) throw new Fault(FOREIGN)
}

/**
 * The files of an archive in the one form that Lookout writes: stored, no gaps, nothing behind or between, every field
 * with the value that it must have. So every byte of it is either content that a hash stands for, or is checked here.
 */
export function readZip(zip) {
  const end = zip.length - END_BYTES
  must(end >= 0 && zip.readUInt32LE(end) === END)
  const count = zip.readUInt16LE(end + 8)
  const size = zip.readUInt32LE(end + 12)
  let central = zip.readUInt32LE(end + 16)
  must(
    zip.readUInt32LE(end + 4) === 0 &&
      zip.readUInt16LE(end + 10) === count &&
      zip.readUInt16LE(end + 20) === 0,
  )
  must(central + size === end)
  const directory = central
  const files = new Map()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    must(central + CENTRAL_BYTES <= end && zip.readUInt32LE(central) === CENTRAL)
    const nameBytes = zip.readUInt16LE(central + 28)
    const name = zip.toString('latin1', central + CENTRAL_BYTES, central + CENTRAL_BYTES + nameBytes)
    const crc = zip.readUInt32LE(central + 16)
    const length = zip.readUInt32LE(central + 24)
    // Made by 2.0, needs 2.0; a descriptor behind the content; stored; no time.
    must(zip.readUInt32LE(central + 4) === 0x00140014 && zip.readUInt32LE(central + 8) === 8)
    must(zip.readUInt32LE(central + 12) === NO_TIME && zip.readUInt32LE(central + 20) === length)
    // No extra field, no comment, the first disk, no attributes.
    must(zip.readUInt16LE(central + 30) === 0 && zip.readUInt32LE(central + 32) === 0)
    must(zip.readUInt16LE(central + 36) === 0 && zip.readUInt32LE(central + 38) === 0)
    must(zip.readUInt32LE(central + 42) === at)
    const from = at + LOCAL_BYTES + nameBytes
    const behind = from + length
    must(behind + DESCRIPTOR_BYTES <= directory && zip.readUInt32LE(at) === LOCAL)
    must(zip.readUInt16LE(at + 4) === 20 && zip.readUInt32LE(at + 6) === 8)
    must(zip.readUInt32LE(at + 10) === NO_TIME && zip.readUInt16LE(at + 26) === nameBytes)
    must(zip.subarray(at + 14, at + 26).every((byte) => byte === 0) && zip.readUInt16LE(at + 28) === 0)
    must(zip.toString('latin1', at + LOCAL_BYTES, from) === name)
    must(zip.readUInt32LE(behind) === DESCRIPTOR && zip.readUInt32LE(behind + 4) === crc)
    must(zip.readUInt32LE(behind + 8) === length && zip.readUInt32LE(behind + 12) === length)
    if (!NAME.test(name) || files.has(name))
      throw new Fault(`the name of its file ${index + 1} is not allowed`)
    const content = zip.subarray(from, behind)
    if (crcOf(content) !== crc) throw new Fault(`${name} is not what was packed`)
    files.set(name, content)
    at = behind + DESCRIPTOR_BYTES
    central += CENTRAL_BYTES + nameBytes
  }
  must(at === directory && central === end)
  return files
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crcOf(bytes) {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff]
  return (crc ^ 0xffffffff) >>> 0
}

// --- The bag ------------------------------------------------------------------------------------------------------

const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
const TAGS = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt']
const OTHER = new Set(['tagmanifest-sha256.txt', 'signature.json'])
const SIGNATURE_FORM = 'lookout-bag 1'

/**
 * Checks a bag, given as paths and their content (a Buffer each). Answers { files, bytes, key, info }, or throws what
 * is wrong with the first thing that is. `departmentKey`: the key that it must be signed with.
 */
export function verifyBag(files, departmentKey) {
  const content = (path) => {
    const found = files.get(path)
    if (found === undefined) throw new Fault(`${path} is missing`)
    return found
  }
  if (content('bagit.txt').toString('latin1') !== BAGIT) throw new Fault('bagit.txt is not as it must be')
  const tagManifest = content('tagmanifest-sha256.txt')
  const key = checkSignature(content('signature.json'), tagManifest, departmentKey)
  const tags = readManifest(tagManifest, 'tagmanifest-sha256.txt')
  for (const path of TAGS) if (!tags.has(path)) throw new Fault(`the tag manifest does not name ${path}`)
  checkHashes(tags, content)
  const manifest = readManifest(content('manifest-sha256.txt'), 'manifest-sha256.txt')
  for (const path of manifest.keys()) {
    if (!path.startsWith('data/'))
      throw new Fault(`the manifest names ${path}, which is no part of the payload`)
  }
  checkHashes(manifest, content)
  for (const path of files.keys()) {
    const isKnown = manifest.has(path) || tags.has(path) || OTHER.has(path)
    if (!isKnown) throw new Fault(`${path} lies in it, and no manifest names it`)
  }
  const bytes = [...manifest.keys()].reduce((sum, path) => sum + content(path).length, 0)
  const info = content('bag-info.txt').toString('utf8')
  if (!info.split('\n').includes(`Payload-Oxum: ${bytes}.${manifest.size}`)) {
    throw new Fault('the payload has not the size that bag-info.txt says')
  }
  return { files: manifest.size, bytes, key, info }
}

function readManifest(bytes, name) {
  const text = bytes.toString('latin1')
  if (!text.endsWith('\n')) throw new Fault(`${name} was cut`)
  const entries = new Map()
  for (const line of text.slice(0, -1).split('\n')) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (path === undefined || !NAME.test(path) || entries.has(path)) {
      throw new Fault(`a line of ${name} is not as it must be`)
    }
    entries.set(path, hash)
  }
  return entries
}

function checkHashes(manifest, content) {
  for (const [path, hash] of manifest) {
    if (createHash('sha256').update(content(path)).digest('hex') !== hash)
      throw new Fault(`${path} was changed`)
  }
}

/** Fingerprint of the key that has signed the tag manifest, and with it all the rest. */
function checkSignature(bytes, tagManifest, departmentKey) {
  const wrong = new Fault('signature.json is not as the department writes it')
  let said
  let key
  try {
    said = JSON.parse(bytes.toString('utf8'))
    key = createPublicKey(said.publicKey)
  } catch {
    throw wrong
  }
  const text = canonical({
    form: SIGNATURE_FORM,
    key: said.key,
    publicKey: said.publicKey,
    signature: said.signature,
  })
  const isForm =
    said.form === SIGNATURE_FORM &&
    bytes.equals(Buffer.from(`${text}\n`)) &&
    key.asymmetricKeyType === 'ed25519' &&
    key.export({ type: 'spki', format: 'pem' }) === said.publicKey &&
    fingerprintOf(key) === said.key
  if (!isForm) throw wrong
  const signature = Buffer.from(said.signature, 'base64')
  if (signature.length !== 64 || signature.toString('base64') !== said.signature) throw wrong
  if (departmentKey !== undefined && fingerprintOf(departmentKey) !== said.key) {
    throw new Fault(`it is signed with another key (${said.key}) than the given one`)
  }
  if (!verify(null, tagManifest, key, signature)) {
    throw new Fault('the signature does not fit: the tag manifest is not what the department signed')
  }
  return said.key
}

const fingerprintOf = (key) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

/** Members sorted, no spaces (RFC 8785); these are four texts. */
function canonical(value) {
  // Node 18 has no toSorted.
  // oxlint-disable-next-line unicorn/no-array-sort
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`).join(',')}}`
}

// --- Folders ------------------------------------------------------------------------------------------------------

/** Files below a folder by their paths. A link or anything else that is no file is refused: it lies elsewhere. */
function readFolder(folder, prefix = '', files = new Map()) {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (entry.isDirectory()) readFolder(folder, path, files)
    else if (entry.isFile()) files.set(path, readFileSync(join(folder, path)))
    else throw new Fault(`${path} is neither a file nor a folder`)
  }
  return files
}

/** The files of the one folder that all of them lie in, and its name. */
function withoutFolder(files) {
  const names = new Set([...files.keys()].map((path) => path.split('/', 1)[0]))
  const [name] = names
  if (files.has('bagit.txt')) return { name: undefined, files }
  if (names.size !== 1 || name === undefined) throw new Fault('there is no bag in it')
  return { name, files: new Map([...files].map(([path, bytes]) => [path.slice(name.length + 1), bytes])) }
}

/** A bag as a folder or as an archive. */
export function verifyPath(path, departmentKey) {
  const isFolder = lstatSync(path).isDirectory()
  const bag = withoutFolder(isFolder ? readFolder(path) : readZip(readFileSync(path)))
  if (!isFolder && bag.name === undefined) throw new Fault(FOREIGN)
  const verdict = verifyBag(bag.files, departmentKey)
  const id = /^External-Identifier: (.*)$/m.exec(verdict.info)?.[1]
  // The name of an archive's folder is under no hash, but must be made of what is.
  if (!isFolder && !['evidence', 'share'].some((kind) => bag.name === `${kind}-${id}`)) {
    throw new Fault('its folder has another name than the package')
  }
  return { ...verdict, name: bag.name ?? basename(realpathSync(path)) }
}

// --- The command --------------------------------------------------------------------------------------------------

const USAGE = `lookout-evidence open FILE (--passphrase-file FILE | --key FILE) --to DIR
lookout-evidence verify DIR|ZIP [--key FILE]

open    opens a sealed package into a new folder of DIR, and checks it.
verify  says whether an opened package is whole and as the department signed it.

  --passphrase-file FILE  its first line is the passphrase
  --key FILE              open: your private key (PEM, P-256), for which the package is sealed
                          verify: the department's public key (PEM, Ed25519), which proves whose signature it is
  --to DIR                where the package's folder is made; made itself when it is not there

Ends with 0 if all is whole, 1 if it is not, 2 if it cannot be read.
`

const say = (line) => process.stdout.write(`${line}\n`)

function readArguments([command, ...rest]) {
  const options = { command }
  const flags = { '--key': 'key', '--passphrase-file': 'passphraseFile', '--to': 'to' }
  for (let at = 0; at < rest.length; at += 1) {
    const flag = flags[rest[at]]
    if (flag !== undefined && rest[at + 1] !== undefined) options[flag] = rest[(at += 1)]
    else if (rest[at].startsWith('--') || options.path !== undefined) return undefined
    else options.path = rest[at]
  }
  const { path, key, passphraseFile, to } = options
  if (path === undefined) return undefined
  if (command === 'verify' && passphraseFile === undefined && to === undefined) return options
  const isOne = (key === undefined) !== (passphraseFile === undefined)
  return command === 'open' && to !== undefined && isOne ? options : undefined
}

function openPackage({ path, key, passphraseFile, to }) {
  const by =
    key === undefined
      ? { passphrase: readFileSync(passphraseFile, 'utf8').split(/\r?\n/, 1)[0] }
      : { privateKey: createPrivateKey(readFileSync(key)) }
  const files = readZip(openSealed(readFileSync(path), by))
  const { name } = withoutFolder(files)
  if (name === undefined) throw new Fault(FOREIGN)
  const folder = join(to, name)
  if (existsSync(folder)) throw new Error(`${folder} is there already; nothing was written`)
  for (const [file, bytes] of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true, mode: 0o700 })
    writeFileSync(join(to, file), bytes, { flag: 'wx', mode: 0o600 })
  }
  say(`OPENED: ${files.size} files in ${folder}`)
  return folder
}

function tell({ name, files, bytes, key }, isProved) {
  say(
    `WHOLE: ${name}, ${files} ${files === 1 ? 'file' : 'files'}, ${bytes} bytes; every hash fits and nothing is missing.`,
  )
  say(
    isProved
      ? `Signed with the given key, ${key}.`
      : `Signed with the key ${key}. Compare it with the fingerprint of the department's key, or give that key by --key.`,
  )
  return 0
}

function main(words) {
  const options = readArguments(words)
  if (options === undefined) {
    process.stderr.write(USAGE)
    return 2
  }
  try {
    if (options.command === 'open') return tell(verifyPath(openPackage(options)), false)
    const departmentKey = options.key === undefined ? undefined : createPublicKey(readFileSync(options.key))
    return tell(verifyPath(options.path, departmentKey), departmentKey !== undefined)
  } catch (error) {
    if (error instanceof Fault) {
      say(`NOT WHOLE: ${options.path}: ${error.message}.`)
      return 1
    }
    process.stderr.write(
      `${options.path} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return 2
  }
}

/** npx starts a link to this file. */
function isThisFile(path) {
  try {
    return realpathSync(path) === fileURLToPath(import.meta.url)
  } catch {
    return false
  }
}

if (process.argv[1] !== undefined && isThisFile(process.argv[1])) {
  process.exitCode = main(process.argv.slice(2))
}
