import { z } from 'zod'

const Plain = z.record(z.string(), z.json())

/** What the browser's WebAuthn answers, as plain JSON for the wire. */
export function plainJson(answer: object): z.infer<typeof Plain> {
  return Plain.parse(JSON.parse(JSON.stringify(answer)))
}
