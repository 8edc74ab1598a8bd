// The car's link to its department server: what it was given when it joined, and the destination that is made of it.
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { Department } from '#main/department/index.ts'
import { refuse } from '#main/refused.ts'
import type { DepartmentLinkRepository, LinkRow } from '#main/storage/department-link-repository.ts'
import type { UploadsRepository } from '#main/storage/uploads-repository.ts'
import type { By } from '#shared/domain/officer.ts'
import { CarId } from '#shared/transfer/wire.ts'
import type { Box } from './box.ts'
import { makeCertificateRequest } from './certificate-request.ts'
import { openDepartmentDestination, type DepartmentDestination } from './department-destination.ts'
import { join } from './enrol.ts'

/** A certificate is renewed so long before its end: cars stand for weeks. */
const RENEW_MS = 90 * 86_400_000
const KEY_CONTEXT = 'key of the car certificate'

export type Link = ReturnType<typeof openLink>

type Options = {
  readonly repository: DepartmentLinkRepository
  readonly store: Pick<UploadsRepository, 'begunUpload' | 'beginUpload' | 'endUpload'>
  readonly department: Pick<Department, 'trust' | 'publicKey'>
  readonly box: Box
  /** SPKI PEM of the key that signs the audit. */
  readonly deviceKey: string
  readonly version: () => string
  readonly now: () => number
}

export function openLink({ repository, store, department, box, deviceKey, version, now }: Options) {
  let row = repository.get()
  let destination = row && open(row)

  function open(link: LinkRow): DepartmentDestination | undefined {
    const receiptKey = department.publicKey()
    if (receiptKey === undefined) return undefined
    const privateKey = Buffer.from(box.open(link.privateKey, KEY_CONTEXT)).toString()
    return openDepartmentDestination({
      host: link.host,
      port: link.port,
      authority: link.authority,
      own: { certificate: link.certificate, privateKey },
      car: link.car,
      receiptKey,
      store,
    })
  }

  function reopen(): void {
    void destination?.close()
    row = repository.get()
    destination = row && open(row)
  }

  return {
    destination: (): DepartmentDestination | undefined => destination,
    name: (): string | undefined => row?.name,

    /** For transfer packages. */
    sealed(): { readonly car: CarId; readonly sealingKey: KeyObject } | undefined {
      return row && { car: CarId.parse(row.car), sealingKey: createPublicKey(row.sealingKey) }
    },

    /** Only once. The department's key is trusted with it. */
    async enrol(ticket: string, by: By): Promise<void> {
      mustBeFree()
      const { host, port, answer, privateKey } = await join(ticket, { deviceKey, version: version() })
      mustBeFree()
      repository.inTransaction(() => {
        department.trust(answer.departmentKey, by, { car: answer.car, host, port })
        repository.put(
          {
            car: answer.car,
            name: answer.name,
            host,
            port,
            certificate: answer.certificate,
            privateKey: box.seal(Buffer.from(privateKey), KEY_CONTEXT),
            authority: answer.authority,
            sealingKey: answer.sealingKey,
          },
          by,
          now(),
        )
      })
      reopen()
    },

    /** Has a new certificate made when the old one is near its end. */
    async renewWhenDue(signal: AbortSignal): Promise<void> {
      if (row === undefined || destination === undefined) return
      const endsAt = new X509Certificate(row.certificate).validToDate.getTime()
      if (endsAt - now() > RENEW_MS) return
      const { request, privateKey } = await makeCertificateRequest()
      const certificate = await destination.renew(request, signal)
      if (!new X509Certificate(certificate).verify(new X509Certificate(row.authority).publicKey)) return
      repository.renew(certificate, box.seal(Buffer.from(privateKey), KEY_CONTEXT))
      reopen()
    },

    async close(): Promise<void> {
      await destination?.close()
    },
  }

  function mustBeFree(): void {
    if (repository.get() === undefined) return
    throw refuse(
      'a car without a department server: this one has one',
      'Another one needs a new data folder.',
    )
  }
}
