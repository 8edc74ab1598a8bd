// A car as the server sees it: its certificate, one batch after another, pictures by tus in the car's own manner (small
// ones with the request that announces them, larger ones after it), and their receipts. What a car spends on its own side
// is not measured here, so it speaks by undici and by hand.
import { Agent, request } from 'undici'
import { BatchAnswer } from '#shared/transfer/wire.ts'
import type { MadePicture } from './made-records.ts'

/** As the car's uploader has them (src/main/uploads). */
export const UPLOADS_BESIDE = 4
const AT_ONCE_BYTES = 64 * 1024

export type Car = ReturnType<typeof openCar>

type Joined = {
  readonly port: number
  readonly authority: string
  readonly certificate: string
  readonly privateKey: string
}

export function openCar({ port, authority, certificate, privateKey }: Joined) {
  const agent = new Agent({
    connect: {
      ca: authority,
      cert: certificate,
      key: privateKey,
      servername: 'localhost',
      minVersion: 'TLSv1.3',
      // On a machine that has other work, too, a hundred handshakes take their time.
      timeout: 60_000,
    },
    headersTimeout: 120_000,
    connections: UPLOADS_BESIDE,
    pipelining: 1,
  })
  const origin = `https://127.0.0.1:${port}`

  async function send(
    method: 'POST' | 'PATCH',
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array | null,
  ) {
    const answer = await request(`${origin}${path}`, { method, dispatcher: agent, headers, body })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${method} ${answer.statusCode}: ${text.slice(0, 300)}`)
    return { text, location: String(answer.headers['location'] ?? '') }
  }

  /** How many are in the receipt; throws where one is not. */
  function receiptOf(text: string, count: number): void {
    const { receipt, refused } = BatchAnswer.parse(JSON.parse(text))
    const [first] = refused
    if (receipt.items.length === count && first === undefined) return
    throw new Error(`A receipt of ${receipt.items.length} for ${count}: ${first?.why ?? 'none refused'}`)
  }

  return {
    /** The JSON of a batch of so many records. */
    async sendBatch(text: string, count: number): Promise<void> {
      const answer = await send('POST', '/v1/records', { 'content-type': 'application/json' }, text)
      receiptOf(answer.text, count)
    },

    async sendPicture({ bytes, hash, mime, kind }: MadePicture, recordedAt: number): Promise<void> {
      const said = { hash, mime, kind, recordedAt: String(recordedAt) }
      const headers = {
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': Object.entries(said)
          .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      }
      const octets = { 'content-type': 'application/offset+octet-stream' }
      if (bytes.length <= AT_ONCE_BYTES) {
        await send('POST', '/v1/images', { ...headers, ...octets }, bytes)
        return
      }
      const { location } = await send('POST', '/v1/images', headers, null)
      await send('PATCH', location, { 'tus-resumable': '1.0.0', 'upload-offset': '0', ...octets }, bytes)
    },

    async pictureReceipts(images: readonly string[]): Promise<void> {
      const body = JSON.stringify({ images })
      const answer = await send('POST', '/v1/images/receipts', { 'content-type': 'application/json' }, body)
      receiptOf(answer.text, images.length)
    },

    close: (): Promise<void> => agent.destroy(),
  }
}
