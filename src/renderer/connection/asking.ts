// How a console asks whoever it is joined to, and what a refusal or silence means for the joint and the session.
import { noAnswerWords, outcomeOf, type Outcome } from './connection.ts'

/** Who is silent for so long is taken for lost. */
export const SILENCE_MS = 6000
/** A call may be an import of a hot list: ten million lines take about a minute. */
const CALL_MS = 600_000

type Question<C, T> = (core: C, signal: AbortSignal) => Promise<T>

type AskingOptions<C> = {
  /** Who answers, as it is said: "the car's core". */
  readonly who: string
  readonly client: () => C | undefined
  /** Gives the present joint up. */
  readonly drop: () => void
  /** A refusal for want of a session: the console does not know any more who is signed in. */
  readonly onNoSession: () => void
}

export type Asking<C> = {
  /** Asks for what is mirrored; undefined when nobody is there, or stays silent, which then ends the joint. */
  readonly ask: <T>(question: Question<C, T>) => Promise<T | undefined>
  /** Calls once; for whatever somebody does. */
  readonly call: <T>(question: Question<C, T>) => Promise<Outcome<T>>
  /** What came of a call that threw; a refusal for want of a session is noted. */
  readonly failed: (error: unknown) => Outcome<never>
}

export function createAsking<C>({ who, client, drop, onNoSession }: AskingOptions<C>): Asking<C> {
  function failed(error: unknown): Outcome<never> {
    const outcome = outcomeOf(error, who)
    if (outcome.kind === 'refused' && outcome.refusal.gate === 'session') onNoSession()
    return outcome
  }
  return {
    failed,
    async ask(question) {
      const core = client()
      if (core === undefined) return undefined
      const signal = AbortSignal.timeout(SILENCE_MS)
      try {
        return await question(core, signal)
      } catch (error) {
        if (signal.aborted) drop()
        else failed(error)
        return undefined
      }
    },
    async call(question) {
      const core = client()
      if (core === undefined) return { kind: 'failed', why: noAnswerWords(who) }
      try {
        return { kind: 'done', value: await question(core, AbortSignal.timeout(CALL_MS)) }
      } catch (error) {
        return failed(error)
      }
    },
  }
}
