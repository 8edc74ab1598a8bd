// Made-up plates of the forms that states give out, the same ones for the same seed.

/** Random whole numbers below `below`: xorshift32, so that a run can be repeated. */
export type Random = (below: number) => number

export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

// @ a letter, # a digit. Forms in use (facts.md 3d; standards of other states as commonly seen); frequent states first.
const FORMS: readonly (readonly [state: string, form: string])[] = [
  ['CA', '#@@@###'],
  ['TX', '@@@####'],
  ['FL', '@@@@##'],
  ['NY', '@@@####'],
  ['IL', '@@#####'],
  ['IL', '@######'],
  ['PA', '@@@####'],
  ['OH', '@@@####'],
  ['GA', '@@@####'],
  ['NC', '@@@####'],
  ['MI', '@@@####'],
  ['NJ', '@##@@@'],
  ['VA', '@@@####'],
  ['WA', '@@@####'],
  ['AZ', '@@@#@#@'],
  ['MO', '@@#@#@'],
  ['WI', '@@@####'],
  ['CO', '@@@@##'],
  ['MN', '@@@###'],
  ['KS', '###@@@'],
  ['KS', '####@@@'],
  ['IA', '@@@###'],
  ['NE', '@@@###'],
  ['OK', '@@@###'],
  ['MD', '#@@####'],
  ['MA', '#@@@##'],
  ['CT', '@@#####'],
  ['DE', '######'],
]
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export type MadeUpPlate = { readonly plate: string; readonly state: string }

export function madeUpPlate(random: Random): MadeUpPlate {
  const [state, form] = FORMS[random(FORMS.length)] ?? ['IL', '@@#####']
  let plate = ''
  for (const place of form) plate += place === '@' ? LETTERS.charAt(random(26)) : String(random(10))
  return { plate, state }
}
