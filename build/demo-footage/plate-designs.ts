// Grounds, inks and names of the drawn plates: our own drawings in the spirit of the states' designs, in
// units of a tenth of an inch (120 by 60).
import type { PlateState } from './plates.ts'

type Design = {
  /** SVG that covers the whole plate. */
  readonly ground: string
  readonly ink: string
  /** Width of the serial's strokes where the state's die is finer than usual. */
  readonly stroke?: number
  readonly name: string
  readonly nameInk: string
  readonly nameTop?: number
  readonly nameHeight?: number
  readonly slogan?: string
  readonly sloganInk?: string
  readonly edge?: string
}

function fade(...stops: readonly (readonly [at: number, colour: string])[]): string {
  const list = stops.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`).join('')
  return (
    `<linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">${list}</linearGradient>` +
    '<rect width="120" height="60" fill="url(#fade)"/>'
  )
}

const band = (top: number, height: number, colour: string): string =>
  `<rect y="${top}" width="120" height="${height}" fill="${colour}"/>`
const shape = (path: string, colour: string, opacity = 1): string =>
  `<path d="${path}" fill="${colour}" opacity="${opacity}"/>`
const STAR = 'M10 3L11.6 7.6 16.4 7.7 12.6 10.6 14 15.2 10 12.5 6 15.2 7.4 10.6 3.6 7.7 8.4 7.6Z'

