/** The words of what is not there, for a form. */
export const missingOf = (...wants: readonly (readonly [isThere: boolean, words: string])[]): string[] =>
  wants.filter(([isThere]) => !isThere).map(([, words]) => words)

/** Fewer characters say nothing; the server refuses them too. */
const LEAST_WORDS = 10

export const isSaid = (words: string): boolean => words.trim().length >= LEAST_WORDS

/** What is missing where words are too few. */
export const saidIn = (what: string): string => `${what}, in at least ${LEAST_WORDS} characters`
