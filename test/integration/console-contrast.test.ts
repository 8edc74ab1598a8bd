// The console's colours against WCAG 2.2 AA. Here and not beside tokens.css, because the file is read
// from the disk and the renderer's world has no Node.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../src/renderer/ui/tokens.css', import.meta.url), 'utf8')

const THEMES = ['day', 'night', 'contrast'] as const
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'information'] as const

/** Words on a ground: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const WORDS: readonly (readonly [string, string])[] = [
  ...['ground', 'panel', 'selected'].flatMap((ground) => [
    ['ink', ground] as const,
    ['ink-dim', ground] as const,
  ]),
  ['on-action', 'action'],
  ['on-caution', 'caution'],
  ['on-demonstration', 'demonstration'],
  ['on-differs', 'differs'],
  ...SEVERITIES.map((severity) => [`on-${severity}`, severity] as const),
]

/** Edges, shapes and the focus ring: 3 to 1 (WCAG 2.2, 1.4.11). */
const SHAPES: readonly (readonly [string, string])[] = [
  ['edge', 'ground'],
  ['edge', 'panel'],
  ['selected-edge', 'panel'],
  ['selected-edge', 'selected'],
  ['focus', 'ground'],
  ['focus', 'panel'],
  ['focus', 'selected'],
  ['outline', 'well'],
  // The chosen step of a hit, the asked character, the selected row of the queue.
  ['selected-edge', 'ground'],
  // Shapes on the heads of prompt, hit and queue.
  ...SEVERITIES.map((severity) => [`on-${severity}`, severity] as const),
  // Cells that differ, set against the ground of the plate.
  ['differs', 'panel'],
  ['differs', 'selected'],
  // Keys on the coloured head of a hit.
  ['ink', 'panel'],
]

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Pairs of a theme that miss the wanted contrast, with what they reach. */
function tooFaint(theme: string, pairs: readonly (readonly [string, string])[], wanted: number): string[] {
  const tokens = tokensOf(theme)
  return pairs.flatMap(([front, back]) => {
    const reached = contrast(tokens.get(front) ?? '#777777', tokens.get(back) ?? '#777777')
    return reached >= wanted ? [] : [`${front} on ${back}: ${reached.toFixed(2)}`]
  })
}

describe.each(THEMES)('the %s theme', (theme) => {
  test('has every token the others have', () => {
    expect([...tokensOf(theme).keys()]).toEqual([...tokensOf('day').keys()])
    expect(tokensOf(theme).size).toBeGreaterThan(25)
  })

  test('shows words at 4.5 to 1 or better', () => {
    expect(tooFaint(theme, WORDS, 4.5)).toEqual([])
  })

  test('shows edges, shapes and the focus ring at 3 to 1 or better', () => {
    expect(tooFaint(theme, SHAPES, 3)).toEqual([])
  })
})

test('the night theme has a black ground and nothing brighter than dim words on it', () => {
  const tokens = tokensOf('night')
  expect(tokens.get('ground')).toBe('#000000')
  expect(luminance(tokens.get('ink') ?? '#ffffff')).toBeLessThan(0.45)
})