export const DESIGNS: Readonly<Record<PlateState, Design>> = {
  IL: {
    ground:
      fade([0, '#cfe4f3'], [0.4, '#f2f8fb'], [1, '#ffffff']) +
      // The bust that stands behind the serial.
      shape('M46 52V40Q44 28 50 22Q56 15 65 17Q74 19 74 29L76 34 74 36V42L69 44V52Z', '#8fb6d6', 0.5),
    ink: '#8e1524',
    stroke: 2.8,
    name: 'ILLINOIS',
    nameInk: '#1d3f8f',
    edge: '#b01f2e',
  },
  MO: {
    ground:
      fade([0, '#ffffff'], [1, '#ffffff']) +
      band(0, 7, '#b63a44') +
      shape('M0 5Q15 9 30 5T60 5T90 5T120 5V9Q105 13 90 9T60 9T30 9T0 9Z', '#ffffff') +
      shape('M0 53Q15 49 30 53T60 53T90 53T120 53V60H0Z', '#274a86') +
      '<circle cx="60" cy="31" r="19" fill="none" stroke="#d5d9de" stroke-width="3"/>',
    ink: '#1b2a5c',
    name: 'MISSOURI',
    nameInk: '#1b2a5c',
    nameTop: 8.5,
    nameHeight: 6,
  },
  TX: {
    ground: fade([0, '#dfeef2'], [1, '#e6f1f4']) + shape(STAR, '#1a1c20'),
    ink: '#101114',
    name: 'TEXAS',
    nameInk: '#101114',
    nameTop: 3.6,
    nameHeight: 9,
    slogan: 'THE LONE STAR STATE',
    edge: '#dfe8ea',
  },
  CA: {
    ground: fade([0, '#e9e3e2'], [1, '#ece6e6']),
    ink: '#3b3c8f',
    stroke: 2.7,
    name: 'CALIFORNIA',
    nameInk: '#d8402f',
    nameTop: 5,
    nameHeight: 7.6,
    edge: '#d8d1d0',
  },
  KS: {
    ground:
      fade([0, '#7f9fd0'], [0.5, '#9fb7dc'], [1, '#c9d5e6']) +
      '<g fill="none" stroke="#eef3fa"><circle cx="78" cy="62" r="44" stroke-width="2"/>' +
      '<circle cx="78" cy="62" r="33" stroke-width="2"/><circle cx="78" cy="62" r="38" stroke-width="4" ' +
      'stroke-dasharray="3 3" opacity=".7"/></g>' +
      shape('M40 60l14-7 12 4 16-8 14 7 10-3 14 5v2Z', '#5f82bb', 0.6),
    ink: '#15171c',
    name: 'KANSAS',
    nameInk: '#14244f',
    nameHeight: 8,
  },
  WI: {
    ground:
      fade([0, '#f8f8f6'], [1, '#f8f8f6']) +
      shape('M84 10a5 5 0 0 1 10 0Z', '#f0922b') +
      shape('M90 11l7-5 6 4 6-3 7 4Z', '#2f8f5a') +
      shape('M106 9V5l3-2 3 2v4Z', '#b3202c') +
      band(12.6, 1.1, '#2f5fa8'),
    ink: '#131313',
    name: 'WISCONSIN',
    nameInk: '#c01f3a',
    nameTop: 3.2,
    slogan: 'AMERICAS DAIRYLAND',
    edge: '#2a2a2a',
  },
  IA: {
    ground:
      fade([0, '#ffffff'], [1, '#ffffff']) +
      band(0, 15, '#1f93ad') +
      shape('M4 15V9h5V5l2-3 2 3v5h5V6h7v6h5v3ZM84 15V8h8V5l8-2 7 4v4h9v4Z', '#ffffff') +
      shape('M0 15H4V40H0ZM116 15h4V40h-4Z', '#8cc7d8') +
      shape('M0 40l4 2V50l6-3 3 3 4-4 3 4 5-3 3 3H92l4-4 4 4 5-4 4 3 7-4V42l4-2V60H0Z', '#aeb53f'),
    ink: '#15151a',
    name: 'IOWA',
    nameInk: '#ffffff',
    slogan: 'POLK',
    sloganInk: '#1d2410',
  },
  OH: {
    ground:
      fade([0, '#7b97d8'], [0.45, '#dfe6f5'], [0.75, '#ffffff'], [1, '#ffffff']) +
      shape('M52 3h4l4 2 8-3v9l-8 5-8-4Z', '#ffffff') +
      shape('M70 6Q82 1 92 5T114 4V8Q100 12 90 9T70 10Z', '#c2404a') +
      shape('M30 8l14-3 2 2-12 4Z', '#4a5fa0'),
    ink: '#2b469c',
    name: 'OHIO',
    nameInk: '#23356f',
    nameTop: 5,
    nameHeight: 5,
    slogan: 'LAKE',
    edge: '#c2404a',
  },
  MN: {
    ground:
      fade([0, '#bfe3ee'], [0.12, '#86cbe2'], [0.25, '#9fd6e6'], [0.3, '#ffffff'], [1, '#ffffff']) +
      shape('M92 15V9l2 2 2-5 2 4 2-7 3 6 2-4 3 5 2-3 6 3v5Z', '#2c8f86') +
      shape('M4 15q20-3 40 0t44 0v2H4Z', '#5bb3cf'),
    ink: '#1a1a1d',
    name: 'MINNESOTA',
    nameInk: '#1f5f97',
  },
  NY: {
    ground:
      fade([0, '#f7f7f6'], [1, '#f7f7f6']) +
      band(0, 13, '#16305f') +
      shape('M0 13H120V15Q60 11.5 0 16Z', '#e2a93a') +
      band(54, 6, '#16305f'),
    ink: '#16305f',
    name: 'NEW YORK',
    nameInk: '#f0b342',
    nameTop: 3.4,
    edge: '#16305f',
  },
  CO: {
    ground:
      fade([0, '#2a3f96'], [1, '#2a3f96']) +
      shape('M0 26l10-8 8 5 12-11 10 7 10-4 12 7 12-11 14 9 10-6 10 6 12-4V60H0Z', '#eef0f4') +
      shape('M30 12l5 9-6 6ZM74 11l6 10-8 5ZM18 23l5 5-9 3Z', '#8f94a3') +
      band(53, 7, '#2a3f96'),
    ink: '#17181d',
    name: 'COLORADO',
    nameInk: '#eef0f4',
    nameTop: 3,
    nameHeight: 6,
    edge: '#2a3f96',
  },
  FL: {
    ground:
      fade([0, '#edf0ee'], [1, '#f1f3f1']) +
      shape('M40 14H72L76 22 84 34 86 46 82 48 76 38 70 30 64 20 50 18 40 20Z', '#58a58a', 0.3) +
      '<circle cx="60" cy="33" r="4.6" fill="#f0812a"/>' +
      shape('M60 28q1-5 6-4q-1 4-6 4Z', '#1d7a4c'),
    ink: '#0a5836',
    name: 'MYFLORIDA.COM',
    nameInk: '#12724a',
    nameHeight: 6,
    slogan: 'SUNSHINE STATE',
    edge: '#c3cac5',
  },
  MI: {
    ground: fade([0, '#eff1f4'], [1, '#f1f2f5']),
    ink: '#5b82cf',
    name: 'PURE MICHIGAN',
    nameInk: '#4a6fb3',
    nameHeight: 5,
    edge: '#d4d8de',
  },
}
