/**
 * Says the words after what is being said; the returned function ends all that is said. Silent where the
 * browser has no voice: the prompt does not depend on it.
 */
export function speak(words: string): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined
  const utterance = new SpeechSynthesisUtterance(words)
  utterance.lang = 'en-US'
  speechSynthesis.speak(utterance)
  return () => {
    speechSynthesis.cancel()
  }
}
