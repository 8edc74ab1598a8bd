import type { Log } from '#main/host.ts'
import type { CameraConfig } from '#shared/domain/camera.ts'
import { openFootageSource } from './footage.ts'
import type { FrameSource } from './frame-source.ts'
import { openNetworkSource } from './network.ts'
import { openSerialSource } from './serial/open-serial-source.ts'
import { openUsbSource } from './usb.ts'

/** The driver for a configured camera. Nothing is opened before its frames are asked for. */
export function openSource(
  { id, source }: CameraConfig,
  options: { readonly now: () => number; readonly log: Log },
): FrameSource {
  const { now, log } = options
  if (source.type === 'usb') return openUsbSource(source, now)
  if (source.type === 'network') return openNetworkSource(source, now)
  if (source.type === 'serial') return openSerialSource(source, now)
  const onWarning = (message: string): void => log('warn', `camera ${id}: ${message}`)
  return openFootageSource(source, { now, onWarning })
}
