// What a topic does and what it writes to the audit are one transaction: without the entry it did not happen.
import type { Database } from './open.ts'

/** The topic with these methods each in a transaction of its own; a method that throws leaves nothing behind. */
export function atomic<T extends object>(db: Database, topic: T, names: readonly (keyof T & string)[]): T {
  const wrapped = names.map((name) => {
    const work: unknown = topic[name]
    if (typeof work !== 'function') throw new Error(`${name} is no method.`)
    return [
      name,
      db.transaction((...words: unknown[]): unknown => Reflect.apply(work, topic, words)),
    ] as const
  })
  return Object.assign({}, topic, Object.fromEntries(wrapped))
}
