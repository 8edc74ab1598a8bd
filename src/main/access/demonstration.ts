// The demonstration has made-up data and a folder that no installation can use. Its one officer has nothing to prove.
import type { AccountRow } from '#main/storage/accounts-repository.ts'
import type { AccountBook } from './account-book.ts'
import type { ManageAccounts } from './manage-accounts.ts'

const BADGE = 'DEMO'

/** The account of the demonstration's officer, made where it is not there yet. It has no password and no factor. */
export function demonstrationAccount(book: AccountBook, manage: Pick<ManageAccounts, 'blank'>): AccountRow {
  const known = book.byBadge(BADGE)
  return book.put({
    ...(known ??
      manage.blank(BADGE, 'Demonstration', 'sworn', ['operator', 'supervisor', 'manager', 'administrator'])),
    authorisations: [{ dataClass: 'leads' }, { dataClass: 'ncic' }],
    state: 'active',
  })
}
