import type { BareAlert } from '#shared/contract/session.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'

/** "Cameras: 2 of 3 give pictures." */
export function alertOnlyLine(cameras: readonly CameraStatus[] | undefined): string {
  if (cameras === undefined) return 'Cameras: not known yet.'
  if (cameras.length === 0) return 'Cameras: none found.'
  const live = cameras.filter(({ state }) => state === 'live').length
  return `Cameras: ${live} of ${cameras.length} give pictures.`
}

/** What the voice says: no plate, no state. */
export const spokenBareAlert = ({ category }: Pick<BareAlert, 'category'>): string =>
  `Possible match. ${CATEGORY_WORDS[category]}. Not verified.`
