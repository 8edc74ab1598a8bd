// The department's own server as a place that records go to.
import { z } from 'zod'
import type { UploadsRepository } from '#main/storage/uploads-repository.ts'
import { BatchAnswer, ContactAnswer } from '#shared/transfer/wire.ts'
import { openConnection, type ServerAddress } from './connection.ts'
import type { Destination } from './destination.ts'
import { sendImage } from './image-uploads.ts'

const MOST_LIST_CONTENT_BYTES = 512 * 1024 * 1024

export type DepartmentDestination = Required<Omit<Destination, 'keeps'>> & {
  /** A new certificate for a new key; see `POST /v1/renew`. */
  renew(certificateRequest: string, signal: AbortSignal): Promise<string>
}

type Options = ServerAddress & {
  readonly car: string
  readonly receiptKey: string
  readonly store: Pick<UploadsRepository, 'begunUpload' | 'beginUpload' | 'endUpload'>
}

export function openDepartmentDestination({
  car,
  receiptKey,
  store,
  ...address
}: Options): DepartmentDestination {
  const connection = openConnection(address)
  return {
    kind: 'department',
    host: address.host,
    receiptKey,
    car,
    sendRecords: (batch, signal) => connection.json('POST', '/v1/records', BatchAnswer, signal, batch),
    sendImage: (image, signal) => sendImage(connection, store, image, signal),
    imageReceipts: (images, signal) =>
      connection.json('POST', '/v1/images/receipts', BatchAnswer, signal, { images }),
    contact: (report, signal) => connection.json('POST', '/v1/contact', ContactAnswer, signal, report),
    file: async (id, signal) =>
      Buffer.from(await connection.bytes(`/v1/files/${id}`, signal)).toString('utf8'),
    fileContent: (id, signal) => connection.bytes(`/v1/files/${id}/content`, signal, MOST_LIST_CONTENT_BYTES),
    renew: async (certificateRequest, signal) => {
      const form = z.object({ certificate: z.string().max(8000) })
      const { certificate } = await connection.json('POST', '/v1/renew', form, signal, { certificateRequest })
      return certificate
    },
    close: () => Promise.resolve(connection.close()),
  }
}
