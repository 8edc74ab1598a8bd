// Makes the demonstration footage anew: `node build/demo-footage/render.ts [front] [rear]` writes
// assets/demo/<clip>.mp4 and assets/demo/truth.json. Takes several minutes a clip.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { CLIPS, type Clip } from './clips.ts'
import { writeVideo } from './encode.ts'
import { makeClipPainter, type ClipPainter } from './frames.ts'
import { describeTruth } from './truth.ts'

const folder = new URL('../../assets/demo/', import.meta.url)
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !CLIPS.some((clip) => clip.name === name))
if (unknown.length > 0)
  throw new Error(
    `there is no clip ${unknown.join(', ')}; there are ${CLIPS.map(({ name }) => name).join(', ')}`,
  )

function* paintAll(clip: Clip, painter: ClipPainter): Generator<Uint8Array> {
  for (let frame = 0; frame < painter.frameCount; frame++) {
    if (frame % 30 === 0) console.log(`${clip.name}: frame ${frame} of ${painter.frameCount}`)
    yield painter.paint(frame)
  }
}

await writeFile(
  new URL('truth.json', folder),
  await format(JSON.stringify(describeTruth()), { parser: 'json', printWidth: 110 }),
)
for (const clip of CLIPS) {
  if (wanted.length > 0 && !wanted.includes(clip.name)) continue
  const painter = await makeClipPainter(clip)
  await writeVideo(fileURLToPath(new URL(`${clip.name}.mp4`, folder)), paintAll(clip, painter))
}
