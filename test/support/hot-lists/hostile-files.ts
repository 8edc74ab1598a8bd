// Broken and hostile hot list files, each from a seed: what a bad disk, a wrong export, a cut connection or
// somebody with bad intent can put where a list is expected.
import { HEADERS, madeFile, madeLine, PLATE_MARK } from './made-lines.ts'
import { createRandom, type Random } from './random.ts'
import { SHIPPED_IDS, type ShippedId } from './shipped-templates.ts'

export type HostileFile = { readonly name: string; readonly bytes: Buffer; readonly template: ShippedId }

/** Makes the bytes from a sound file of the template, or from nothing. */
type Harm = (random: Random, id: ShippedId) => Buffer | string

/** The same file for the same seed; every kind of harm and every template comes up in turn. */
export function hostileFile(seed: number): HostileFile {
  const random = createRandom(seed)
  const harms = Object.entries(HARMS)
  const [name, harm] = harms[seed % harms.length] ?? ['untouched', untouched]
  const template = SHIPPED_IDS[Math.floor(seed / harms.length) % SHIPPED_IDS.length] ?? 'ncic-fixed'
  const made = harm(random, template)
  return { name: `${name}-${seed}`, bytes: typeof made === 'string' ? Buffer.from(made) : made, template }
}

const untouched: Harm = (random, id) =>
  madeFile(id, random, 1 + random.below(40), random.pick(['\n', '\r\n', '\r']))

const HARMS: Readonly<Record<string, Harm>> = {
  untouched,
  empty: () => '',
  'only-line-ends': (random) => random.pick(['\n', '\r\n', '\r', '\n\r']).repeat(1 + random.below(2000)),
  'only-header': (_, id) => HEADERS[id].join('\n'),
  truncated(random, id) {
    const bytes = Buffer.from(madeFile(id, random, 40))
    return bytes.subarray(0, random.below(bytes.length))
  },
  'bit-flips'(random, id) {
    const bytes = Buffer.from(madeFile(id, random, 40))
    for (let flips = 1 + random.below(60); flips > 0; flips -= 1) {
      const at = random.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    }
    return bytes
  },
  'random-bytes': (random) =>
    Buffer.from(Array.from({ length: random.below(3000) }, () => random.below(256))),
  'random-text': (random) =>
    String.fromCharCode(
      ...Array.from({ length: random.below(3000) }, () => (random.chance(0.03) ? 10 : 32 + random.below(95))),
    ),
  'wrong-template': (random) => madeFile(random.pick(ids()), random, 30),
  'mixed-templates': (random, id) =>
    [
      ...HEADERS[id],
      ...Array.from({ length: 40 }, (_, line) => madeLine(random.pick(ids()), random, line)),
    ].join('\n'),
  'blocks-lost'(random, id) {
    const bytes = Buffer.from(madeFile(id, random, 60))
    const from = random.below(bytes.length)
    return Buffer.concat([
      bytes.subarray(0, from),
      bytes.subarray(Math.min(bytes.length, from + random.below(700))),
    ])
  },
  'zeroed-block'(random, id) {
    const bytes = Buffer.from(madeFile(id, random, 60))
    const from = random.below(bytes.length)
    return bytes.fill(0, from, Math.min(bytes.length, from + 1 + random.below(500)))
  },
  'huge-line': (random, id) =>
    inserted(random, id, PLATE_MARK.repeat(random.pick([1365, 1366, 2000, 30_000]))),
  'one-character': (random, id) =>
    inserted(
      random,
      id,
      random.pick(['A', ',', '"', ' ', '0', '\t', 'é', '#', '/', '\u0000']).repeat(1 + random.below(60_000)),
    ),
  'megabytes-of-one': (random) =>
    random.chance(0.05) ? random.pick(['A', ',', '"', '\n', ' ']).repeat(3_000_000) : ',"'.repeat(20_000),
  'open-quote': (random, id) => inserted(random, id, `${PLATE_MARK}1,IL,Stolen vehicle,"never closed`),
  'stray-quotes': (random, id) => sprinkled(random, id, ['"', '""', '","', '" ', "'"]),
  delimiters: (random, id) => sprinkled(random, id, [',', ',,,,,,,,,,,,', ';', '\t', '|', ',\n,']),
  'control-characters': (random, id) =>
    sprinkled(random, id, ['\u0000', '\u0001', '\u001B[2J', '\u0008', '\u001A', '\u007F', '\u0085']),
  'direction-marks': (random, id) =>
    sprinkled(random, id, ['\u202E', '\u200F', '\u2066', '\u200B', '\uFEFF', '\u0301', '\u{1F697}']),
  formulas: (random, id) =>
    inserted(
      random,
      id,
      random.pick([`=cmd|' /C calc'!A0`, `"=HYPERLINK(""x"")",IL,Stolen vehicle,`, '@SUM(1+1)', '+1-1']),
    ),
  'sql-and-markup': (random, id) =>
    inserted(
      random,
      id,
      random.pick([
        `'; DROP TABLE reads;--`,
        '<script>alert(1)</script>',
        '../../etc/passwd',
        '${7*7}',
        '%n%n%s',
      ]),
    ),
  'regex-bombs': (random, id) => inserted(random, id, bomb(random)),
  latin1: (random, id) => Buffer.from(sprinkled(random, id, ['ñ', 'é', 'Ü']), 'latin1'),
  utf16: (random, id) => Buffer.from(`${random.pick(['\uFEFF', ''])}${madeFile(id, random, 20)}`, 'utf16le'),
  'utf16-cut'(random, id) {
    const bytes = Buffer.from(`\uFEFF${madeFile(id, random, 20)}`, 'utf16le')
    return bytes.subarray(0, bytes.length - 1 - 2 * random.below(30))
  },
  'marks-only': (random) =>
    Buffer.from(random.pick(['efbbbf', 'fffe', 'feff', 'efbb', 'ff', '0000feff']), 'hex'),
  'other-formats': (random) =>
    Buffer.concat([
      Buffer.from(
        random.pick(['504b0304', '25504446', '1f8b0800', 'd0cf11e0a1b11ae1', '7f454c46', '89504e47']),
        'hex',
      ),
      Buffer.from(Array.from({ length: 300 }, () => random.below(256))),
    ]),
  'bad-dates': (random, id) =>
    madeFile(id, random, 30).replaceAll(/20190509|010315|032910|20200122|01\/15\/2026/g, () =>
      random.pick(['99999999', '20190231', '00000000', '133126', '31/12/2026', 'yesterday']),
    ),
  'bad-columns': (random, id) =>
    madeFile(id, random, 30)
      .split('\n')
      .map((line) => (random.chance(0.4) ? line.slice(random.below(30)) : line))
      .join('\n'),
  junk: (random, id) =>
    madeFile(id, random, 30).replaceAll(/QXZ\d{4}/g, (plate) =>
      random.chance(0.5)
        ? plate
        : random.pick([
            'UNKNOWN',
            'NONE   ',
            '0000000',
            '       ',
            '60 DAY ',
            'K-STATE',
            'TEMP   ',
            `${PLATE_MARK}??? `,
          ]),
    ),
  repeated(random, id) {
    const line = madeLine(id, random, 1)
    return [...HEADERS[id], ...Array.from({ length: 50 }, () => line), ''].join('\n')
  },
  'headers-again': (random, id) => madeFile(id, random, 5) + madeFile(id, random, 5),
  'no-header': (random, id) => madeFile(id, random, 10).split('\n').slice(HEADERS[id].length).join('\n'),
}

