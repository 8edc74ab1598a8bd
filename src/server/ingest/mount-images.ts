// Pictures come by tus 1.0, resumable. An upload belongs to the car that began it: for every other car it is not there.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { Server } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '#main/refused.ts'
import { ImageMetadata, MOST_IMAGE_BYTES, type CarId, type WireRefusal } from '#shared/transfer/wire.ts'
import type { IngestOptions } from './create-ingest.ts'
import { checkMetadata, takeImage } from './images.ts'
import { UploadStore } from './upload-store.ts'

export type ImagesMount = (
  app: FastifyInstance,
  options: {
    /** The car whose certificate the request came with. */
    readonly carOf: (request: FastifyRequest) => CarId
  },
) => Promise<void>

const PATH = '/v1/images'
/** The car, and 128 random bits. */
const UPLOAD_ID = /^[0-9a-f-]{36}\.[0-9a-f]{32}$/
/** A car sends a few at a time; what it left behind makes room for what it sends now. */
const MOST_UNFINISHED = 16
const UNFINISHED_MS = 24 * 3_600_000

type Begun = { readonly id: string; readonly car: CarId; readonly at: number }

export const mountImages =
  (options: IngestOptions): ImagesMount =>
  async (app, { carOf }) => {
    const { now, log } = options
    const store = new UploadStore()
    const sender = new AsyncLocalStorage<CarId>()
    const begun = new Map<string, Begun>()

    function carNow(): CarId {
      const car = sender.getStore()
      if (car === undefined) throw new Error('An upload without a car.')
      return car
    }

    async function drop(id: string): Promise<void> {
      begun.delete(id)
      // Not there any more, or not yet.
      await store.remove(id).catch(() => undefined)
    }

    async function makeRoom(car: CarId): Promise<void> {
      const own = [...begun.values()].filter((one) => one.car === car)
      const tooMany = own.slice(0, Math.max(0, own.length + 1 - MOST_UNFINISHED))
      const old = [...begun.values()].filter(({ at }) => at <= now() - UNFINISHED_MS)
      for (const { id } of new Set([...tooMany, ...old])) await drop(id)
    }

    const tus = new Server({
      path: PATH,
      datastore: store,
      maxSize: MOST_IMAGE_BYTES,
      // An absolute one would be made of the request's own Host header.
      relativeLocation: true,
      allowedOrigins: [],
      namingFunction: () => `${carNow()}.${randomBytes(16).toString('hex')}`,
      async onIncomingRequest(_request, id) {
        if (!UPLOAD_ID.test(id) || !id.startsWith(`${carNow()}.`)) {
          throw answer(404, 'There is no such upload.', 'Begin the picture again.')
        }
      },
      async onUploadCreate(_request, { id, size, metadata }) {
        if (size === undefined || size === 0) {
          throw answer(400, 'The picture’s size is not told, or is 0.', 'Tell it in Upload-Length.')
        }
        metadataOf(metadata, now())
        const car = carNow()
        await makeRoom(car)
        begun.set(id, { id, car, at: now() })
        return {}
      },
      async onUploadFinish(_request, { id, metadata }) {
        try {
          await takeImage(options, carNow(), metadataOf(metadata, now()), store.bytesOf(id))
          return {}
        } catch (cause) {
          throw refusalOf(cause)
        } finally {
          // Whatever came of it: a car that asks again finds nothing, and begins it again.
          await drop(id)
        }
      },
      onResponseError(_request, error) {
        // 501: what tus leaves to servers and this one does not do; the request is what is wrong.
        if ('status_code' in error && (error.status_code < 500 || error.status_code === 501)) {
          return {
            status_code: error.status_code === 501 ? 400 : error.status_code,
            body: asRefusal(error.body),
          }
        }
        log('error', 'A picture could not be taken.')
        return { status_code: 503, body: asRefusal('The server could not take the picture now.') }
      },
    })

    async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const car = carOf(request)
      reply.hijack()
      await sender.run(car, () => tus.handle(request.raw, reply.raw))
    }

    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      // tus reads the body itself.
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.route({ method: ['POST', 'OPTIONS'], url: PATH, handler: handle })
      scope.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${PATH}/:upload`, handler: handle })
    })

    const sweeping = setInterval(() => {
      const old = [...begun.values()].filter(({ at }) => at <= now() - UNFINISHED_MS)
      void Promise.all(old.map(({ id }) => drop(id)))
    }, 3_600_000)
    sweeping.unref()
    app.addHook('onClose', async () => {
      clearInterval(sweeping)
      await Promise.all([...begun.keys()].map(drop))
    })
  }

/** As tus wants its errors thrown. */
type TusError = { readonly status_code: number; readonly body: string }

const answer = (status_code: number, why: string, next: string): TusError => ({
  status_code,
  body: JSON.stringify({ why, next } satisfies WireRefusal),
})

function metadataOf(metadata: Record<string, string | null> | undefined, now: number): ImageMetadata {
  const parsed = ImageMetadata.safeParse(metadata)
  if (!parsed.success) {
    throw answer(
      400,
      'The picture’s hash, kind, type or date is missing or of another form.',
      'Send them with it.',
    )
  }
  try {
    checkMetadata(parsed.data, now)
  } catch (cause) {
    throw refusalOf(cause)
  }
  return parsed.data
}

function refusalOf(cause: unknown): unknown {
  if (!(cause instanceof Refused)) return cause
  const { missing, next } = cause.refusal
  return answer(422, `Missing: ${missing.join('; ')}`, next)
}

/** What tus itself refuses is one line of text. */
function asRefusal(body: string): string {
  if (body.startsWith('{')) return body
  return JSON.stringify({ why: body.trim(), next: 'Send the picture again.' } satisfies WireRefusal)
}
