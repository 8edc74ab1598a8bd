// A list's settings as they are filled in, and as they are kept.
import type { ListSettings } from '#shared/contract/lists.ts'
import type { Category } from '#shared/domain/category.ts'
import type { Presentation } from '#shared/domain/hot-list.ts'
import type { Profile } from '#shared/domain/profile.ts'

const HOUR_MS = 3_600_000

export type SettingsDraft = {
  readonly hours: string
  readonly shrinkPercent: string
  readonly presentations: ListSettings['presentations']
}

export function draftOfSettings(settings: ListSettings): SettingsDraft {
  return {
    hours: String(Math.round((settings.maxAgeMs / HOUR_MS) * 100) / 100),
    shrinkPercent: String(Math.round(settings.mostShrinkShare * 1000) / 10),
    presentations: settings.presentations,
  }
}

/** The settings that are sent, or what is missing for that. */
export function toSettings(
  draft: SettingsDraft,
): { readonly settings: ListSettings } | { readonly missing: readonly string[] } {
  const hours = Number(draft.hours)
  const percent = Number(draft.shrinkPercent)
  const missing = [
    ...(draft.hours.trim() !== '' && hours >= 1 && hours <= 8760
      ? []
      : ['an age of 1 to 8,760 hours after which the list is too old']),
    ...(draft.shrinkPercent.trim() !== '' && percent >= 0 && percent <= 100
      ? []
      : ['a share of 0 to 100 % that a new version may be smaller']),
  ]
  if (missing.length > 0) return { missing }
  const { presentations } = draft
  return {
    settings: { maxAgeMs: Math.round(hours * HOUR_MS), mostShrinkShare: percent / 100, presentations },
  }
}

/** A category without a row anywhere is medium (src/shared/domain/profile.ts). */
const MEDIUM: Presentation = {
  severity: 'medium',
  sound: 'medium',
  spoken: '',
  mayMute: false,
  isCovert: false,
}

/** How a category of this list looks and sounds, and whether the list itself says so. */
export function presentationOf(
  draft: SettingsDraft,
  profile: Profile | undefined,
  category: Category,
): { readonly presentation: Presentation; readonly isOwn: boolean } {
  const own = draft.presentations[category]
  return own === undefined
    ? { presentation: profile?.presentations[category] ?? MEDIUM, isOwn: false }
    : { presentation: own, isOwn: true }
}

/** The draft with the list's own word for a category, or without it. */
export function withPresentation(
  draft: SettingsDraft,
  category: Category,
  presentation: Presentation | undefined,
): SettingsDraft {
  const { [category]: _before, ...others } = draft.presentations
  return {
    ...draft,
    presentations: presentation === undefined ? others : { ...others, [category]: presentation },
  }
}
