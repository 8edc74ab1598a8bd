// Requests that are not from law enforcement: kept, and routed to the title that the profile names. Who may answer them
// is held by the right `other-requests.answer`.
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { OtherRequestsTable } from '#server/storage/schema.ts'
import type { OtherRequest } from '#shared/records/sharing.ts'
import type { SharingOptions } from './options.ts'

export function createOthers({ db, acts, profile, now }: SharingOptions) {
  const { kysely } = db

  async function get(id: string): Promise<OtherRequest> {
    const row = await kysely.selectFrom('other_requests').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw refuse('this request', 'Look at the list again.')
    return toOther(row)
  }

  function toOther(row: Selectable<OtherRequestsTable>): OtherRequest {
    const { clause } = profile.otherRequests
    const { answered_at: at, answered_badge: badge, answered_name: name, answer } = row
    return {
      id: row.id,
      receivedAt: row.received_at,
      fromWhom: row.from_whom,
      words: row.words,
      routedTo: row.routed_to,
      ...(clause === undefined ? {} : { clause }),
      enteredBy: { badge: row.entered_badge, name: row.entered_name },
      ...(at === null || badge === null || name === null
        ? {}
        : { answered: { by: { badge, name }, at, words: answer ?? '' } }),
    }
  }

  return {
    async others(_who: Holder): Promise<OtherRequest[]> {
      const rows = await kysely
        .selectFrom('other_requests')
        .selectAll()
        .orderBy('received_at', 'desc')
        .limit(500)
        .execute()
      return rows.map(toOther)
    },

    async enterOther(
      { fromWhom, words }: { readonly fromWhom: string; readonly words: string },
      who: Holder,
    ): Promise<OtherRequest> {
      const id = randomUUID()
      const routedTo = profile.otherRequests.value
      const act = { action: 'other-request.enter', subject: id, detail: { routedTo } }
      await acts.run(who.by, act, async (trx) => {
        await trx
          .insertInto('other_requests')
          .values({
            id,
            received_at: now(),
            from_whom: fromWhom,
            words,
            routed_to: routedTo,
            entered_badge: who.by.badge,
            entered_name: who.by.name,
            answered_at: null,
            answered_badge: null,
            answered_name: null,
            answer: null,
          })
          .execute()
      })
      return get(id)
    },

    async answerOther(
      { id, answer }: { readonly id: string; readonly answer: string },
      who: Holder,
    ): Promise<OtherRequest> {
      const { routedTo } = await get(id)
      const act = { action: 'other-request.answer', subject: id, detail: { routedTo } }
      await acts.run(who.by, act, async (trx) => {
        const answered = await trx
          .updateTable('other_requests')
          .set({ answered_at: now(), answered_badge: who.by.badge, answered_name: who.by.name, answer })
          .where('id', '=', id)
          .where('answered_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (answered === undefined) {
          throw refuse('a request without an answer: this one is answered', 'Look at the list again.')
        }
      })
      return get(id)
    },
  }
}
