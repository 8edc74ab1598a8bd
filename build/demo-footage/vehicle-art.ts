// What is painted on a vehicle's rear, front and sides: glass, lamps, grille, shut lines, wheels. Drawings
// are in centimetres of the vehicle's own elevation, ground at the bottom; bare places show the paint.

/** Sizes of a body, in metres. `glass` is where the side windows begin and end, from the rear. */
export type Body = {
  readonly length: number
  readonly width: number
  readonly height: number
  /** Height of the lower edge of the windows. */
  readonly belt: number
  readonly bonnet: number
  /** Half the width of the roof. */
  readonly roof: number
  readonly rearGlass: readonly [low: number, high: number]
  readonly frontGlass: readonly [low: number, high: number]
  readonly sideGlass: readonly [number, number][]
  readonly axles: readonly [rear: number, front: number]
  readonly wheel: number
  /** Middle of the rear plate above the ground. */
  readonly rearPlate: number
  readonly frontPlate: number
}

const GLASS = '#12181e'
const TRIM = '#16181b'
const LINE = 'rgb(0 0 0 / 45%)'
const CM = 100

const svg = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${content}</svg>`

const box = (x: number, y: number, width: number, height: number, colour: string, round = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${colour}"/>`

/** The same drawing on both sides of the middle. */
const pair = (width: number, content: string): string =>
  content + `<g transform="translate(${width} 0) scale(-1 1)">${content}</g>`

/** Glass across the body between two heights, narrower at the top, with a frame around it. */
function glass(body: Body, heights: readonly [number, number]): string {
  const middle = (body.width / 2) * CM
  const low = (body.height - heights[0]) * CM
  const high = (body.height - heights[1]) * CM
  const wide = middle - 13
  const narrow = body.roof * CM - 4
  return (
    `<path d="M${middle - wide} ${low}L${middle - narrow} ${high}Q${middle} ${high - 3} ${middle + narrow} ${high}` +
    `L${middle + wide} ${low}Q${middle} ${low + 3} ${middle - wide} ${low}Z" fill="${GLASS}" stroke="${TRIM}" stroke-width="3" stroke-linejoin="round"/>`
  )
}

type Elevation = {
  readonly paint: string
  readonly glow: string
  readonly width: number
  readonly height: number
}

export function rearArt(body: Body): Elevation {
  const width = body.width * CM
  const height = body.height * CM
  const at = (metres: number): number => height - metres * CM
  const lampTop = at(Math.min(body.belt - 0.05, body.rearPlate + 0.22))
  const lampHeight = body.belt > 1 ? 30 : 17
  const plate = at(body.rearPlate)
  const lamp = `<path d="M3 ${lampTop}H30L34 ${lampTop + lampHeight}H3Z"`
  const paint =
    glass(body, body.rearGlass) +
    // The lid's outline, the holder of the plate, the bumper and the exhausts.
    `<path d="M22 ${at(body.belt - 0.02)}L26 ${at(0.5)}H${width - 26}L${width - 22} ${at(body.belt - 0.02)}" fill="none" stroke="${LINE}" stroke-width="1.4"/>` +
    box(width / 2 - 17, plate - 9.2, 34, 18.4, TRIM, 2) +
    `<ellipse cx="${width / 2}" cy="${at(Math.min(body.rearPlate + 0.24, body.belt - 0.02))}" rx="6" ry="4" fill="#c9ccd0"/>` +
    pair(
      width,
      `${lamp} fill="#7d0f12" stroke="${TRIM}" stroke-width="1"/>` +
        box(8, lampTop + lampHeight * 0.62, 18, lampHeight * 0.22, '#d8d2cc', 1),
    ) +
    box(0, at(0.47), width, 2, LINE) +
    box(0, at(0.36), width, 40, TRIM) +
    pair(width, box(7, at(0.42), 14, 3.6, '#8d1416', 1) + box(26, at(0.3), 14, 6, '#8a8d90', 3))
  const glow = pair(width, `${lamp} fill="#ff2a1c"/>`)
  return { paint: svg(width, height, paint), glow: svg(width, height, glow), width, height }
}

