// The letters and digits on the drawn plates: strokes with round ends, in the manner of the dies US plates
// are pressed with. Every glyph stands in a cell 10 wide and 20 high, origin top left, as SVG path data.

const BOWL_TOP = 'M5 0Q10 0 10 5V15Q10 20 5 20Q0 20 0 15V5Q0 0 5 0Z'
const SIX = 'M9.6 4Q9 0 5 0Q0 0 0 6V14.5Q0 20 5 20Q10 20 10 14.2Q10 8.6 5 8.6Q0 8.6 0 13.4'
const NINE = 'M.4 16Q1 20 5 20Q10 20 10 14V5.5Q10 0 5 0Q0 0 0 5.8Q0 11.4 5 11.4Q10 11.4 10 6.6'

const GLYPHS: Readonly<Record<string, string>> = {
  '0': BOWL_TOP,
  '1': 'M2.2 3.8L5.6 0V20',
  '2': 'M0 5.2Q0 0 5 0Q10 0 10 5.2Q10 8.2 7.6 11L0 20H10',
  '3': 'M.2 4.2Q.6 0 5 0Q9.6 0 9.6 4.8Q9.6 9.5 4 9.5H5Q10 9.5 10 14.8Q10 20 5 20Q.4 20 0 15.6',
  '4': 'M7.8 20V0L0 14.2H10',
  '5': 'M9.4 0H1L.5 9.2Q2 7.6 5 7.6Q10 7.6 10 13.6Q10 20 5 20Q.6 20 0 16',
  '6': SIX,
  '7': 'M0 0H10L3.6 20',
  '8': 'M5 9.3Q.6 9.3 .6 4.6Q.6 0 5 0Q9.4 0 9.4 4.6Q9.4 9.3 5 9.3Q0 9.3 0 14.6Q0 20 5 20Q10 20 10 14.6Q10 9.3 5 9.3Z',
  '9': NINE,
  A: 'M0 20L5 0L10 20M1.7 13.6H8.3',
  B: 'M0 9.5V0H5Q9.4 0 9.4 4.7Q9.4 9.5 5 9.5H0V20H5.4Q10 20 10 14.8Q10 9.5 5 9.5',
  C: 'M10 5Q10 0 5 0Q0 0 0 5V15Q0 20 5 20Q10 20 10 15',
  D: 'M0 0V20H4.4Q10 20 10 14.4V5.6Q10 0 4.4 0Z',
  E: 'M9.6 0H0V20H9.6M0 9.7H7.6',
  F: 'M9.6 0H0V20M0 9.9H7.6',
  G: 'M10 5Q10 0 5 0Q0 0 0 5V15Q0 20 5 20Q10 20 10 15V11H5.6',
  H: 'M0 0V20M10 0V20M0 9.8H10',
  I: 'M5 0V20',
  J: 'M9.4 0V15Q9.4 20 4.7 20Q0 20 0 15.4',
  K: 'M0 0V20M10 0L0 12M3.8 8L10 20',
  L: 'M0 0V20H9.4',
  M: 'M0 20V0L5 11.5L10 0V20',
  N: 'M0 20V0L10 20V0',
  O: 'M5 0Q10.4 0 10.4 5V15Q10.4 20 5 20Q-.4 20 -.4 15V5Q-.4 0 5 0Z',
  P: 'M0 20V0H5Q10 0 10 5.5Q10 11 5 11H0',
  Q: `${BOWL_TOP}M6 15L10.4 21`,
  R: 'M0 20V0H5Q10 0 10 5.4Q10 10.8 5 10.8H0M5 10.8L10 20',
  S: 'M9.8 4.6Q9.6 0 5 0Q.2 0 .2 4.9Q.2 8.4 5 9.8Q10 11.3 10 15.2Q10 20 5 20Q.2 20 0 15.4',
  T: 'M0 0H10M5 0V20',
  U: 'M0 0V15Q0 20 5 20Q10 20 10 15V0',
  V: 'M0 0L5 20L10 0',
  W: 'M-.6 0L2.2 20L5 6L7.8 20L10.6 0',
  X: 'M0 0L10 20M10 0L0 20',
  Y: 'M0 0L5 10.4L10 0M5 10.4V20',
  Z: 'M0 0H10L0 20H10',
  '-': 'M2 10H8',
  '.': 'M5 19.6H5.1',
  ' ': '',
}

/** How a line of text is set; lengths in the unit of the drawing around it. */
export type Lettering = {
  readonly text: string
  /** Middle of the line. */
  readonly x: number
  readonly top: number
  readonly height: number
  /** From the left edge of one character to the left edge of the next. */
  readonly advance: number
  /** Width of a character's skeleton. */
  readonly width: number
  readonly stroke: number
  readonly ink: string
}

/** Path data moved and stretched: `x' = x * scaleX + left`, `y' = y * scaleY + top`. Knows M L H V Q Z. */
function placePath(path: string, left: number, top: number, scaleX: number, scaleY: number): string {
  const place = (value: number, isX: boolean): string =>
    (isX ? left + value * scaleX : top + value * scaleY).toFixed(3)
  return path.replaceAll(/([MLHVQZ])([^MLHVQZ]*)/g, (_, command: string, numbers: string) => {
    const values = (numbers.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    const placed = values.map((value, index) =>
      place(value, command === 'H' || (command !== 'V' && index % 2 === 0)),
    )
    return command + placed.join(' ')
  })
}

/** A line of text as SVG. Throws on a character that has no glyph. */
export function drawLettering(line: Lettering): string {
  const characters = [...line.text]
  const left = line.x - (line.advance * (characters.length - 1) + line.width) / 2
  const paths = characters.map((character, index) => {
    const path = GLYPHS[character]
    if (path === undefined) throw new Error(`no glyph is drawn for "${character}" in "${line.text}"`)
    return placePath(path, left + index * line.advance, line.top, line.width / 10, line.height / 20)
  })
  return (
    `<path d="${paths.join('')}" fill="none" stroke="${line.ink}" stroke-width="${line.stroke}" ` +
    `stroke-linecap="round" stroke-linejoin="round"/>`
  )
}
