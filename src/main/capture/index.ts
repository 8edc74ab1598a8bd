// Cameras -> frames. Another topic enters capture here.
export { configureUsbCamera, parseCameraArgument } from './parse-camera-argument.ts'
export { startCameras } from './start-cameras.ts'
export type { Cameras, CamerasOptions, Taken } from './start-cameras.ts'
export { footageLength, type FootageLength } from './footage-length.ts'
export { listUsbCameras } from './usb.ts'
export type { UsbCamera } from './usb.ts'
export { startGps, type Gps } from './gps/start-gps.ts'
