import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forbiddenUse } from './forbidden-use.ts'
import { ForbiddenUse } from './profile.ts'

const ALL = ForbiddenUse.options
const found = (words: string) => forbiddenUse(words, ALL)?.use

const STOPPED: Record<ForbiddenUse, readonly string[]> = {
  personal: [
    'checking where my ex-wife parks',
    'plate of my neighbour, loud music',
    'my new girlfriend lives here',
    'ex-husband of a colleague drives by',
    'for personal reasons',
    'as a favor to a friend',
    'just curious who that is',
    'is my own car in there?',
  ],
  harassment: [
    'to intimidate the owner of this car',
    'want to teach him a lesson',
    'get back at the guy from last night',
  ],
  'protected-class': [
    'black male driver in a nice car',
    'Black men in the parking lot',
    'brown people at the corner',
    'any hispanic in the area',
    'Latinos near the park',
    'African-American family moved in',
    'Muslim driver, looks out of place',
    'cars of gay couples on Main',
    'B/M 20s in a sedan',
    'suspect male black, no other description',
    'Mexican guys at the car wash',
    'stopped because of his race',
    'republican voter, sign in the yard',
    'disabled person parked here',
    'HISPÁNIC males',
    'his\u200Bpanic males',
  ],
  'first-amendment': [
    'vehicles at the protest on Saturday',
    'plates of protesters in front of city hall',
    'who attended the rally',
    'people attending the mosque, any crime or threat',
    'cars parked at the mosque during Friday prayers',
    'list of church members',
    'journalist who wrote about the chief',
    'political opponents of the mayor',
  ],
  'private-property': [
    'to look over the fence and read the plates',
    'car is not visible from the street, need its plate',
  ],
  'reproductive-health': [
    'patients of the abortion clinic',
    'crossed the state line for an abortion, homicide case',
    'visits to Planned Parenthood',
    'pregnant driver, came from the clinic',
    'gender-affirming care for a minor',
  ],
  'immigration-status': [
    'check for undocumented workers',
    'possible illegal alien',
    'I.C.E. detainer for the driver',
    'ICE agents asked for this plate',
    'deportation order',
    'visa overstay',
    'immigration enforcement',
  ],
}

describe.each(ALL)('%s', (use) => {
  test.each(STOPPED[use])('is stopped: %s', (words) => {
    expect(forbiddenUse(words, [use])).toMatchObject({ use })
    expect(found(words)).toBeDefined()
  })

  test('is not asked where the profile does not forbid it', () => {
    for (const words of STOPPED[use]) expect(forbiddenUse(words, [])).toBeUndefined()
  })
})

test.each([
  // Colours and sorts of vehicles.
  'black Ford Explorer left the burglary on Golf Road',
  'white van of the catalytic converter thefts',
  'brown Toyota Camry, hit and run at Roselle Road',
  'white family van, left side damaged',
  'black passenger car, white driver side door',
  'white, black or silver sedan',
  'wanted male, white van, robbery 26-1034',
  'dark colored SUV with a black roof',
  'white Pontiac Trans Am fled from the robbery',
  'Jeep Cherokee, green, stolen in Elgin',
  'Indian motorcycle stolen from the dealer',
  // Places.
  'robbery at Church Street and Main',
  "theft at Church's Chicken",
  "shots fired on Rally's lot",
  'burglary, 300 Mosque Road',
  'burglary of the mosque on Golf Road',
  'arson at the synagogue, white pickup seen',
  'vandalism at the Jewish cemetery',
  'shooting during the protest on State Street',
  'crash at Falls Church, Virginia',
  'stolen from Gay Street garage',
  'vehicle stolen from his garage in the backyard',
  // What only sounds alike.
  'disabled vehicle on I-55, left since Monday',
  'vehicle with a disabled placard, theft of parts',
  'car with a Mexican plate, hit and run',
  'foreign plate, left the scene of a crash',
  'black ice, spun out and left the scene',
  'ice cream truck hit a parked car',
  'undocumented damage, rental car not returned',
  'street race on Higgins Road, blue Mustang',
  'rally car stolen from a trailer',
  'march 3 burglary series',
  // Somebody else's affair.
  "suspect is the victim's ex-husband, violated the order of protection",
  'domestic battery, ex-boyfriend fled in a red pickup',
  'harassment complaint 26-220, vehicle of the suspect',
  'suspect tried to intimidate a witness of case 26-1',
  'stalking, victim says grey Civic follows her',
  'my partner saw this plate at the robbery',
  'missing pregnant 19 year old, blue Tahoe',
  'missing 71 year old with dementia',
  'AMBER alert, silver Honda',
])('passes: %s', (words) => {
  expect(forbiddenUse(words, ALL)).toBeUndefined()
})

// Said in the file's head: the list cannot tell, and stops.
test.each(['Officer Black, drivers of the black drivers club', 'black male in a white van, robbery'])(
  'is stopped although it may be meant otherwise: %s',
  (words) => expect(found(words)).toBe('protected-class'),
)

describe('any words at all', () => {
  test('are answered, the same whatever their case, spaces and accents', () => {
    const stopped = Object.values(STOPPED).flat()
    const disguise = fc.array(fc.constantFrom('upper', 'spaces', 'accent'), { maxLength: 3 })
    fc.assert(
      fc.property(
        fc.constantFrom(...stopped),
        disguise,
        fc.string({ maxLength: 40 }),
        (words, ways, around) => {
          let said = words
          if (ways.includes('upper')) said = said.toUpperCase()
          if (ways.includes('spaces')) said = said.replaceAll(' ', ' \t ')
          if (ways.includes('accent')) said = said.replaceAll(/[aeo]/g, '$&\u0301')
          expect(found(said)).toBe(found(words))
          // Words around it may name a crime, never an error.
          forbiddenUse(`${around} ${said} ${around}`, ALL)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('are answered for each profile’s choice of uses, and only with a use that is forbidden', () => {
    const uses = fc.subarray(ALL)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), uses, (words, forbidden) => {
        const one = forbiddenUse(words, forbidden)
        if (one !== undefined) expect(forbidden).toContain(one.use)
      }),
      { numRuns: 5000 },
    )
  })

  // A pattern that backtracks would not end in the test's time: 600 characters are the longest that are asked.
  test('end soon, also where they nearly fit again and again', () => {
    const parts = fc.constantFrom(
      'my ',
      'my own ',
      'my little older ',
      'attending the ',
      'attending a x ',
      'rally ',
      'black ',
      'black family ',
      'male ',
      'ice ',
      'i.',
      'a.b.',
      'look into the ',
      'pregnan',
      'deport',
      'b/',
      ' , ',
      'aaaa',
      '\u0301',
    )
    fc.assert(
      fc.property(parts, parts, parts, (one, two, three) => {
        const words = `${one}${two}${three}`.repeat(600).slice(0, 6000)
        forbiddenUse(words, ALL)
      }),
      { numRuns: 300 },
    )
  })
})
