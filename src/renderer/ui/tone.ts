/** The console's tones by name; `none` is silence. */
type Tone = 'critical' | 'high' | 'medium' | 'low' | 'none'

/** Frequencies in hertz, one after the other: the graver, the more and the higher. */
const TONES: Readonly<Record<Tone, readonly number[]>> = {
  critical: [880, 660, 880],
  high: [740, 740],
  medium: [587],
  low: [440],
  none: [],
}
const TONE_S = 0.14
const GAP_S = 0.05
const LOUDNESS = 0.25
const TOO_LATE_MS = 1000

let audio: AudioContext | undefined

/**
 * A short tone for a hit. Where the browser allows no sound (no device, or nobody has touched the
 * console yet) it stays silent: the prompt does not depend on it.
 */
export function playTone(tone: Tone): void {
  if (tone === 'none') return
  sound(TONES[tone]).catch(() => {
    // No audio in this browser or on this machine.
  })
}

async function sound(frequencies: readonly number[]): Promise<void> {
  audio ??= new AudioContext()
  const askedAt = performance.now()
  await audio.resume()
  // Where sound is first allowed later, by a touch, the tones of the prompts before are not made up for.
  if (performance.now() - askedAt > TOO_LATE_MS) return
  for (const [place, frequency] of frequencies.entries()) beep(audio, frequency, place)
}

function beep(context: AudioContext, frequency: number, place: number): void {
  const startsAt = context.currentTime + place * (TONE_S + GAP_S)
  const volume = context.createGain()
  // Ramps at both ends, for a tone without clicks.
  volume.gain.setValueAtTime(0, startsAt)
  volume.gain.linearRampToValueAtTime(LOUDNESS, startsAt + 0.01)
  volume.gain.setValueAtTime(LOUDNESS, startsAt + TONE_S - 0.02)
  volume.gain.linearRampToValueAtTime(0, startsAt + TONE_S)
  const tone = new OscillatorNode(context, { type: 'triangle', frequency })
  tone.connect(volume).connect(context.destination)
  tone.start(startsAt)
  tone.stop(startsAt + TONE_S)
}
