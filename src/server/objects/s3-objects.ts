// Objects in a bucket of an S3-compatible store.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { ListedObject, Objects } from './index.ts'
import { checkName, checkPrefix } from './object-name.ts'

export type S3Settings = {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** S3 takes no part under 5 MiB but the last. */
const PART_BYTES = 8 * 1024 * 1024

export function s3Objects({ endpoint, bucket: Bucket, region, ...credentials }: S3Settings): Objects {
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    // Names in the path: stores of one's own seldom have a host name for each bucket.
    forcePathStyle: true,
    // Others than the maker's own store do not all know its newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Without an answer a request would wait for good.
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 120_000 },
  })

  async function* walk(Prefix: string): AsyncGenerator<ListedObject> {
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
      for (const { Key, Size } of page.Contents ?? []) {
        if (Key !== undefined) yield { name: Key, bytes: Size ?? 0 }
      }
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
  }

  async function remove(Key: string): Promise<void> {
    await client.send(new DeleteObjectCommand({ Bucket, Key }))
  }

  /** Part by part; the object is there once the upload is completed, and not before. */
  async function putInParts(Key: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    const upload = { Bucket, Key, UploadId }
    try {
      const Parts: { PartNumber: number; ETag: string | undefined }[] = []
      for await (const Body of inParts(content)) {
        const PartNumber = Parts.length + 1
        const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }))
        Parts.push({ PartNumber, ETag })
      }
      await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
    } catch (cause) {
      await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined)
      throw cause
    }
  }

  return {
    kind: 's3',

    async put(name, content) {
      checkName(name)
      if (content instanceof Uint8Array) {
        await client.send(new PutObjectCommand({ Bucket, Key: name, Body: content }))
      } else await putInParts(name, content)
    },

    async get(name) {
      checkName(name)
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: name }))
        return await Body?.transformToByteArray()
      } catch (cause) {
        if (cause instanceof NoSuchKey) return undefined
        throw cause
      }
    },

    async remove(name) {
      checkName(name)
      await remove(name)
    },

    async removeAll(prefix) {
      checkPrefix(prefix)
      let removed = 0
      // DeleteObjects asks for a checksum that not every store knows, so one by one.
      for await (const { name } of walk(prefix)) {
        await remove(name)
        removed += 1
      }
      return removed
    },

    list(prefix) {
      checkPrefix(prefix)
      return walk(prefix)
    },
  }
}

async function* inParts(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = []
  let bytes = 0
  for await (const piece of content) {
    pending.push(piece)
    bytes += piece.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(pending)
    pending = []
    bytes = 0
  }
  // An object of no bytes has one part too.
  yield Buffer.concat(pending)
}
