// The cars' door as OpenAPI 3.1, made of the schemas that it checks with.
import { z } from 'zod'
import {
  BatchAnswer,
  ContactAnswer,
  ContactReport,
  EnrolAnswer,
  EnrolInput,
  ImageMetadata,
  ImageReceiptsInput,
  RecordBatch,
  RenewInput,
  WireRefusal,
} from '#shared/transfer/wire.ts'

type Path = {
  readonly summary: string
  readonly input?: z.ZodType
  readonly output?: z.ZodType
  /** Of an answer that is not JSON. */
  readonly mime?: string
  readonly isOpen?: true
}

const POSTS: Readonly<Record<string, Path>> = {
  '/v1/enrol': {
    summary: 'Joins a car by a one-time code. The only path that is answered without a certificate.',
    input: EnrolInput,
    output: EnrolAnswer,
    isOpen: true,
  },
  '/v1/renew': {
    summary: 'A new certificate; the old one counts until the new one is used.',
    input: RenewInput,
    output: EnrolAnswer,
  },
  '/v1/records': {
    summary: 'Records; sent again they do nothing twice. Only the signed receipt lets the car delete.',
    input: RecordBatch,
    output: BatchAnswer,
  },
  '/v1/images/receipts': {
    summary: 'Receipts for images whose uploads are complete.',
    input: ImageReceiptsInput,
    output: BatchAnswer,
  },
  '/v1/contact': {
    summary: 'What the car says of itself, and what there is for it.',
    input: ContactReport,
    output: ContactAnswer,
  },
}
const GETS: Readonly<Record<string, Path>> = {
  '/v1/files/{id}': { summary: 'A signed file that a contact named.', mime: 'application/json' },
  '/v1/files/{id}/content': {
    summary: 'What a hot list file stands for, as a zlib stream: the list, or a change of it.',
    mime: 'application/octet-stream',
  },
  '/v1/openapi.json': { summary: 'This document.', mime: 'application/json' },
}

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io }) },
})
const refusal = (description: string) => ({ description, content: json(WireRefusal, 'output') })

function operation({ summary, input, output, mime, isOpen }: Path, hasId: boolean) {
  return {
    summary,
    security: isOpen === true ? [] : [{ certificate: [] }],
    ...(hasId
      ? {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          ],
        }
      : {}),
    ...(input === undefined ? {} : { requestBody: { required: true, content: json(input, 'input') } }),
    responses: {
      200: {
        description: 'Done.',
        content: output === undefined ? { [mime ?? 'application/json']: {} } : json(output, 'output'),
      },
      400: refusal('Another form than this document says.'),
      401: refusal('No certificate of an enrolled car.'),
      409: refusal('Refused, with the reason and what to do next.'),
    },
  }
}

function operations(paths: Readonly<Record<string, Path>>, method: 'get' | 'post') {
  const found: Record<string, unknown> = {}
  for (const [path, one] of Object.entries(paths))
    found[path] = { [method]: operation(one, path.includes('{id}')) }
  return found
}

/** The whole document. */
export function carDoorOpenApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lookout department server: the cars’ door',
      version: '1',
      description:
        'TLS 1.3 with certificates of both sides. Images go by tus 1.0 (resumable uploads) at /v1/images; their ' +
        'Upload-Metadata is x-image-metadata below.',
    },
    'x-image-metadata': z.toJSONSchema(ImageMetadata, { io: 'input' }),
    components: { securitySchemes: { certificate: { type: 'mutualTLS' } } },
    paths: { ...operations(POSTS, 'post'), ...operations(GETS, 'get') },
  }
}
