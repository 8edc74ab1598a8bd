// Bytes in, NMEA sentences out: from `$` to the end of the line. Noise, half sentences and lines without
// end are dropped, and never more than one sentence is held.

/** The standard allows 82 characters; receivers with many satellites send somewhat longer ones. */
const MAX_SENTENCE_CHARACTERS = 160

const DOLLAR = 0x24

export type NmeaLines = {
  /** The sentences completed by these bytes, and how many begun ones were given up. */
  push(bytes: Uint8Array): { readonly sentences: readonly string[]; readonly broken: number }
}

export function createNmeaLines(): NmeaLines {
  /** The sentence being heard; undefined until the next `$`. */
  let sentence: string | undefined

  return {
    push: (bytes) => {
      const sentences: string[] = []
      let broken = 0
      for (const byte of bytes) {
        if (byte === DOLLAR) {
          if (sentence !== undefined) broken++
          sentence = '$'
        } else if (sentence === undefined) {
          continue
        } else if (byte === 0x0d || byte === 0x0a) {
          sentences.push(sentence)
          sentence = undefined
        } else if (byte < 0x20 || byte > 0x7e || sentence.length >= MAX_SENTENCE_CHARACTERS) {
          broken++
          sentence = undefined
        } else {
          sentence += String.fromCharCode(byte)
        }
      }
      return { sentences, broken }
    },
  }
}
