// Which found plate continues which track: the best pairs first, each used once.

export type Pair<Track, Found> = { readonly track: Track; readonly found: Found }

/**
 * Pairs tracks with finds by descending score; a score of 0 or less is no pair. Greedy is enough: plates
 * of one camera are further apart than they move between frames, and motion is predicted.
 */
export function associate<Track, Found>(
  tracks: readonly Track[],
  finds: readonly Found[],
  scoreOf: (track: Track, found: Found) => number,
): { readonly pairs: Pair<Track, Found>[]; readonly unmatched: Found[] } {
  const scored = tracks
    .flatMap((track) => finds.map((found) => ({ track, found, score: scoreOf(track, found) })))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const usedTracks = new Set<Track>()
  const usedFinds = new Set<Found>()
  const pairs: Pair<Track, Found>[] = []
  for (const { track, found } of scored) {
    if (usedTracks.has(track) || usedFinds.has(found)) continue
    usedTracks.add(track)
    usedFinds.add(found)
    pairs.push({ track, found })
  }
  return { pairs, unmatched: finds.filter((found) => !usedFinds.has(found)) }
}
