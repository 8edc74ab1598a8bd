// Stores images and records reads, each with a hit, as fast as it can, in the folder given, and writes the
// id of each read that was committed. It never ends by itself: it is there to be killed.
import { writeSync } from 'node:fs'
import { openStorage } from './open-storage.ts'
import { hashOf, makeHit, makeRead } from './records.ts'

const { media, records, reads } = openStorage(process.argv[2])

for (let number = reads.count(); ; number += 1) {
  const bytes = Buffer.from(`crop ${number}`)
  const cropHash = await media.put(bytes, { mime: 'image/png' })
  if (cropHash !== hashOf(`crop ${number}`)) throw new Error('The image was stored under another name.')
  const { contextHash: _, ...read } = makeRead({ cropHash })
  const image = { hash: cropHash, bytes: bytes.length, mime: 'image/png', kind: 'crop' } as const
  records.record({ read, hits: [makeHit()], images: [image], recordedAt: read.capturedAt })
  writeSync(1, `${read.id}\n`)
}
