// Reads that never were: any number of them, each made from its sequence alone, so that a reel of
// 100,000 needs no store and every test knows what stands in a row.
import { Read } from '#shared/domain/read.ts'
import { STATE_CODES } from '#shared/domain/states.ts'

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'
const LOOKALIKES: Readonly<Record<string, string>> = {
  B: '8',
  '8': 'B',
  '0': 'O',
  O: '0',
  '1': 'I',
  S: '5',
  '5': 'S',
}
const CAMERAS = ['FRONT', 'REAR', 'LEFT', 'RIGHT']
const SECONDS_APART = 7

/** Frame size and corners of the plate in the made-up context picture. */
export const FRAME = { width: 1280, height: 720 }
export const CORNERS = [
  { x: 548, y: 436 },
  { x: 716, y: 440 },
  { x: 715, y: 518 },
  { x: 547, y: 513 },
] as const

/** Four numbers between 0 and 1 that are always the same for a sequence (Weyl sequences). */
function chances(sequence: number): readonly [number, number, number, number] {
  const part = (step: number): number => (sequence * step) % 1
  return [part(0.618_033_988_7), part(0.754_877_666_2), part(0.569_840_290_9), part(0.819_172_513_3)]
}

/** The plate with this sequence: two letters and five digits, or three and four. */
export function madeUpPlate(sequence: number): string {
  const [one, two, three, four] = chances(sequence)
  const letter = (chance: number): string => LETTERS[Math.floor(chance * LETTERS.length)] ?? 'A'
  const digits = String(Math.floor(four * 100_000)).padStart(5, '0')
  return one < 0.5
    ? `${letter(two)}${letter(three)}${digits}`
    : `${letter(two)}${letter(three)}${letter(one)}${digits.slice(1)}`
}

/** Picture names that say which picture is meant: a kind and the read's sequence in hexadecimal. */
export function madeUpHash(kind: 'crop' | 'context', sequence: number): string {
  return `${kind === 'crop' ? 'c' : 'd'}${sequence.toString(16).padStart(63, '0')}`
}

/** One read, `newest` of which is the latest and was made at `newestAt`. */
export function madeUpRead(sequence: number, newest: number, newestAt: number): Read {
  const [one, two, three, four] = chances(sequence)
  const plate = madeUpPlate(sequence)
  const at = newestAt - (newest - sequence) * SECONDS_APART * 1000
  const doubtfulAt = one < 0.3 ? [...plate].findIndex((character) => character in LOOKALIKES) : -1
  const code = two < 0.85 ? STATE_CODES[Math.floor(three * STATE_CODES.length)] : undefined
  const camera = CAMERAS[Math.floor(four * 2)] ?? 'FRONT'
  const doubt = 0.55 + one
  const other = [...plate].map((character, place) =>
    place === doubtfulAt ? (LOOKALIKES[character] ?? '8') : character,
  )
  const probability = doubtfulAt < 0 ? 0.96 + two / 30 : doubt - 0.02
  return Read.parse({
    id: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    sequence,
    cameraId: camera.toLowerCase(),
    cameraName: camera,
    capturedAt: at,
    firstSeenAt: at - 300,
    lastSeenAt: at + 200,
    plate,
    plateProbability: probability,
    positions: [...plate].map((character, place) =>
      place === doubtfulAt
        ? {
            character,
            probability: doubt,
            alternatives: [{ character: LOOKALIKES[character] ?? '8', probability: 0.98 - doubt }],
          }
        : { character, probability: 0.995, alternatives: [] },
    ),
    candidates: [
      { plate, probability },
      ...(doubtfulAt < 0 ? [] : [{ plate: other.join(''), probability: (1 - probability) * 0.8 }]),
      { plate: `${plate.slice(0, -1)}Q`, probability: (1 - probability) * 0.02 },
    ],
    ...(three < 0.25 ? { stackedPairs: [0] } : {}),
    state: {
      code,
      ...(two >= 0.93 ? { isOther: true } : {}),
      probability: two >= 0.93 ? 0.8 : code === undefined ? 0.31 : 0.6 + two * 0.45,
      candidates: code === undefined ? [] : [{ code, probability: 0.6 + two * 0.45 }],
    },
    corners: CORNERS,
    frameWidth: FRAME.width,
    frameHeight: FRAME.height,
    frames: 1 + Math.floor(three * 20),
    phase: 'final',
    location:
      four < 0.85
        ? {
            kind: 'fix',
            place: {
              latitude: 42.03 + sequence / 1e6,
              longitude: -87.94 - sequence / 2e6,
              quality: 1,
              satellites: 9,
              ageMs: four < 0.1 ? 4200 : 300,
            },
          }
        : { kind: 'none', why: four < 0.95 ? 'no-fix' : 'stale' },
    cropHash: madeUpHash('crop', sequence),
    contextHash: madeUpHash('context', sequence),
  })
}
