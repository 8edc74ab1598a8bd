// Policy profiles: the rules of the agency that a car belongs to, one JSON file each, named by its id.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Profile } from '#shared/domain/profile.ts'

const ENDING = '.json'

/**
 * Loads one profile of `folder` (assets/profiles, or an agency's own). Throws an Error that names the file and
 * the field where it is not of the form, and one that lists the known ids where there is no such profile.
 */
export function loadProfile(folder: string, id: string): Profile {
  const known = profileIds(folder)
  if (known.includes(id)) return readProfile(join(folder, `${id}${ENDING}`), id)
  throw new Error(
    known.length === 0
      ? `There is no policy profile in ${folder}.`
      : `There is no policy profile "${id}" in ${folder}. Choose one of: ${known.join(', ')}.`,
  )
}

/** All profiles of `folder`, by id. Throws as loadProfile does. */
export function loadProfiles(folder: string): Profile[] {
  return profileIds(folder).map((id) => loadProfile(folder, id))
}

function profileIds(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    throw new Error(`The policy profiles' folder ${folder} cannot be read (${codeOf(error)}).`, {
      cause: error,
    })
  }
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .toSorted()
}

function readProfile(file: string, id: string): Profile {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why =
      error instanceof SyntaxError ? `is not JSON: ${error.message}` : `cannot be read (${codeOf(error)})`
    throw new Error(`${file} ${why}.`, { cause: error })
  }
  const parsed = Profile.safeParse(json)
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`)
  if (parsed.data.id !== id) {
    throw new Error(`${file}: id is "${parsed.data.id}", but a profile's file is named by its id.`)
  }
  return parsed.data
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
