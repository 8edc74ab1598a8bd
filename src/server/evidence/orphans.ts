import type { Objects } from '#server/objects/index.ts'

type Options = {
  readonly objects: Pick<Objects, 'list' | 'remove'>
  readonly prefix: string
  /** Objects whose rows are being written. */
  readonly making: ReadonlySet<string>
  /** What rows name. */
  readonly named: () => Promise<readonly { readonly object: string | null }[]>
}

/**
 * Removes objects that no row names, as after a crash between the two. Rows are asked after the objects: what is in
 * the list and not being made had its row by then, or will never have one. Answers how many went.
 */
export async function removeOrphans({ objects, prefix, making, named }: Options): Promise<number> {
  const found: string[] = []
  for await (const { name } of objects.list(prefix)) {
    if (!making.has(name)) found.push(name)
  }
  const meant = new Set((await named()).map(({ object }) => object))
  const orphans = found.filter((name) => !meant.has(name))
  for (const name of orphans) await objects.remove(name)
  return orphans.length
}
