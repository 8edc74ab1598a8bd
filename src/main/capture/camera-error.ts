// The words for what went wrong with a camera: which device, what happened, what to do.
import * as av from 'node-av/constants'
import { FFmpegError } from 'node-av/lib'

const CODES = new Map<number, string>([
  [av.AVERROR_HTTP_UNAUTHORIZED, 'the user name or password was refused'],
  [av.AVERROR_HTTP_FORBIDDEN, 'the user name or password was refused'],
  [av.AVERROR_HTTP_NOT_FOUND, 'there is no such stream at this address'],
  [av.AVERROR_INVALIDDATA, 'what comes from it is not video, or is damaged'],
])

/** Node's own error codes for files. */
const FILE_CODES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this account may not read it',
}

/**
 * An error for people: `device` (without credentials), the reason in words and `advice`, what to do. The
 * original error is not kept as its cause, since its text is not ours.
 */
export function cameraError(device: string, error: unknown, advice: string): Error {
  return new Error(`${device}: ${reason(error)}. ${advice}`)
}

function reason(error: unknown): string {
  if (error instanceof FFmpegError) {
    const text = CODES.get(error.code) ?? FFmpegError.strerror(error.code)
    return text.charAt(0).toLowerCase() + text.slice(1)
  }
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return FILE_CODES[code] ?? error.message
}
