// The plates on the drawn vehicles: made-up serials in the formats the states use, on our own drawings in
// the spirit of their designs. One unit is a tenth of an inch; a US plate is 12 by 6 inches (SAE J686).
import type { StateCode } from '#shared/domain/states.ts'
import { drawLettering } from './glyphs.ts'
import { DESIGNS } from './plate-designs.ts'
import { makeTexture, type Texture } from './texture.ts'

export const PLATE_UNITS_WIDE = 120
export const PLATE_UNITS_HIGH = 60
/** Pixels across the drawing: about three times the nearest view, so that it is only ever reduced. */
const TEXTURE_WIDTH = 512
/** Middles of the four bolt holes, 7 inches apart. */
const BOLTS = [
  [25, 5],
  [95, 5],
  [25, 55],
  [95, 55],
] as const

/** The states whose plates are drawn. */
export type PlateState = Extract<
  StateCode,
  'IL' | 'MO' | 'TX' | 'CA' | 'KS' | 'WI' | 'IA' | 'OH' | 'MN' | 'NY' | 'CO' | 'FL' | 'MI'
>

/** `serial` is as on the plate: a space is the gap or the graphic between the groups. */
export type Plate = { readonly state: PlateState; readonly serial: string }

/** The serial as it is read and listed: letters and digits only. */
export function plateText(plate: Plate): string {
  return plate.serial.replaceAll(/[^0-9A-Z]/g, '')
}

/** The plate's drawing as SVG. Its outline is its own rounded edge; outside of it is transparent. */
export function drawPlate(plate: Plate): string {
  const design = DESIGNS[plate.state]
  const serial = {
    text: plate.serial,
    x: 60,
    top: 17.5,
    height: 26,
    advance: Math.min(16.4, 108 / plate.serial.length),
    width: Math.min(10.4, 69 / plate.serial.length),
    stroke: design.stroke ?? 3.1,
  }
  const small = (text: string, top: number, height: number, ink: string): string =>
    drawLettering({
      text,
      x: 60,
      top,
      height,
      advance: height * 0.86,
      width: height * 0.56,
      stroke: height * 0.19,
      ink,
    })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PLATE_UNITS_WIDE} ${PLATE_UNITS_HIGH}">` +
    '<clipPath id="edge"><rect width="120" height="60" rx="5"/></clipPath><g clip-path="url(#edge)">' +
    design.ground +
    small(design.name, design.nameTop ?? 4.4, design.nameHeight ?? 7, design.nameInk) +
    (design.slogan === undefined ? '' : small(design.slogan, 51.4, 4.4, design.sloganInk ?? design.nameInk)) +
    // The pressed edge catches light on one side and shade on the other.
    drawLettering({ ...serial, x: serial.x + 0.5, top: serial.top + 0.6, ink: 'rgb(0 0 0 / 28%)' }) +
    drawLettering({ ...serial, ink: design.ink }) +
    BOLTS.map(
      ([x, y]) => `<circle cx="${x}" cy="${y}" r="1.5" fill="#8b8f94" stroke="#50545a" stroke-width=".5"/>`,
    ).join('') +
    `<rect x=".8" y=".8" width="118.4" height="58.4" rx="4.4" fill="none" stroke="${design.edge ?? '#c9ced2'}" stroke-width="1.2"/></g></svg>`
  )
}

/** The plate's drawing as pixels, for the rasteriser. */
export async function paintPlate(plate: Plate): Promise<Texture> {
  return makeTexture(drawPlate(plate), TEXTURE_WIDTH, TEXTURE_WIDTH / 2)
}