export function frontArt(body: Body): Elevation {
  const width = body.width * CM
  const height = body.height * CM
  const at = (metres: number): number => height - metres * CM
  const lampTop = at(body.bonnet - 0.06)
  const lamp = `<path d="M4 ${lampTop}Q20 ${lampTop - 1} 42 ${lampTop + 8}L40 ${lampTop + 17}Q18 ${lampTop + 16} 5 ${lampTop + 11}Z"`
  const grille = body.bonnet > 1 ? 30 : 18
  const bars = Array.from({ length: Math.floor(grille / 4) }, (_, row) =>
    box(48, lampTop + 5 + row * 4, width - 96, 1.2, '#6d7176'),
  ).join('')
  const paint =
    glass(body, body.frontGlass) +
    box(46, lampTop + 2, width - 92, grille, TRIM, 4) +
    bars +
    `<ellipse cx="${width / 2}" cy="${lampTop + 10}" rx="7" ry="5" fill="#cdd0d3"/>` +
    pair(
      width,
      `${lamp} fill="#c3cbd1" stroke="${TRIM}" stroke-width="1.6"/>` +
        `<circle cx="24" cy="${lampTop + 9}" r="5" fill="#eef3f6"/>`,
    ) +
    box(20, at(body.frontPlate - 0.11), width - 40, 13, TRIM, 4) +
    pair(width, box(8, at(body.frontPlate - 0.04), 13, 9, '#2a2d31', 3)) +
    box(4, at(body.frontPlate + 0.14), width - 8, 1.2, LINE) +
    box(width / 2 - 17, at(body.frontPlate) - 9.2, 34, 18.4, TRIM, 2) +
    box(0, at(0.27), width, 30, TRIM)
  const glow = pair(
    width,
    `<circle cx="24" cy="${lampTop + 9}" r="6" fill="#fff4dd"/><circle cx="24" cy="${lampTop + 9}" r="10" fill="#fff4dd" opacity=".35"/>`,
  )
  return { paint: svg(width, height, paint), glow: svg(width, height, glow), width, height }
}

/** The right side seen from the right: the rear at the left edge. */
export function sideArt(body: Body): Elevation {
  const width = body.length * CM
  const height = body.height * CM
  const at = (metres: number): number => height - metres * CM
  const windows = body.sideGlass
    .map(([from, to], index, all) => {
      const slantRear = index === 0 ? 22 : 2
      const slantFront = index === all.length - 1 ? 34 : 2
      const [top, low] = [at(body.height - 0.13), at(body.belt + 0.03)]
      return `<path d="M${from * CM} ${low}L${from * CM + slantRear} ${top}H${to * CM - slantFront}L${to * CM} ${low}Z" fill="${GLASS}" stroke="${TRIM}" stroke-width="2.4" stroke-linejoin="round"/>`
    })
    .join('')
  const doors = body.sideGlass
    .map(
      ([, to]) =>
        `<path d="M${to * CM} ${at(body.belt)}V${at(0.3)}" stroke="${LINE}" stroke-width="1.3"/>` +
        box(to * CM - 92, at(body.belt - 0.13), 16, 3.4, 'rgb(0 0 0 / 40%)', 1.5),
    )
    .join('')
  const wheels = body.axles
    .map((axle) => {
      const [x, y, r] = [axle * CM, at(body.wheel), body.wheel * CM]
      const spokes = [0, 1, 2, 3, 4]
        .map(
          (spoke) =>
            `<rect x="${x - 3}" y="${y - r * 0.6}" width="6" height="${r * 0.6}" fill="#b9bdc1" transform="rotate(${spoke * 72} ${x} ${y})"/>`,
        )
        .join('')
      return (
        `<circle cx="${x}" cy="${y}" r="${r + 6}" fill="#0c0d0e"/><circle cx="${x}" cy="${y}" r="${r}" fill="#1a1b1d"/>` +
        `<circle cx="${x}" cy="${y}" r="${r * 0.64}" fill="#5a5e63"/>${spokes}`
      )
    })
    .join('')
  const paint =
    windows + doors + box(0, at(0.27), width, 20, TRIM) + box(0, at(0.52), width, 1.2, LINE) + wheels
  return { paint: svg(width, height, paint), glow: svg(width, height, ''), width, height }
}
