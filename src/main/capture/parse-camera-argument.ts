// A camera as a person names it in one word on the command line.
import { basename } from 'node:path'
import { CameraConfig, CameraMount } from '#shared/domain/camera.ts'
import { CameraId } from '#shared/domain/ids.ts'
import { describeAddress } from './network.ts'
import type { UsbCamera } from './usb.ts'

const FORMS =
  'Write /dev/video0, usb:NAME, rtsp://HOST/PATH, http://HOST/PATH, serial:/dev/ttyUSB0@115200 or ' +
  'footage:PATH, with front=, rear=, left= or right= before it to say where it is mounted.'

/** The baud rate a VC0706 answers at when it is new. */
const DEFAULT_BAUD = 38_400

/**
 * Turns a word into a camera. Its name comes from the mount, else from the device, and differs from the
 * names of `others`. Throws an Error that says what may be written; it never repeats a network address,
 * which may hold a password.
 */
export function parseCameraArgument(word: string, others: readonly CameraConfig[] = []): CameraConfig {
  const { mount, rest } = splitMount(word.trim())
  const { source, name } = parseSource(rest)
  return configure(source, mount ?? name, mount ?? 'front', others)
}

/** The configuration of a USB camera that was found, with a name of its own among `others`. */
export function configureUsbCamera(camera: UsbCamera, others: readonly CameraConfig[] = []): CameraConfig {
  return configure({ type: 'usb', device: camera.device }, camera.label, 'front', others)
}

function configure(
  source: unknown,
  wanted: string,
  mount: CameraConfig['mount'],
  others: readonly CameraConfig[],
): CameraConfig {
  const plain = wanted.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const base = plain.replaceAll(/^-+|-+$/g, '').slice(0, 36) || 'camera'
  let id = base
  for (let number = 2; others.some((other) => other.id === id); number += 1) id = `${base}-${number}`
  const config = { id: CameraId.parse(id), name: id, kind: 'mobile', mount, source }
  const parsed = CameraConfig.safeParse(config)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(
      `Camera "${id}": ${issue?.path.at(-1)?.toString() ?? ''} ${issue?.message ?? ''}. ${FORMS}`,
    )
  }
  return parsed.data
}

function splitMount(word: string): { mount: CameraConfig['mount'] | undefined; rest: string } {
  const [, first, rest] = /^([a-z]+)=(.*)$/.exec(word) ?? []
  if (first === undefined || rest === undefined) return { mount: undefined, rest: word }
  const mount = CameraMount.safeParse(first)
  if (!mount.success) throw new Error(`"${first}=" is not a mount. ${FORMS}`)
  return { mount: mount.data, rest }
}

function parseSource(word: string): { source: unknown; name: string } {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/s.exec(word) ?? []
  if (/^(rtsps?|https?)$/.test(scheme)) {
    if (!URL.canParse(word)) throw new Error(`This is not an address of a network camera. ${FORMS}`)
    return { source: { type: 'network', url: word }, name: describeAddress(word) }
  }
  if (scheme === 'serial') {
    const [, port, baud] = /^(.+?)(?:@(\d+))?$/.exec(rest) ?? []
    if (port === undefined) throw new Error(`"${word}" names no serial port. ${FORMS}`)
    const source = { type: 'serial', port, driver: 'vc0706', baud: Number(baud ?? DEFAULT_BAUD) }
    return { source, name: basename(port) }
  }
  if (scheme === 'footage' && rest !== '') {
    return { source: { type: 'footage', path: rest, fast: false, loop: false }, name: basename(rest) }
  }
  if (scheme === 'usb' && rest !== '') return { source: { type: 'usb', device: rest }, name: rest }
  if (word.startsWith('/dev/video')) return { source: { type: 'usb', device: word }, name: basename(word) }
  // A mistyped address may hold a password.
  throw new Error(`${word.includes('@') ? 'This' : `"${word}"`} is not a camera. ${FORMS}`)
}
