const PEM = /^(-----BEGIN [A-Z ]+-----)(.*)(-----END [A-Z ]+-----)$/

/** A key as it was pasted into one line, in the lines of a PEM file again. */
export function pemOf(text: string): string {
  const [, begin, body, end] = PEM.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? []
  if (begin === undefined || body === undefined || end === undefined) return text.trim()
  const lines = body.replaceAll(' ', '').match(/.{1,64}/g) ?? []
  return [begin, ...lines, end, ''].join('\n')
}
