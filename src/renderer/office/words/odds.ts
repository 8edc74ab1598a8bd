// Probabilities in the words an officer can weigh: how many like this are wrong. Never "certain".

/** Beyond this the recogniser's own estimate is not good enough to be quoted more finely. */
const FINEST = 1000

/** "About 1 in 12 like this is wrong", from the probability that it is right. */
export function oddsWrong(probability: number): string {
  if (probability < 0.05) return 'More than 9 in 10 like this are wrong'
  if (probability < 0.5) return `About ${Math.round((1 - probability) * 10)} in 10 like this are wrong`
  const oneIn = 1 / (1 - probability)
  if (oneIn >= FINEST) return 'Fewer than 1 in 1,000 like this are wrong'
  return `About 1 in ${roundOdds(oneIn)} like this is wrong`
}

/** "characters: about 1 in 12 like this is wrong", for one of the three things that may be wrong. */
export function oddsOf(subject: string, probability: number): string {
  const words = oddsWrong(probability)
  return `${subject}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

/** "about 1 in 15", for a reading that is one of several. */
export function oddsRight(probability: number): string {
  if (probability >= 0.5) return 'more likely than not'
  const oneIn = 1 / probability
  if (oneIn >= FINEST) return 'less than 1 in 1,000'
  return `about 1 in ${roundOdds(oneIn)}`
}

/** Whole to twenty, then to fives, then to fifties: no finer than an estimate deserves. */
function roundOdds(oneIn: number): number {
  const step = oneIn < 20 ? 1 : oneIn < 100 ? 5 : 50
  return Math.round(oneIn / step) * step
}
