// Nothing is lost: a few runs of the soak with real processes, killed at random moments. `npm run soak:transfer` runs a
// thousand.
import { expect, test } from 'vitest'
import { runSoak } from '../../bench/transfer/run-soak.ts'

test('every read is on the server once, byte for byte, or still in the car, whatever is killed', async () => {
  const result = await runSoak({ runs: 4, reads: 40, seed: 7, say: () => undefined })
  expect(result).toMatchObject({ runs: 4, lost: 0, doubled: 0, changed: 0 })
  expect(result.reads).toBeGreaterThan(80)
  expect(Object.values(result.kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(4)
}, 400_000)
