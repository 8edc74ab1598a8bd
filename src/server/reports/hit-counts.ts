// Sums over the tallies of possible matches: "hits/VISIBILITY/CATEGORY/END".

type Asked = { readonly category?: string | undefined; readonly end?: string | undefined }

export function hitCounts(totals: ReadonlyMap<string, number>) {
  const all = [...totals].flatMap(([what, count]) => {
    const [kind, , category, end] = what.split('/')
    return kind === 'hits' ? [{ category, end, count }] : []
  })
  return {
    /** Of this category and this end, where one is named. */
    count: ({ category, end }: Asked): number =>
      all.reduce(
        (sum, one) =>
          (category === undefined || one.category === category) && (end === undefined || one.end === end)
            ? sum + one.count
            : sum,
        0,
      ),
  }
}
