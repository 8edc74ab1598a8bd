// What is plugged in, in words for whoever sets up a car.
import { listSerialPorts } from './serial/list-serial-ports.ts'
import { listUsbCameras } from './usb.ts'

/** Lines that name each USB camera with its modes and each serial port, as settings and options take them. */
export async function listDevices(): Promise<string[]> {
  const cameras = await listUsbCameras()
  const ports = await listSerialPorts()
  const cameraLines = cameras.flatMap(({ device, label, modes }) =>
    [`  ${device}  ${label}`].concat(
      modes.map(({ width, height, rate }) => `    ${width}x${height} at up to ${rate} frames a second`),
    ),
  )
  const portLines = ports.map(({ path, label }) => `  ${path}  ${label ?? ''}`.trimEnd())
  return [
    'USB cameras (--camera DEVICE):',
    ...(cameraLines.length > 0 ? cameraLines : ['  none is plugged in']),
    'Serial ports (--camera serial:PORT@BAUD, --gps PORT):',
    ...(portLines.length > 0 ? portLines : ['  none is there']),
  ]
}