function ids(): [ShippedId, ...ShippedId[]] {
  const [first = 'ncic-fixed', ...others] = SHIPPED_IDS
  return [first, ...others]
}

/** A sound file with one strange line somewhere in it, or at its end. */
function inserted(random: Random, id: ShippedId, strange: string): string {
  const lines = madeFile(id, random, 20).split('\n')
  lines.splice(random.below(lines.length + 1), 0, strange)
  return lines.join('\n')
}

/** A sound file with strange pieces at random places. */
function sprinkled(random: Random, id: ShippedId, pieces: readonly [string, ...string[]]): string {
  let text = madeFile(id, random, 20)
  for (let times = 1 + random.below(15); times > 0; times -= 1) {
    const at = random.below(text.length)
    text = text.slice(0, at) + random.pick(pieces) + text.slice(at)
  }
  return text
}

/** Lines that come as near as can be to the shipped patterns and fail at the very end. */
function bomb(random: Random): string {
  const long = 60 + random.below(500)
  return random.pick([
    `${PLATE_MARK} KS#3 ${'A/ '.repeat(long)}!`,
    `${PLATE_MARK} KS#3 ${'A '.repeat(20)}! ${'B '.repeat(30)}PC 2016CHEVMALSWSILTX07903002020012`,
    `${PLATE_MARK} KS#2WA01/15/2026${'-'.repeat(long)} WAR-`,
    `${PLATE_MARK} KS#2WA01/15/2026PC-KS-FC 2012-FORD-FOC-${'BLU/'.repeat(long)}KS0890300`,
    `${PLATE_MARK} KS#8 ${'A '.repeat(long)}20180322 2010`,
    `${' '.repeat(12)}KS#8 ${' '.repeat(long)}`,
    `${'KS'.repeat(long)}#`,
    `${PLATE_MARK}1  ILPCSTOLEN${' VYR/'.repeat(long)}`,
    `${PLATE_MARK}1  ILPCSTOLEN ${'VYR/VMA/VMO/VST/VCO/DOT/LDS/'.repeat(long / 4)}`,
    `V${'1'.repeat(long)},`,
    'CALIBRATION '.repeat(long),
  ])
}
