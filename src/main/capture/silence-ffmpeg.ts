import * as av from 'node-av/constants'
import { Log } from 'node-av/lib'

/**
 * Stops FFmpeg's own lines on standard error: they quote addresses with their passwords. What went wrong
 * is told by the return codes.
 */
export function silenceFfmpeg(): void {
  Log.setLevel(av.AV_LOG_QUIET)
}
