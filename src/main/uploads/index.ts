// The transfer from the car: what waits goes to the department server or the provider, and only a signed receipt lets
// the car delete it (docs/decisions/0019-transfer.md).
export { createUploads, type Uploads } from './create-uploads.ts'
export { DestinationError, type Destination, type ImageToSend } from './destination.ts'
export { createPackages, RegisteredMedium, type Packages } from './package/index.ts'
export { openHttpProvider, ProviderSettings } from './provider/http-provider.ts'
