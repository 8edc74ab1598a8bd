import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * A JSON file that a person edits, in the form of `schema`; its defaults where there is no file. Throws an Error that
 * names the file and the field that is wrong.
 */
export function readSettings<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  if (!existsSync(file)) return schema.parse({})
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
