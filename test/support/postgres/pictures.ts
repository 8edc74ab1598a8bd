// Pictures as cameras make them, and an address to send them to: the ingest's part of the car's door, without TLS.
import { request } from 'node:http'
import fastify from 'fastify'
import sharp from 'sharp'
import { ZodError } from 'zod'
import type { Ingest } from '#server/ingest/index.ts'
import { MediaHash } from '#shared/domain/ids.ts'
import { CarId, ImageReceiptsInput, MOST_BATCH_BYTES, RecordBatch } from '#shared/transfer/wire.ts'
import { sha256 } from './sent.ts'

/** Pixels of noise, so that no two are the same and none is small. */
export async function picture(side: number, mime: 'image/png' | 'image/jpeg' = 'image/png') {
  const data = Buffer.alloc(side * side * 3)
  for (let at = 0; at < data.length; at += 1) data[at] = Math.floor(Math.random() * 256)
  const pixels = sharp(data, { raw: { width: side, height: side, channels: 3 } })
  const bytes: Uint8Array = await (mime === 'image/png' ? pixels.png() : pixels.jpeg()).toBuffer()
  return { bytes, hash: MediaHash.parse(sha256(bytes)), mime }
}

export type Answer = {
  readonly status: number
  readonly body: string
  readonly headers: NodeJS.Dict<string | string[]>
}

/** The car is said in a header here; the door takes it from the certificate. */
export async function openImagesDoor(ingest: Ingest) {
  const app = fastify({ bodyLimit: MOST_BATCH_BYTES })
  app.setErrorHandler((cause: Error & { statusCode?: number }, _request, reply) => {
    const status = cause instanceof ZodError ? 400 : (cause.statusCode ?? 500)
    return reply.code(status).send({ why: cause.message, next: 'Send it as it should be.' })
  })
  const carOf = (headers: NodeJS.Dict<string | string[]>) => CarId.parse(headers['x-car'])
  await ingest.mountImages(app, { carOf: ({ headers }) => carOf(headers) })
  app.post('/v1/records', ({ headers, body }) =>
    ingest.takeBatch(carOf(headers), RecordBatch.parse(body), 'network'),
  )
  app.post('/v1/images/receipts', ({ headers, body }) =>
    ingest.imageReceipts(carOf(headers), ImageReceiptsInput.parse(body).images),
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const [address] = app.addresses()
  if (typeof address !== 'object') throw new Error('It listens nowhere.')
  const { port } = address

  /** A path as it is: no client in between that would tidy it up. */
  function send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Uint8Array,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            headers: response.headers,
          }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  return { app, port, url: `http://127.0.0.1:${port}/v1/images`, send, close: () => app.close() }
}

/** `Upload-Metadata` of tus 1.0. */
export const uploadMetadata = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
