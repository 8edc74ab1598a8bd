import { spawn } from 'node:child_process'
import { createRecogniser } from '#recognition/recogniser.ts'
const [, , clip, W, H, fps, secs, every = '1'] = process.argv
const w = +W!,
  h = +H!
const r = await createRecogniser({ modelsFolder: 'assets/models', provider: 'cpu', threads: 1 })
const ff = spawn(
  'ffmpeg',
  ['-v', 'error', '-t', secs!, '-i', clip!, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const size = w * h * 1.5
let n = 0,
  k = 0
let buf: Buffer[] = [],
  have = 0
const T: Record<string, number[]> = {}
const all: any[] = []
let dets = 0
const show = (p: any) => all.push(p)
for await (const chunk of ff.stdout) {
  buf.push(chunk)
  have += chunk.length
  while (have >= size) {
    const b = Buffer.concat(buf)
    const data = new ArrayBuffer(size)
    new Uint8Array(data).set(b.subarray(0, size))
    buf = [b.subarray(size)]
    have -= size
    if (k++ % +every!) continue
    const res = await r.recognise(
      {
        camera: 'c',
        sequence: n,
        capturedAt: 1.4e12 + Math.round((k * 1000) / +fps!),
        pixels: {
          layout: 'yuv420p',
          isFullRange: false,
          width: w,
          height: h,
          planes: [
            { offset: 0, stride: w },
            { offset: w * h, stride: w / 2 },
            { offset: w * h * 1.25, stride: w / 2 },
          ],
          data,
        },
      },
      false,
    )
    n++
    dets += res.detections.length
    for (const [a, v] of Object.entries(res.timings)) (T[a] ??= []).push(v)
    for (const p of res.passes) show(p)
  }
}
for (const p of r.endCamera('c')) show(p)
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(2)
console.log(
  clip,
  'frames',
  n,
  'dets',
  dets,
  Object.entries(T)
    .map(([k, v]) => k + ' ' + med(v))
    .join('  '),
  'rss',
  (process.memoryUsage().rss / 1e6).toFixed(0),
)
for (const p of all)
  console.log(
    p.pass,
    p.phase,
    p.plate,
    p.plateProbability.toFixed(2),
    p.state.code ?? '-',
    p.frames,
    'w',
    (p.corners[1].x - p.corners[0].x).toFixed(0),
    p.crop ? 'pics' : '',
    ((p.lastSeenAt - 1.4e12) / 1000).toFixed(1),
  )
await r.stop()
