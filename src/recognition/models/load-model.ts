// Reads a model and its card from disk and refuses anything that is not exactly what the card says.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { ModelCard } from './model-card.ts'

export type VerifiedModel<Card extends ModelCard> = { readonly card: Card; readonly bytes: Uint8Array }

const ADVICE = 'Install Lookout again, or put the file of this release back.'

/**
 * Loads `<folder>/<name>.json` and the model it names. Throws an Error that names the file and says
 * what to do when either is missing, damaged, or not the one the card describes.
 */
export async function loadModel<Card extends ModelCard>(
  folder: string,
  name: Card['name'],
  schema: z.ZodType<Card>,
): Promise<VerifiedModel<Card>> {
  const cardPath = join(folder, `${name}.json`)
  const card = parseCard(await readOrExplain(cardPath, 'model card'), cardPath, schema)
  const path = join(folder, basename(card.file))
  const bytes = await readOrExplain(path, 'model')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== card.sha256) {
    throw new Error(
      `The model ${path} is damaged or not the one its card describes ` +
        `(SHA-256 ${sha256.slice(0, 12)}..., card ${card.sha256.slice(0, 12)}...). ${ADVICE}`,
    )
  }
  return { card, bytes }
}

async function readOrExplain(path: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new Error(`The ${what} ${path} cannot be read (${codeOf(error)}). ${ADVICE}`, { cause: error })
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return String(error)
}

function parseCard<Card extends ModelCard>(bytes: Uint8Array, path: string, schema: z.ZodType<Card>): Card {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new Error(`The model card ${path} is not JSON. ${ADVICE}`, { cause: error })
  }
  const result = schema.safeParse(json)
  if (!result.success) {
    throw new Error(`The model card ${path} is wrong: ${z.prettifyError(result.error)}. ${ADVICE}`)
  }
  return result.data
}
