/** Letters and digits in groups of four with dashes, as codes are made: "abcd efgh" is "ABCD-EFGH". */
export function grouped(text: string): string {
  const characters = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return characters.match(/.{1,4}/g)?.join('-') ?? ''
}
