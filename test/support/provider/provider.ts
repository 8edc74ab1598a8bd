// A provider's cloud as a stand-in over HTTPS: it stores what cars send it, signs receipts over what it has stored,
// keeps it for as long as its own policy says, and can be asked for what it holds.
import 'reflect-metadata'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { z } from 'zod'
import type { Read } from '#shared/domain/read.ts'
import {
  CarId,
  ImageReceiptsInput,
  RecordBatch,
  receiptText,
  type Receipt,
  type ReceiptItem,
  type RecordEnvelope,
  type RefusedRecord,
} from '#shared/transfer/wire.ts'

const DAY_MS = 86_400_000

export type StandInProvider = Awaited<ReturnType<typeof startProvider>>

type Options = {
  readonly now: () => number
  /** Its own retention policy, which the agency's follows (Oak Brook 131.7 (d)). */
  readonly keepsDays?: number
  readonly token?: string
}

export async function startProvider({ now, keepsDays = 30, token = 'a made-up bearer token' }: Options) {
  const signer = generateKeyPairSync('ed25519')
  const { certificate, key } = await selfSigned()
  const records = new Map<string, RecordEnvelope & { readonly car: CarId }>()
  const images = new Map<
    string,
    { readonly bytes: Buffer; readonly recordedAt: number; readonly car: string }
  >()
  const state = {
    isDown: false,
    isForging: false,
    requests: 0,
    refused: new Set<RecordEnvelope['kind']>(),
  }

  function receipt(car: CarId, items: ReceiptItem[]): Receipt {
    const said = { form: 'lookout-receipt 1' as const, car, at: now(), items }
    const text = Buffer.from(receiptText(said))
    const by = state.isForging ? generateKeyPairSync('ed25519').privateKey : signer.privateKey
    return { ...said, signature: sign(null, text, by).toString('base64') }
  }

  function takeRecords(input: unknown) {
    const { car, ...rest } = z.looseObject({ car: CarId }).parse(input)
    const batch = RecordBatch.parse(rest)
    const items: ReceiptItem[] = []
    const refused: RefusedRecord[] = []
    for (const record of batch.records) {
      const { kind, id, revision, body } = record
      if (state.refused.has(kind)) {
        refused.push({ kind, id, revision, why: 'The provider does not take this.' })
        continue
      }
      const name = `${car} ${kind} ${id}`
      if ((records.get(name)?.revision ?? 0) <= revision) records.set(name, { ...record, car })
      items.push({ kind, id, revision, sha256: hashOf(body) })
    }
    return { receipt: receipt(car, items), refused }
  }

  function takeImage(hash: string, bytes: Buffer, { headers }: IncomingMessage) {
    if (hashOf(bytes) !== hash) return undefined
    const car = String(headers['lookout-car'])
    images.set(hash, { bytes, car, recordedAt: Number(headers['lookout-recorded-at']) })
    return {}
  }

  function imageReceipts(input: unknown) {
    const { car, ...rest } = z.looseObject({ car: CarId }).parse(input)
    const { images: asked } = ImageReceiptsInput.parse(rest)
    const items = asked.flatMap((hash): ReceiptItem[] => {
      const stored = images.get(hash)
      return stored === undefined
        ? []
        : [{ kind: 'media', id: hash, revision: 1, sha256: hashOf(stored.bytes) }]
    })
    return { receipt: receipt(car, items), refused: [] }
  }

  const policy = () => ({
    words: `Kept by the provider for ${keepsDays} days, then destroyed.`,
    days: keepsDays,
  })

  async function answer(request: IncomingMessage): Promise<readonly [status: number, body: unknown]> {
    state.requests += 1
    if (state.isDown) return [503, {}]
    if (request.headers.authorization !== `Bearer ${token}`) {
      return [401, { why: 'The token is not known.', next: 'Ask the provider for a new one.' }]
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://provider')
    const body = await bodyOf(request)
    const image = /^\/v1\/images\/([0-9a-f]{64})$/.exec(pathname)?.[1]
    switch (`${request.method} ${image === undefined ? pathname : 'image'}`) {
      case 'GET /v1/policy':
        return [200, policy()]
      case 'GET /v1/records':
        return [200, held(searchParams.get('plate') ?? '')]
      case 'POST /v1/records':
        return [200, takeRecords(JSON.parse(body.toString()))]
      case 'POST /v1/images/receipts':
        return [200, imageReceipts(JSON.parse(body.toString()))]
      case 'PUT image': {
        const taken = takeImage(image ?? '', body, request)
        return taken === undefined
          ? [400, { why: 'The hash does not fit.', next: 'Send it again.' }]
          : [200, taken]
      }
      default:
        return [404, { why: 'No such path.', next: 'Look at the address.' }]
    }
  }

  /** Reads that it holds with this plate. */
  const held = (plate: string): Read[] =>
    [...records.values()]
      .filter(({ kind }) => kind === 'read')
      .map(({ body }) => JSON.parse(body) as Read)
      .filter((read) => read.plate === plate)

  const server = createServer({ key, cert: certificate }, (request, response) => {
    answer(request).then(
      ([status, body]) => reply(response, status, body),
      () => reply(response, 400, { why: 'It has another form than agreed.', next: 'Look at the request.' }),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `https://localhost:${port}/`,
    authority: certificate,
    publicKey: String(signer.publicKey.export({ type: 'spki', format: 'pem' })),
    token,
    state,
    records: () => [...records.values()],
    images: () => [...images.keys()],
    /** Its own clock: what is older than its policy says goes. */
    purge(): void {
      const before = now() - keepsDays * DAY_MS
      for (const [name, { recordedAt }] of records) if (recordedAt < before) records.delete(name)
      for (const [hash, { recordedAt }] of images) if (recordedAt < before) images.delete(hash)
    },
    async stop(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** A certificate of its own for localhost; the car is told to trust it. */
async function selfSigned(): Promise<{ certificate: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=localhost',
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
    ],
  })
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return {
    certificate: made.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
  }
}
