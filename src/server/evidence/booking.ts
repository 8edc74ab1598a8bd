// What may be booked of a package: what came back from the place that the policy names, and nothing of the other.
import { refuse } from '#main/refused.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { EvidencePackage } from '#shared/records/evidence.ts'

export type BookInput = {
  readonly id: string
  readonly mediaId?: string | undefined
  readonly bookingNumber?: string | undefined
  readonly receipt?: string | undefined
  readonly evidenceId?: string | undefined
  readonly uploadStatus?: 'not-uploaded' | 'uploaded' | 'confirmed' | undefined
  readonly words: string
}

/** Portable media are no place for what the policy has on evidence.com (Rantoul 438.4 ¶2 s2), nor the other way. */
export function mustFit(input: BookInput, target: EvidencePackage['target'], { evidence }: Profile): void {
  const { mediaId, bookingNumber, receipt, evidenceId, uploadStatus } = input
  const isMedia = mediaId !== undefined || bookingNumber !== undefined
  const isUpload = evidenceId !== undefined || uploadStatus !== undefined
  if (target === 'evidence.com' && isMedia) {
    throw refuse(
      'evidence.com: this package does not go onto portable media',
      'Upload it there, and enter its evidence id and the state of the upload.',
      evidence.clause,
    )
  }
  if (target === 'portable-media' && isUpload) {
    throw refuse(
      'portable media: this package does not go to evidence.com',
      'Book the media into evidence, and enter its id and the booking number.',
      evidence.clause,
    )
  }
  if (!isMedia && !isUpload && receipt === undefined) {
    throw refuse('what was given back: a number, a receipt or the state of the upload', 'Enter at least one.')
  }
}
