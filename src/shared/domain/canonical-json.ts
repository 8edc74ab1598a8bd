// One text for one value, so that a hash or a signature over it can be checked anywhere (RFC 8785: members sorted by
// their UTF-16 code units, no spaces, numbers and strings as ECMAScript writes them).

/**
 * The canonical text of a JSON value. Members that are undefined are left out, as JSON does. A half of a surrogate
 * pair, which RFC 8785 leaves open, is written as its \u escape. Throws for what JSON has no form of.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (value === null) return 'null'
  if (Array.isArray(value)) return canonicalArray(value)
  if (typeof value === 'object') return canonicalObject(value)
  throw new TypeError(`JSON has no form of a ${typeof value}.`)
}

function canonicalArray(values: readonly unknown[]): string {
  return `[${values.map(canonicalJson).join(',')}]`
}

function canonicalObject(value: object): string {
  const members: string[] = []
  // The default order compares UTF-16 code units, which is the one that RFC 8785 asks for.
  for (const [key, member] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}
