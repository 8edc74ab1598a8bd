// Which categories may alert: the profile's, and what an administrator has turned on or off with a reason.
import type { Audit } from '#main/audit/index.ts'
import type { HotListsRepository } from '#main/storage/hot-lists-repository.ts'
import { CATEGORIES, type Category } from '#shared/domain/category.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import { refuse } from '../refused.ts'

export type Categories = {
  allowed(): readonly Category[]
  switch(change: CategoryChange, by: By): readonly Category[]
}

type CategoryChange = {
  readonly category: Category
  readonly isAllowed: boolean
  readonly reason: string
}

type Options = {
  readonly repository: Pick<HotListsRepository, 'switchCategory' | 'categorySwitches'>
  readonly profile: Profile
  readonly audit: Audit
  readonly onChange: () => void
  readonly now: () => number
}

export function createCategories({ repository, profile, audit, onChange, now }: Options): Categories {
  let computedFor = profile.allowedCategories
  let allowed = compute()

  function compute(): readonly Category[] {
    const switches = new Map(
      repository.categorySwitches().map(({ category, isAllowed }) => [category, isAllowed]),
    )
    const profiled = profile.allowedCategories.value
    // Calibration records are the equipment's self-test: they are matched, and alert nobody.
    return CATEGORIES.filter(
      (category) => category === 'calibration' || (switches.get(category) ?? profiled.includes(category)),
    )
  }

  return {
    allowed() {
      // A policy that comes into force replaces the rule.
      if (computedFor !== profile.allowedCategories) {
        computedFor = profile.allowedCategories
        allowed = compute()
      }
      return allowed
    },
    switch({ category, isAllowed, reason }, by) {
      const fault = reasonFault(reason, 10)
      if (fault !== undefined) throw refuse(fault, 'Say why; the reason is kept in the audit.')
      repository.switchCategory(category, isAllowed, reason, by, now())
      audit(by, isAllowed ? 'category.allow' : 'category.forbid', category, {}, { reason })
      allowed = compute()
      onChange()
      return allowed
    },
  }
}
