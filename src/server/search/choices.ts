// What a search may be narrowed to, by name: cars, and the cameras that they say they have.
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { CarId, ContactReport } from '#shared/transfer/wire.ts'

export type Choices = {
  cars: { id: CarId; name: string }[]
  cameras: { id: string; name: string }[]
  isStoredHere: boolean
}

const Cameras = ContactReport.pick({ cameras: true })

/** Cameras are asked of the cars' last reports: the reads themselves would have to be gone through one by one. */
export async function choicesOf(db: RecordsDb, { storage }: Pick<Profile, 'storage'>): Promise<Choices> {
  const rows = await db.kysely.selectFrom('cars').select(['id', 'name', 'report']).orderBy('name').execute()
  const cameras = new Map<string, string>()
  for (const { report } of rows) {
    for (const { id, name } of Cameras.safeParse(report).data?.cameras ?? []) cameras.set(id, name)
  }
  return {
    cars: rows.map(({ id, name }) => ({ id: CarId.parse(id), name })),
    cameras: [...cameras]
      .map(([id, name]) => ({ id, name }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    isStoredHere: storage.value !== 'provider',
  }
}
