// Names of objects are paths of small letters; none leads out of the store.

const NAME = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/
const MOST_CHARACTERS = 300

/** Throws for what is no name. */
export function checkName(name: string): void {
  if (name.length > MOST_CHARACTERS || !NAME.test(name)) throw new Error('That is no name of an object.')
}

/** Throws for what no name begins with; the beginning ends at a slash, so that it is a whole folder. */
export function checkPrefix(prefix: string): void {
  if (!prefix.endsWith('/')) throw new Error('The beginning of names of objects ends with a slash.')
  checkName(prefix.slice(0, -1))
}
