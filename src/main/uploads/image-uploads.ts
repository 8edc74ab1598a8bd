// Images go by tus, so that one that was cut off in a tunnel goes on where it was.
import { DefaultHttpStack, DetailedError, Upload, type PreviousUpload, type UrlStorage } from 'tus-js-client'
import { z } from 'zod'
import type { UploadsRepository } from '#main/storage/uploads-repository.ts'
import { failure, statusFailure, type Connection } from './connection.ts'
import { DestinationError, ImageRefused, type ImageToSend } from './destination.ts'

/** Up to this size an image goes with the request that announces it: one round trip, and little to repeat. */
const AT_ONCE_BYTES = 64 * 1024
/** Without progress for so long the connection counts as lost. */
const SILENT_MS = 45_000
/** The whole connection or the moment is wrong, not the image. */
const NOT_OF_IMAGE = new Set([401, 403, 408, 423, 425, 429])

const Begun = z.object({
  size: z.number().nullable(),
  metadata: z.record(z.string(), z.string()),
  creationTime: z.string(),
  uploadUrl: z.string().nullable(),
})

type Store = Pick<UploadsRepository, 'begunUpload' | 'beginUpload' | 'endUpload'>

/** Sends one image whole; rejects with an ImageRefused, a DestinationError or the signal's reason. */
export async function sendImage(
  { origin, agent }: Pick<Connection, 'origin' | 'agent'>,
  store: Store,
  image: ImageToSend,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const stack = new DefaultHttpStack({ agent })
  const done = Promise.withResolvers<void>()
  let watch: NodeJS.Timeout | undefined
  const stillGoing = (): void => {
    clearTimeout(watch)
    watch = setTimeout(() => done.reject(new Error('nothing moved for too long')), SILENT_MS)
    watch.unref()
  }
  const upload = new Upload(Buffer.from(image.bytes), {
    endpoint: `${origin}/v1/images`,
    uploadSize: image.bytes.length,
    uploadDataDuringCreation: image.bytes.length <= AT_ONCE_BYTES,
    metadata: {
      hash: image.hash,
      mime: image.mime,
      kind: image.kind,
      recordedAt: String(image.recordedAt),
    },
    // The caller waits and tries again; here one failure is the end.
    retryDelays: null,
    fingerprint: () => Promise.resolve(image.hash),
    urlStorage: urlStorage(store, origin),
    storeFingerprintForResuming: true,
    removeFingerprintOnSuccess: true,
    httpStack: {
      createRequest(method, url) {
        // Where an upload goes on is said by the server, and kept: nothing is sent anywhere else.
        if (!url.startsWith(`${origin}/`)) throw new Error('the upload would go to another server')
        return stack.createRequest(method, url)
      },
      getName: () => 'lookout',
    },
    onProgress: stillGoing,
    onSuccess: () => done.resolve(),
    onError: (error) => done.reject(error),
  })
  const onAbort = (): void => done.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  stillGoing()
  try {
    const [begun] = await upload.findPreviousUploads()
    if (begun !== undefined) upload.resumeFromPreviousUpload(begun)
    signal.throwIfAborted()
    upload.start()
    await done.promise
  } catch (error) {
    await upload.abort().catch(() => {})
    throw meaning(error, signal)
  } finally {
    clearTimeout(watch)
    signal.removeEventListener('abort', onAbort)
  }
}

function meaning(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted && signal.reason instanceof Error) return signal.reason
  if (!(error instanceof DetailedError)) {
    return failure(error instanceof Error ? error : new Error(String(error)), signal)
  }
  const response = error.originalResponse
  if (response === null) return failure(error.causingError ?? error, signal)
  const status = response.getStatus()
  const refusal = statusFailure(status, response.getBody())
  if (refusal.link === 'unreachable' || NOT_OF_IMAGE.has(status)) return refusal
  return status >= 400
    ? new ImageRefused(refusal.message)
    : new DestinationError('unreachable', `the upload went wrong (${status})`, refusal.next)
}

/** tus keeps where uploads go on by the image's hash; one that has another server's address is not gone on with. */
function urlStorage(store: Store, origin: string): UrlStorage {
  function find(hash: string): PreviousUpload[] {
    const text = store.begunUpload(hash, origin)
    const begun = text === undefined ? undefined : Begun.safeParse(JSON.parse(text)).data
    if (begun?.uploadUrl?.startsWith(`${origin}/`) !== true) return []
    return [{ ...begun, urlStorageKey: hash, parallelUploadUrls: null }]
  }
  return {
    findAllUploads: () => Promise.resolve([]),
    findUploadsByFingerprint: (hash) => Promise.resolve(find(hash)),
    removeUpload: (hash) => Promise.resolve(store.endUpload(hash)),
    addUpload: (hash, { size, metadata, creationTime, uploadUrl }) => {
      store.beginUpload(hash, origin, JSON.stringify({ size, metadata, creationTime, uploadUrl }))
      return Promise.resolve(hash)
    },
  }
}
