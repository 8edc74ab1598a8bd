// Vehicles of a town and those that pass through: some are seen each day, most a few times. The same in JavaScript and in
// SQL, so that what is looked for is known to be there without asking the database first.

const VEHICLES = 2_000_000
/** Above 1: low numbers are common. The most common vehicle is 1 read in 16,000, the first thousand 1 in 160. */
const SKEW = 1.5
/** Three letters and four digits. */
const PLATES = 26 ** 3 * 10_000
/** Shares no factor with PLATES, so that neighbours are far from each other on the plate. */
const SPREAD = 104_395_301
const TWO_LETTERS_EACH = 5

/** The number of a vehicle as it comes past. */
export const someVehicle = (): number => Math.floor(VEHICLES * Math.random() ** SKEW)

const letter = (number: number): string => String.fromCodePoint(65 + (number % 26))

/** Every fifth plate has two letters and five digits, the others three and four. */
export function plateOf(vehicle: number): string {
  const number = (vehicle * SPREAD) % PLATES
  const letters = Math.floor(number / 10_000)
  const digits = String(number % 10_000).padStart(4, '0')
  const last = vehicle % TWO_LETTERS_EACH === 0 ? String(letters % 10) : letter(letters)
  return `${letter(Math.floor(letters / 676))}${letter(Math.floor(letters / 26))}${last}${digits}`
}

/** `someVehicle` as an expression of SQL. */
export const VEHICLE_SQL = `floor(${VEHICLES} * power(random(), ${SKEW}))::bigint`

/** `plateOf` as an expression of SQL over a column `vehicle`, itself in a column `number`. */
export const NUMBER_SQL = `(vehicle * ${SPREAD}) % ${PLATES}`
export const PLATE_SQL = `chr((65 + number / 6760000)::int) || chr((65 + (number / 260000) % 26)::int)
  || CASE WHEN vehicle % ${TWO_LETTERS_EACH} = 0 THEN ((number / 10000) % 10)::text
     ELSE chr((65 + (number / 10000) % 26)::int) END
  || lpad((number % 10000)::text, 4, '0')`
