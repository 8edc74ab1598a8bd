// How an entry is brought before the officer: the list's own settings first, then the profile's, then the middle.
import type { Category } from '#shared/domain/category.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Presentation } from '#shared/domain/hot-list.ts'
import type { Profile } from '#shared/domain/profile.ts'

/** A quieter kind of alert: a pattern fits many vehicles that nobody looks for. */
export const PARTIAL_PRESENTATION: Presentation = {
  severity: 'low',
  sound: 'low',
  spoken: 'Partial plate',
  mayMute: true,
  isCovert: false,
}

/** A calibration record tests the equipment and calls nobody. */
const SELF_TEST: Presentation = {
  severity: 'silent',
  sound: 'none',
  spoken: '',
  mayMute: true,
  isCovert: false,
}

export function presentationOf(
  category: Category,
  profile: Profile,
  own: Partial<Record<Category, Presentation>> | undefined,
): Presentation {
  if (category === 'calibration') return SELF_TEST
  return (
    own?.[category] ??
    profile.presentations[category] ?? {
      severity: 'medium',
      sound: 'medium',
      spoken: CATEGORY_WORDS[category],
      mayMute: false,
      isCovert: false,
    }
  )
}
