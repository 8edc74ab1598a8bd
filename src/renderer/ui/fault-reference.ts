/**
 * A short reference for a fault, the same each time the same fault happens, so that two reports of it
 * can be known for one. FNV-1a over the error's name, message and the first place in its stack.
 */
export function faultReference(error: unknown): string {
  const text =
    error instanceof Error
      ? `${error.name}:${error.message}:${error.stack?.split('\n').at(1) ?? ''}`
      : `thrown:${String(error)}`
  let hash = 0x81_1c_9d_c5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93)
  }
  const digits = (hash >>> 0).toString(36).toUpperCase().padStart(7, '0')
  return `C-${digits.slice(0, 4)}-${digits.slice(4)}`
}
