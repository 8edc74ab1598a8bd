// A provider's cloud as the place where reads are kept (Oak Brook 131.7 (b)-(d), Parsons 427.5): JSON over TLS with a
// bearer token. What it answers counts only as far as its receipts are signed by the key that the agency registered.
import { Agent, request, type Dispatcher } from 'undici'
import { z } from 'zod'
import { BatchAnswer, CarId, WireRefusal } from '#shared/transfer/wire.ts'
import { DestinationError, ImageRefused, type Destination } from '../destination.ts'

/** A provider as settings.json names it. */
export const ProviderSettings = z.strictObject({
  /** Base of its paths: https only. */
  url: z.url({ protocol: /^https$/ }),
  token: z.string().min(16).max(2000),
  /** SPKI PEM, Ed25519: signs its receipts. */
  publicKey: z.string().min(1).max(400),
  /** The number that the provider gave this car; its receipts name it. */
  car: CarId,
  /** PEM of the authority of its certificate, where it is none that the system trusts. */
  authority: z.string().max(20_000).optional(),
})
export type ProviderSettings = z.infer<typeof ProviderSettings>

/** For how long the provider keeps what it is sent, in its own words (Oak Brook 131.7 (d)). */
const ProviderPolicy = z.object({ words: z.string().min(1).max(400), days: z.int().positive().optional() })
/** It is asked for again after so long. */
const POLICY_MS = 86_400_000

const MOST_ANSWER_BYTES = 4 * 1024 * 1024
const CONNECT_MS = 15_000
const ANSWER_MS = 120_000

export function openHttpProvider(settings: ProviderSettings): Destination {
  const { url, token, publicKey, car, authority } = settings
  const base = url.endsWith('/') ? url : `${url}/`
  const { host } = new URL(base)
  const agent = new Agent({
    connect: {
      minVersion: 'TLSv1.2',
      timeout: CONNECT_MS,
      ...(authority === undefined ? {} : { ca: authority }),
    },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
    maxResponseSize: MOST_ANSWER_BYTES,
  })

  async function ask<T extends z.ZodType>(
    form: T,
    path: string,
    signal: AbortSignal,
    sent: Pick<Dispatcher.RequestOptions, 'method' | 'body'> & { readonly type?: string } = { method: 'GET' },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<z.infer<T>> {
    const { status, text } = await reply(path, signal, sent, headers)
    if (!isDone(status)) throw refusedBy(host, status, text)
    const said = form.safeParse(parsed(text))
    if (said.success) return said.data
    throw new DestinationError(
      'refused',
      `${host} answers in another form than agreed.`,
      'Have the administrator ask the provider.',
    )
  }

  async function reply(
    path: string,
    signal: AbortSignal,
    { method, body, type = 'application/json' }: Parameters<typeof ask>[3] & object,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ status: number; text: string }> {
    try {
      const answer = await request(new URL(path, base), {
        dispatcher: agent,
        method,
        signal,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'content-type': type,
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      })
      return { status: answer.statusCode, text: await answer.body.text() }
    } catch (cause) {
      signal.throwIfAborted()
      throw new DestinationError(
        'unreachable',
        `${host} cannot be reached.`,
        'It is tried again by itself; nothing is lost.',
        { cause },
      )
    }
  }

  const policy = {
    words: undefined as string | undefined,
    askedAt: Number.NEGATIVE_INFINITY,
    /** Shown to people only: that it is not told holds nothing up. */
    async renewed(signal: AbortSignal): Promise<void> {
      if (performance.now() - policy.askedAt < POLICY_MS) return
      const told = await ask(ProviderPolicy, 'v1/policy', signal).catch(() => undefined)
      if (told === undefined) return
      policy.words = told.words
      policy.askedAt = performance.now()
    },
  }

  return {
    kind: 'provider',
    host,
    receiptKey: publicKey,
    car,

    keeps: () => policy.words,

    async sendRecords(batch, signal) {
      const answer = await ask(BatchAnswer, 'v1/records', signal, json({ car, ...batch }))
      await policy.renewed(signal)
      return answer
    },

    async sendImage({ hash, mime, kind, recordedAt, bytes }, signal) {
      const headers = { 'lookout-car': car, 'lookout-kind': kind, 'lookout-recorded-at': String(recordedAt) }
      const sent = { method: 'PUT' as const, body: bytes, type: mime }
      const { status, text } = await reply(`v1/images/${hash}`, signal, sent, headers)
      if (isDone(status)) return
      const refusal = refusedBy(host, status, text)
      throw isOfImage(status) ? new ImageRefused(refusal.message) : refusal
    },

    imageReceipts: (images, signal) => ask(BatchAnswer, 'v1/images/receipts', signal, json({ car, images })),

    close: () => agent.close(),
  }
}

const json = (value: unknown) => ({ method: 'POST' as const, body: JSON.stringify(value) })

const isDone = (status: number): boolean => status >= 200 && status < 300

/** The image will not do, and all others may. */
const isOfImage = (status: number): boolean => [400, 409, 413, 415, 422].includes(status)

/** 408, 429 and 5xx pass by themselves; anything else a person must look at. */
function refusedBy(host: string, status: number, text: string): DestinationError {
  const said = WireRefusal.safeParse(parsed(text)).data
  const passes = status === 408 || status === 429 || status >= 500
  if (passes) {
    return new DestinationError(
      'unreachable',
      `${host} does not take anything just now (${status}).`,
      'It is tried again by itself; nothing is lost.',
    )
  }
  const isStranger = status === 401 || status === 403
  return new DestinationError(
    'refused',
    said?.why ?? (isStranger ? `${host} does not know this car's token.` : `${host} refuses it (${status}).`),
    said?.next ?? 'Have the administrator look at the provider in settings.json.',
  )
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}
