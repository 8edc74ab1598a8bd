// The conversation with a VC0706 camera: find its rate, set it up, freeze a picture, read it block by
// block, let the stream run again.
import { CameraFault } from './camera-driver.ts'
import type { CameraDriver, PictureSettings, SerialCamera } from './camera-driver.ts'
import type { Finder, SerialLink, Waits } from './serial-link.ts'
import {
  BAUD_BYTES,
  COMMAND,
  encodeCommand,
  encodeReadPicture,
  findBlock,
  findBootText,
  findReply,
  FRAME,
  readBigEndian32,
  RESOLUTION_BYTE,
  trimJpeg,
} from './vc0706-framing.ts'
import type { Reply } from './vc0706-framing.ts'

/** It starts at 38,400 unless its memory was rewritten; the others in the order they are met. */
const KNOWN_BAUDS = [38_400, 115_200, 57_600, 19_200, 9600]

const ANSWER: Waits = { firstMs: 800, gapMs: 200, limitMs: 2000 }
/** Five rates are tried twice each: a camera that is there answers its version at once. */
const GREETING: Waits = { firstMs: 300, gapMs: 100, limitMs: 800 }
const QUIET_MS = 60
/** After a failed block the line must be quiet for longer: the late answer may still be on its way. */
const QUIET_AFTER_FAILURE_MS = 300
/** The manual asks for 2.5 s after a start; a camera whose text is not heard gets a little more. */
const START_MS = 3000

const RESTARTED = 'the camera restarted by itself; check its power'

const FIRST_BLOCK_BYTES = 2048
const SMALLEST_BLOCK_BYTES = 256
const BLOCK_ATTEMPTS = 4
/** The family's pictures are 5 to 150 kB; a length beyond this was misheard. */
const MAX_PICTURE_BYTES = 1024 * 1024

/** What `writeData` and `readData` want first: 1 chip register or 4 memory, one byte, its address. */
const COMPRESSION_ADDRESS = [0x01, 0x01, 0x12, 0x04]
const RESOLUTION_ADDRESS = [0x04, 0x01, 0x00, 0x19]

/** The driver of the VC0706 family (VC0703, VC0706, LS-Y201, PTC06, PTC08 and their like). */
export const vc0706: CameraDriver = {
  setUp: async (link, settings, now) => {
    const talk = startTalk(link)
    let version = await talk.find(settings.baud)
    if (await setResolution(talk, settings)) version = await talk.find(settings.baud)
    await talk.changeBaud(settings.baud)
    await talk.ask(COMMAND.writeData, [...COMPRESSION_ADDRESS, settings.compression], 0)
    // Its notices of motion would come between the blocks of a picture.
    await talk.ask(COMMAND.motionNotices, [0], 0)
    await talk.ask(COMMAND.frameControl, [FRAME.resume], 0)
    return { version, takePicture: async () => await takePicture(talk, now) } satisfies SerialCamera
  },
}

type Talk = ReturnType<typeof startTalk>

