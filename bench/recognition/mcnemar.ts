// Two systems on the same pictures: only the pictures on which they differ say which is better.

export type McNemar = {
  readonly bothRight: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly bothWrong: number
  /** Two-sided exact binomial test that a difference falls to either with the same chance. */
  readonly p: number
}

/** Q. McNemar 1947, in the exact form. `pairs`: whether the first and the second were right. */
export function mcnemar(pairs: readonly (readonly [first: boolean, second: boolean])[]): McNemar {
  const count = (first: boolean, second: boolean): number =>
    pairs.filter((pair) => pair[0] === first && pair[1] === second).length
  const onlyFirst = count(true, false)
  const onlySecond = count(false, true)
  return {
    bothRight: count(true, true),
    onlyFirst,
    onlySecond,
    bothWrong: count(false, false),
    p: Math.min(1, 2 * binomialTail(onlyFirst + onlySecond, Math.min(onlyFirst, onlySecond))),
  }
}

/** Probability of at most `most` heads in `tosses` of a fair coin. */
function binomialTail(tosses: number, most: number): number {
  let log = -tosses * Math.LN2
  let sum = 0
  for (let heads = 0; heads <= most; heads++) {
    sum += Math.exp(log)
    log += Math.log((tosses - heads) / (heads + 1))
  }
  return sum
}
