// How the cars' door says no: a status, and words for a person.
import type { FastifyReply } from 'fastify'
import { ZodError } from 'zod'
import { Refused } from '#main/refused.ts'
import type { WireRefusal } from '#shared/transfer/wire.ts'

export function refuseWith(reply: FastifyReply, status: number, why: string, next: string): FastifyReply {
  const body: WireRefusal = { why, next }
  return reply.code(status).send(body)
}

/** Answers with what went wrong; gives back whether it is a fault of the server, to be logged. */
export function answerError(error: unknown, reply: FastifyReply): { readonly isFault: boolean } {
  if (error instanceof Refused) {
    const { missing, next } = error.refusal
    refuseWith(reply, 409, missing.join('; '), next)
    return { isFault: false }
  }
  if (error instanceof ZodError) {
    const [issue] = error.issues
    const where = issue === undefined || issue.path.length === 0 ? 'the request' : issue.path.join('.')
    const words = issue === undefined ? 'it has another form' : issue.message
    refuseWith(
      reply,
      400,
      `${where}: ${words}`.slice(0, 300),
      'Compare the versions of the car and the server.',
    )
    return { isFault: false }
  }
  const status = statusOf(error)
  if (status >= 400 && status < 500) {
    const why =
      status === 413 ? 'the request is too large' : 'the request has another form than this server takes'
    refuseWith(reply, status, why, 'Compare the versions of the car and the server.')
    return { isFault: false }
  }
  refuseWith(
    reply,
    500,
    'the server could not do it',
    'It is tried again; tell the administrator if it goes on.',
  )
  return { isFault: true }
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
}
