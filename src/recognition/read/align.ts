// How two strings lie on each other: changes, drops and additions of characters.

/** Levenshtein distance: characters changed, added or dropped. */
export function editDistance(a: string, b: string): number {
  return distances(a, b)[a.length]?.[b.length] ?? 0
}

/** For each character of `a` the character of `b` that stands in its place; empty where there is none. */
export function alignTo(a: string, b: string): string[] {
  const table = distances(a, b)
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity
  const aligned = Array.from({ length: a.length }, () => '')
  let i = a.length
  let j = b.length
  while (i > 0 && j > 0) {
    const isSame = a[i - 1] === b[j - 1]
    if (at(i, j) === at(i - 1, j - 1) + (isSame ? 0 : 1)) aligned[--i] = b[--j] ?? ''
    else if (at(i, j) === at(i - 1, j) + 1) i--
    else j--
  }
  return aligned
}

function distances(a: string, b: string): number[][] {
  const table = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (const [i, character] of Array.from(a).entries()) {
    const above = table[i] ?? []
    const row = [i + 1]
    for (const [j, other] of Array.from(b).entries()) {
      const changed = (above[j] ?? 0) + (character === other ? 0 : 1)
      row.push(Math.min(changed, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
    table.push(row)
  }
  return table
}
