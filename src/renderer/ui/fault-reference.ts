/**
 * A short reference for a fault, the same each time the same fault happens, so that two reports of it
 * can be known for one. FNV-1a over the error's name, message and the first place in its stack, without
 * the host there: its port is another one at each start.
 */
export function faultReference(error: unknown): string {
  const text =
    error instanceof Error ? `${error.name}:${error.message}:${firstPlace(error)}` : `thrown:${String(error)}`
  let hash = 0x81_1c_9d_c5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93)
  }
  const digits = (hash >>> 0).toString(36).toUpperCase().padStart(7, '0')
  return `C-${digits.slice(0, 4)}-${digits.slice(4)}`
}

function firstPlace({ stack = '' }: Error): string {
  const line = stack.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? ''
  return line.replace(/\w+:\/\/[^/]+/, '')
}
