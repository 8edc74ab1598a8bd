// Cameras -> frames, and where the car is. Another topic enters capture here.
export { footageLength } from './footage-length.ts'
export type { FootageLength } from './footage-length.ts'
export { startGps } from './gps/start-gps.ts'
export type { Gps } from './gps/start-gps.ts'
export { configureUsbCamera, parseCameraArgument } from './parse-camera-argument.ts'
export { startCameras } from './start-cameras.ts'
export type { Cameras, Taken } from './start-cameras.ts'
export { listUsbCameras } from './usb.ts'
