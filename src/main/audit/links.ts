// How one entry holds the one before.
import { hash } from 'node:crypto'

/** SHA-256 over an entry's canonical text and its signature: what the next entry has as `previous`. */
export function linkOf(entry: string, signature: string): string {
  return hash('sha256', `${entry}.${signature}`)
}
