// A whole car without a window: a serial camera and a GPS receiver on pseudo-terminals beside footage, in a
// process as a person starts it, and what is then in the database.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startGpsSimulator } from '../support/gps/gps-simulator.ts'
import { openRecords } from '../support/core/open-records.ts'
import { startLookout } from '../support/core/lookout-process.ts'
import { openPtyPair } from '../support/serial/pty-pair.ts'
import { startVc0706Simulator } from '../support/serial/vc0706-simulator.ts'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).toReversed()) await clean()
})

test('reads of footage and of a serial camera carry the place that the receiver measured', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-car-'))
  cleanUp.push(() => rmSync(folder, { recursive: true }))
  const jpeg = join(folder, 'plate.jpg')
  // The nearest plate of the demonstration, at the size a VC0706 delivers.
  const cut = ['-ss', '17.6', '-i', 'assets/demo/front.mp4', '-frames:v', '1', '-vf', 'crop=640:480:400:200']
  spawnSync('ffmpeg', ['-v', 'error', ...cut, '-q:v', '2', jpeg])

  const gpsLine = await openPtyPair()
  const cameraLine = await openPtyPair()
  cleanUp.push(
    () => gpsLine.stop(),
    () => cameraLine.stop(),
  )
  const fix = { latitude: 41.5, longitude: -87.25, knots: 20, course: 90 }
  const receiver = await startGpsSimulator(gpsLine, { baud: 4800, everyMs: 200, fix, utcAt: Date.now })
  cleanUp.push(() => receiver.stop())
  const camera = await startVc0706Simulator(cameraLine, { jpeg: readFileSync(jpeg) })
  cleanUp.push(() => camera.stop())

  const cameras = ['--camera', 'front=footage:assets/demo/front.mp4', '--loop', '--camera']
  const serial = `rear=serial:${cameraLine.port}@115200`
  const lookout = startLookout(['--demo', ...cameras, serial, '--gps', gpsLine.port])
  cleanUp.push(
    () => lookout.remove(),
    () => lookout.stop(),
  )
  await lookout.line(/rear {2}EC70841 .*final/)
  await lookout.line(/front {2}SB4K7P/)
  expect(await lookout.stop()).toBe(0)

  const { db, reads } = openRecords(lookout.home, lookout.dataFolder)
  const { rows } = reads.page({ offset: 0, limit: 200 })
  db.close()
  for (const plate of ['EC70841', 'SB4K7P']) {
    expect(rows.find((read) => read.plate === plate && read.location.kind === 'fix')?.location).toMatchObject(
      {
        place: { latitude: 41.5, longitude: -87.25, courseDeg: 90, quality: 1 },
      },
    )
  }
}, 240_000)
