import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { createRecogniser } from '#recognition/recogniser.ts'
const r = await createRecogniser({ modelsFolder: 'assets/models', provider: 'cpu', threads: 1 })
console.log(
  r.provider,
  r.threads,
  r.models.map((m) => m.name),
)
const f = (t: string) => t.replaceAll('O', '0')
const rows = readFileSync('../shared/data/us-scenes-dev/labels.tsv', 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((l) => l.split('\t'))
const by = Map.groupBy(rows, (x) => x[0]!)
let n = 0,
  found = 0,
  exact = 0,
  folded = 0,
  pub = 0,
  pubRight = 0,
  inTen = 0,
  fp = 0,
  pubAll = 0
const T: Record<string, number[]> = {}
const wrong: string[] = []
for (const [file, ls] of by) {
  const { data, info } = await sharp('../shared/data/us-scenes-dev/' + file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const res = await r.recognise(
    {
      camera: 'c',
      sequence: n,
      capturedAt: 1.4e12,
      pixels: {
        layout: 'rgb24',
        isFullRange: true,
        width: info.width,
        height: info.height,
        planes: [{ offset: 0, stride: 3 * info.width }],
        data: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength),
      },
    },
    true,
  )
  for (const [k, v] of Object.entries(res.timings)) (T[k] ??= []).push(v)
  for (const [, x, y, w, h, t] of ls) {
    n++
    const iou = (c: any) => {
      const X = c.map((p: any) => p.x),
        Y = c.map((p: any) => p.y)
      const a = [Math.min(...X), Math.min(...Y), Math.max(...X), Math.max(...Y)],
        b = [+x!, +y!, +x! + +w!, +y! + +h!]
      const iw = Math.min(a[2]!, b[2]!) - Math.max(a[0]!, b[0]!),
        ih = Math.min(a[3]!, b[3]!) - Math.max(a[1]!, b[1]!)
      if (iw <= 0 || ih <= 0) return 0
      return (iw * ih) / ((a[2]! - a[0]!) * (a[3]! - a[1]!) + (b[2]! - b[0]!) * (b[3]! - b[1]!) - iw * ih)
    }
    const d = res.detections.filter((d) => iou(d.corners) >= 0.3).sort((a, b) => b.score - a.score)[0]
    if (d) {
      found++
      if (d.plate === t) exact++
      if (d.plate && f(d.plate) === f(t!)) folded++
    }
    const p = res.passes.find((p) => iou(p.corners) >= 0.3)
    if (p) {
      pub++
      if (f(p.plate) === f(t!)) pubRight++
      else wrong.push(`${t} read ${p.plate} ${p.plateProbability.toFixed(2)} ${p.state.code}`)
      if (p.candidates.some((c) => f(c.plate) === f(t!))) inTen++
    } else wrong.push(`${t} not published; ${d?.plate} ${d?.plateProbability?.toFixed(2)}`)
  }
  const extra = res.passes.filter(
    (p) =>
      !ls.some(([, x, y, w, h]) => {
        const X = p.corners.map((c) => c.x)
        return Math.max(...X) > +x! && Math.min(...X) < +x! + +w!
      }),
  )
  fp += extra.length
  pubAll += res.passes.length
  for (const e of extra)
    wrong.push(
      `EXTRA ${e.plate} ${e.plateProbability.toFixed(2)} w ${(e.corners[1].x - e.corners[0].x).toFixed(0)}`,
    )
}
console.log({
  n,
  found,
  exactFrame: exact / n,
  foldedFrame: folded / n,
  pub,
  pubRightFolded: pubRight / n,
  inTen: inTen / n,
  extra: fp,
  pubAll,
})
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(2)
console.log(
  Object.entries(T)
    .map(([k, v]) => k + ' ' + med(v))
    .join('  '),
)
if (process.argv[2]) console.log(wrong.join('\n'))
await r.stop()
