// The door for cars: nothing is answered without the certificate of an enrolled car, but the one path by which a car
// gets it.
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Log } from '#main/host.ts'
import type { Authority } from '#server/authority/index.ts'
import type { Fleet } from '#server/fleet/index.ts'
import type { Ingest } from '#server/ingest/index.ts'
import {
  ContactReport,
  EnrolInput,
  ImageReceiptsInput,
  MOST_BATCH_BYTES,
  RecordBatch,
  RenewInput,
  type CarId,
} from '#shared/transfer/wire.ts'
import { carDoorOpenApi } from './open-api.ts'
import { answerError, refuseWith } from './refusals.ts'
import { createTlsServer, takeNewCertificate } from './server.ts'
import { createCallers } from './who.ts'

export { carDoorOpenApi } from './open-api.ts'

const ENROL = '/v1/enrol'
const SMALL_BODY = 64 * 1024
const CONTACT_BODY = 512 * 1024
/** Records are text within JSON: their quotes take two bytes there. */
const BATCH_BODY = 3 * MOST_BATCH_BYTES
const HALF_DAY_MS = 43_200_000
/** What still runs then is cut off; the cars send it again. */
const STOP_MS = 5000

const FileId = z.object({ id: z.uuid() })

type Options = {
  readonly authority: Authority
  readonly fleet: Pick<
    Fleet,
    'enrol' | 'renew' | 'carOf' | 'onRevoked' | 'contact' | 'fileText' | 'fileContent'
  >
  readonly ingest: Pick<Ingest, 'takeBatch' | 'imageReceipts' | 'mountImages'>
  /** The address that is listened on. */
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  readonly log: Log
}

/** Listens. Gives back the port and what ends it. */
export async function startCarDoor({ authority, fleet, ingest, host, port, log }: Options) {
  const tls = createTlsServer(authority)
  const app = Fastify({
    serverFactory: (handler) => tls.on('request', handler),
    bodyLimit: SMALL_BODY,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, caseSensitive: true },
  })
  const callers = createCallers(fleet)
  const carOf = (request: FastifyRequest): CarId => callers.carOf(request.raw)

  app.addHook('onRequest', async (request, reply) => {
    const isOpen = request.method === 'POST' && request.routeOptions.url === ENROL
    if (isOpen || (await callers.find(request.raw)) !== undefined) return undefined
    reply.header('connection', 'close')
    return refuseWith(
      reply,
      401,
      'the certificate of an enrolled car',
      'Have the administrator of the server look whether this car is enrolled, and enrol it anew.',
    )
  })
  app.setErrorHandler((error, _request, reply) => {
    const { isFault } = answerError(error, reply)
    // Its message may hold what was sent; only its kind is told.
    if (isFault) log('error', `The cars' door: ${error instanceof Error ? error.name : 'unknown error'}`)
  })
  app.setNotFoundHandler((_request, reply) =>
    refuseWith(reply, 404, 'a path of this server', 'Compare the versions of the car and the server.'),
  )
  addPaths(app, { fleet, ingest, carOf })
  await ingest.mountImages(app, { carOf })

  await app.listen({ host, port })
  const address = tls.address()
  if (address === null || typeof address === 'string') throw new Error('The cars’ door has no port.')

  async function renewCertificate(): Promise<void> {
    if (await authority.renewServer()) takeNewCertificate(tls, authority)
  }
  const renewing = setInterval(() => {
    renewCertificate().catch((error: unknown) =>
      log('error', `The server's certificate was not renewed: ${String(error)}`),
    )
  }, HALF_DAY_MS)
  renewing.unref()

  return {
    port: address.port,
    /** Shows a new certificate from now on where the old one is near its end; done twice a day by itself. */
    renewCertificate,
    async stop(): Promise<void> {
      clearInterval(renewing)
      callers.stop()
      const cut = setTimeout(() => tls.closeAllConnections(), STOP_MS)
      await app.close()
      clearTimeout(cut)
    },
  }
}

function addPaths(
  app: FastifyInstance,
  { fleet, ingest, carOf }: Pick<Options, 'fleet' | 'ingest'> & { carOf: (request: FastifyRequest) => CarId },
): void {
  app.post(ENROL, (request) => fleet.enrol(EnrolInput.parse(request.body), request.ip))
  app.post('/v1/renew', (request) =>
    fleet.renew(carOf(request), RenewInput.parse(request.body).certificateRequest),
  )
  app.post('/v1/records', { bodyLimit: BATCH_BODY }, (request) =>
    ingest.takeBatch(carOf(request), RecordBatch.parse(request.body), 'network'),
  )
  app.post('/v1/images/receipts', (request) =>
    ingest.imageReceipts(carOf(request), ImageReceiptsInput.parse(request.body).images),
  )
  app.post('/v1/contact', { bodyLimit: CONTACT_BODY }, (request) =>
    fleet.contact(carOf(request), ContactReport.parse(request.body)),
  )
  const noFile = [
    'a file for this car',
    'It may have been replaced by a newer one: make contact again.',
  ] as const
  app.get('/v1/files/:id', async (request, reply) => {
    const text = await fleet.fileText(carOf(request), FileId.parse(request.params).id)
    if (text === undefined) return refuseWith(reply, 404, ...noFile)
    return reply.type('application/json; charset=utf-8').send(text)
  })
  app.get('/v1/files/:id/content', async (request, reply) => {
    const content = await fleet.fileContent(carOf(request), FileId.parse(request.params).id)
    if (content === undefined) return refuseWith(reply, 404, ...noFile)
    return reply.type('application/octet-stream').send(Buffer.from(content))
  })
  app.get('/v1/openapi.json', () => carDoorOpenApi())
}
