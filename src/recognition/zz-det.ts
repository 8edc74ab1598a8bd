import { readFileSync, readdirSync } from 'node:fs'
import sharp from 'sharp'
import { createRecogniser } from '#recognition/recogniser.ts'
const r = await createRecogniser({ modelsFolder: 'assets/models', provider: 'cpu', threads: 1 })
for (const [set, N] of [
  ['street-train', 300],
  ['in-car-train', 100],
] as const) {
  const rows = readFileSync(`../shared/data/${set}/boxes.csv`, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((l) => l.split(','))
  const by = Map.groupBy(rows, (x) => x[0]!)
  const files = readdirSync(`../shared/data/${set}`)
    .filter((f) => f.endsWith('.jpg') || f.endsWith('.png'))
    .sort()
    .slice(0, N)
  const TH = [0.15, 0.2, 0.25, 0.3, 0.4, 0.5]
  const hit = TH.map(() => 0),
    fp = TH.map(() => 0)
  let gt = 0
  const ex: string[] = []
  let falseReads = 0,
    reads = 0
  for (const file of files) {
    const { data, info } = await sharp(`../shared/data/${set}/${file}`)
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const res = await r.recognise(
      {
        camera: 'c',
        sequence: 0,
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
    const bx = (by.get(file) ?? []).map((x) => x.slice(1).map(Number) as any)
    const iou = (c: any, [x, y, w, h]: any) => {
      const X = c.map((p: any) => p.x),
        Y = c.map((p: any) => p.y)
      const a = [Math.min(...X), Math.min(...Y), Math.max(...X), Math.max(...Y)],
        b = [x, y, x + w, y + h]
      const iw = Math.min(a[2]!, b[2]!) - Math.max(a[0]!, b[0]!),
        ih = Math.min(a[3]!, b[3]!) - Math.max(a[1]!, b[1]!)
      if (iw <= 0 || ih <= 0) return 0
      return (iw * ih) / ((a[2]! - a[0]!) * (a[3]! - a[1]!) + (b[2]! - b[0]!) * (b[3]! - b[1]!) - iw * ih)
    }
    const big = bx.filter((b: any) => b[2] >= 40)
    gt += big.length
    TH.forEach((t, i) => {
      const D = res.detections.filter((d) => d.score >= t)
      hit[i]! += big.filter((b: any) => D.some((d) => iou(d.corners, b) >= 0.3)).length
      fp[i]! += D.filter((d) => !bx.some((b: any) => iou(d.corners, b) >= 0.1)).length
    })
    for (const p of res.passes) {
      reads++
      {
        const s = res.detections.find((d) => d.track === p.pass)!.score
        const tr = bx.some((b: any) => iou(p.corners, b) >= 0.1)
        const k =
          (s < 0.2 ? '.15-.2' : s < 0.3 ? '.2-.3' : s < 0.5 ? '.3-.5' : '.5+') +
          (p.plateProbability < 0.5 ? ' p.25-.5' : ' p.5+')
        ;((globalThis as any).B ??= {})[k] ??= [0, 0]
        ;(globalThis as any).B[k][tr ? 0 : 1]++
      }
      if (!bx.some((b: any) => iou(p.corners, b) >= 0.1)) {
        falseReads++
        ex.push(
          p.plate +
            ' ' +
            p.plateProbability.toFixed(2) +
            ' s' +
            res.detections.find((d) => d.track === p.pass)!.score.toFixed(2),
        )
      }
    }
  }
  console.log(set, files.length, 'plates >=40px', gt)
  TH.forEach((t, i) =>
    console.log(
      ' >=',
      t,
      'recall',
      (hit[i]! / gt).toFixed(3),
      'false/pic',
      (fp[i]! / files.length).toFixed(2),
    ),
  )
  console.log('reads', reads, 'on no labelled plate', falseReads, ex.slice(0, 60).join(', '))
}
console.log((globalThis as any).B)
await r.stop()
