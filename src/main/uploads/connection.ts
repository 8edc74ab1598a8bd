// HTTPS to one server of which the authority is known: TLS 1.3 only, its name checked, this car's certificate shown.
import { Agent, request, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { z } from 'zod'
import { WireRefusal } from '#shared/transfer/wire.ts'
import { DestinationError } from './destination.ts'

export type ServerAddress = {
  readonly host: string
  readonly port: number
  /** PEM; nobody else's certificates are trusted. */
  readonly authority: string
  /** The car's, PEM; none before it is enrolled. */
  readonly own?: { readonly certificate: string; readonly privateKey: string }
}

export type Connection = ReturnType<typeof openConnection>

/** Without a byte for so long the connection counts as lost: a car in a tunnel gets no reset. */
const SILENT_MS = 45_000
const MOST_ANSWER_BYTES = 8 * 1024 * 1024

export function openConnection({ host, port, authority, own }: ServerAddress) {
  const origin = `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 6,
    ca: authority,
    minVersion: 'TLSv1.3',
    ...(own === undefined ? {} : { cert: own.certificate, key: own.privateKey }),
  })

  function send(
    method: string,
    path: string,
    signal: AbortSignal,
    body?: string,
    mostBytes = MOST_ANSWER_BYTES,
    isSecondTry = false,
  ): Promise<{ status: number; bytes: Buffer }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; bytes: Buffer }>()
    const options: RequestOptions = { method, agent, signal, timeout: SILENT_MS }
    const sent = request(`${origin}${path}`, options, (response) => {
      const pieces: Buffer[] = []
      let length = 0
      response.on('data', (piece: Buffer) => {
        length += piece.length
        if (length > mostBytes) response.destroy(new Error('the answer is too long'))
        else pieces.push(piece)
      })
      response.on('error', (error) => reject(failure(error, signal)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(pieces) }))
    })
    sent.on('timeout', () => sent.destroy(new Error('nothing came for too long')))
    sent.on('error', (error) => {
      // The server ended a connection that was kept open, just as it was used again: nothing has been heard yet.
      const isStale = sent.reusedSocket && codeOf(error) === 'ECONNRESET' && !isSecondTry
      if (isStale && !signal.aborted) resolve(send(method, path, signal, body, mostBytes, true))
      else reject(failure(error, signal))
    })
    if (body !== undefined) sent.setHeader('content-type', 'application/json')
    sent.end(body)
    return promise
  }

  return {
    origin,
    agent,

    /** A JSON answer of this form. Rejects with a DestinationError, or with the signal's reason. */
    async json<T>(
      method: 'GET' | 'POST',
      path: string,
      form: z.ZodType<T>,
      signal: AbortSignal,
      input?: unknown,
    ): Promise<T> {
      const body = input === undefined ? undefined : JSON.stringify(input)
      const { status, bytes } = await send(method, path, signal, body)
      mustBeFine(status, bytes)
      const answer = form.safeParse(parsed(bytes)).data
      if (answer === undefined) {
        throw new DestinationError(
          'refused',
          'the server answers in a form that this version does not understand',
          'Have the administrator compare the versions of the car and the server.',
        )
      }
      return answer
    },

    async bytes(path: string, signal: AbortSignal, mostBytes?: number): Promise<Uint8Array> {
      const { status, bytes } = await send('GET', path, signal, undefined, mostBytes)
      mustBeFine(status, bytes)
      return bytes
    },

    close(): void {
      agent.destroy()
    },
  }
}

function mustBeFine(status: number, bytes: Buffer): void {
  if (status >= 200 && status < 300) return
  throw statusFailure(status, bytes.toString('utf8'))
}

/** What an answer that is not a success means for the transfer. */
export function statusFailure(status: number, text: string): DestinationError {
  const { data } = WireRefusal.safeParse(parsed(Buffer.from(text)))
  const isLater = status >= 500 || [408, 423, 425, 429].includes(status)
  return new DestinationError(
    isLater ? 'unreachable' : 'refused',
    data?.why ?? `the server answers with ${status}`,
    data?.next ?? (isLater ? 'It is tried again by itself.' : 'Tell the administrator of the server.'),
  )
}

/** What a failed request means: the network, or a server that is not the one that is known. */
export function failure(error: Error, signal: AbortSignal): Error {
  if (signal.aborted && signal.reason instanceof Error) return signal.reason
  if (error instanceof DestinationError) return error
  const code = codeOf(error)
  const isTls = /^(ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)
  if (isTls) {
    const why = `the server is not the one that this car was joined with, or does not know this car (${code})`
    return new DestinationError('refused', why, 'Tell the administrator of the server.', { cause: error })
  }
  const why = code === '' ? error.message : `the server is not reached (${code})`
  return new DestinationError('unreachable', why, 'It is tried again by itself.', { cause: error })
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '')

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
