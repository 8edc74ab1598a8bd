// Images of reads and hits: encoding, keeping, serving, and how long records are kept.
export { encodeContext, encodeCrop } from './encode-image.ts'
export { openMedia, type Image, type Media } from './image-store.ts'
export { startRetention } from './retention.ts'
export { serveMedia } from './serve-media.ts'
export { SpaceLimits, startSpaceGuard, type SpaceGuard } from './space-guard.ts'