/** Questions and answers with one camera, each of which ends in data or in a CameraFault. */
function startTalk(link: SerialLink) {
  const fault = (kind: CameraFault['kind'], what: string) => new CameraFault(kind, `${link.path}: ${what}`)

  /** Forgets what was heard unasked; the camera's word that it restarted is not forgotten. */
  const settle = async (quietMs: number) => {
    if (findBootText(await link.settle(quietMs)) !== undefined) throw fault('restarted', RESTARTED)
  }

  const exchange = async (command: Uint8Array, find: Finder<Reply>, waits: Waits): Promise<Uint8Array> => {
    await link.send(command)
    const reply = await link.receive(find, waits)
    if (reply === undefined) {
      throw fault('silent', `the camera does not answer at ${link.baud()} baud; check its power and wiring`)
    }
    if (reply.kind === 'restarted') throw fault('restarted', RESTARTED)
    if (reply.status !== 0) throw fault('refused', `the camera refused a command (status ${reply.status})`)
    return reply.data
  }

  const ask = async (
    code: number,
    data: readonly number[],
    replyLength: number | undefined,
    waits = ANSWER,
  ) => await exchange(encodeCommand(code, data), (heard) => findReply(heard, code, replyLength), waits)

  /** Asks for the version at one rate. */
  const greet = async (baud: number): Promise<string | undefined> => {
    if (link.baud() !== baud) await link.setBaud(baud)
    try {
      await link.settle(QUIET_MS)
      return Buffer.from(await ask(COMMAND.version, [], undefined, GREETING))
        .toString('latin1')
        .trim()
    } catch (error) {
      return ignoreCameraFault(error)
    }
  }

  /** Tries the rate in use, the one wanted and the known ones, twice; returns the camera's version. */
  const find = async (wanted: number): Promise<string> => {
    const bauds = [...new Set([link.baud(), wanted, ...KNOWN_BAUDS])]
    for (const baud of [...bauds, ...bauds]) {
      const version = await greet(baud)
      if (version !== undefined) return version
    }
    throw fault(
      'silent',
      `no VC0706 camera answers at ${bauds.join(', ')} baud; check its power, and that its TX goes to RX and its RX to TX`,
    )
  }

  /** Tells the camera to speak at `wanted`; where it does not, the rate it was found at stays. */
  const changeBaud = async (wanted: number): Promise<void> => {
    const before = link.baud()
    const bytes = BAUD_BYTES.get(wanted)
    if (before === wanted || bytes === undefined) return
    // Some answer at the old rate, some at the new one, so the answer decides nothing: the version does.
    await ask(COMMAND.setPort, [0x01, ...bytes], 0, GREETING).catch(ignoreCameraFault)
    if ((await greet(wanted)) === undefined) await find(before)
  }

  /** Its answer to a reset differs between makers; its text, if it comes at this rate, means it is ready. */
  const restart = async (): Promise<void> => {
    await link.send(encodeCommand(COMMAND.reset))
    await link.receive(findBootText, { firstMs: START_MS, gapMs: START_MS, limitMs: START_MS })
  }

  return { baud: () => link.baud(), fault, settle, exchange, ask, find, changeBaud, restart }
}

/**
 * Sets the picture size. It is kept in memory that wears with every write and takes effect at the next
 * start, so it is written only when it differs. True: the camera was restarted for it.
 */
async function setResolution(talk: Talk, { resolution }: PictureSettings): Promise<boolean> {
  const wanted = RESOLUTION_BYTE[resolution]
  const current = await talk.ask(COMMAND.readData, RESOLUTION_ADDRESS, 1).catch(ignoreCameraFault)
  if (current?.[0] === wanted) return false
  await talk.ask(COMMAND.writeData, [...RESOLUTION_ADDRESS, wanted], 0)
  await talk.restart()
  return true
}

async function takePicture(talk: Talk, now: () => number) {
  await talk.settle(QUIET_MS)
  await talk.ask(COMMAND.frameControl, [FRAME.freeze], 0)
  const capturedAt = now()
  const length = readBigEndian32(await talk.ask(COMMAND.pictureLength, [0], 4))
  if (length === 0 || length > MAX_PICTURE_BYTES) {
    throw talk.fault('broken-picture', `the camera gave a picture length of ${length} bytes`)
  }
  const bytes = await readPicture(talk, length)
  await talk.ask(COMMAND.frameControl, [FRAME.resume], 0)
  const jpeg = trimJpeg(bytes)
  if (jpeg === undefined) throw talk.fault('broken-picture', 'a picture had no beginning or no end')
  return { capturedAt, jpeg }
}

/** Reads the frozen picture; a block that does not come whole is asked for again from the same offset. */
async function readPicture(talk: Talk, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let blockBytes = FIRST_BLOCK_BYTES
  let attempts = 0
  let offset = 0
  while (offset < length) {
    const wanted = Math.min(blockBytes, roundUpTo8(length - offset))
    try {
      const block = await talk.exchange(
        encodeReadPicture(offset, wanted),
        (heard) => findBlock(heard, wanted),
        { ...ANSWER, limitMs: ANSWER.limitMs + (2 * wanted * 10 * 1000) / talk.baud() },
      )
      bytes.set(block.subarray(0, length - offset), offset)
      offset += wanted
      attempts = 0
    } catch (error) {
      if (!(error instanceof CameraFault) || error.kind !== 'silent' || ++attempts >= BLOCK_ATTEMPTS)
        throw error
      await talk.settle(QUIET_AFTER_FAILURE_MS)
      // Smaller blocks lose less on a noisy line, and the late answer to a larger one cannot be taken for
      // the answer to this.
      blockBytes = Math.max(SMALLEST_BLOCK_BYTES, blockBytes / 2)
    }
  }
  return bytes
}

function roundUpTo8(length: number): number {
  return Math.ceil(length / 8) * 8
}

function ignoreCameraFault(error: unknown): undefined {
  if (error instanceof CameraFault) return undefined
  throw error
}
