// The texts of a folder, and those of them that bind one agency.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from '#shared/domain/profile.ts'
import type { StateCode } from '#shared/domain/states.ts'
import { effectivePolicy, type LoadedPolicy, type PolicyTexts } from './effective.ts'
import {
  type AgencyPolicyText,
  type DefaultPolicyText,
  type OverlayPolicyText,
  parsePolicyText,
  type PolicyText,
} from './text.ts'

const ENDING = '.yaml'

/**
 * Loads the effective rules of one agency: its text in `folder` (assets/policies) with the overlays that it names
 * and our defaults. Throws an Error that names file, line and key where a text is not of the form, and one that
 * lists the known ids where there is no such agency.
 */
export function loadProfile(folder: string, id: string): Profile {
  return loadPolicy(folder, id).profile
}

/** The effective rules of all agencies of `folder`, by id. Throws as loadProfile does. */
export function loadProfiles(folder: string): Profile[] {
  return agencyIds(folder).map((id) => loadProfile(folder, id))
}

/** The effective rules with where each comes from; see loadProfile. `id` may be a tightening too. */
export function loadPolicy(folder: string, id: string): LoadedPolicy {
  const find: FindText = (one) => mustFind(folder, one)
  if (textFiles(folder).includes(`${id}${ENDING}`)) return effectivePolicy(textsFor(find(id), find))
  const known = agencyIds(folder)
  throw new Error(
    known.length === 0
      ? `There is no agency's policy in ${folder}.`
      : `There is no policy "${id}" in ${folder}. Choose one of: ${known.join(', ')}.`,
  )
}

/** The text of an id; throws an Error for a person where there is none. */
export type FindText = (id: string) => PolicyText

/** Looks for texts in folders, the first one first. */
export function findIn(folders: readonly string[]): FindText {
  return (id) => {
    const folder = folders.find((one) => textFiles(one).includes(`${id}${ENDING}`))
    return mustFind(folder ?? folders[0] ?? '', id)
  }
}

/** The policy that one text makes with those beside it. Throws an Error for a person. */
export function policyOf(yaml: string, file: string, find: FindText): LoadedPolicy {
  return effectivePolicy(textsFor(parsePolicyText(yaml, file), find))
}

/** All that binds together with `text`: overlays, our defaults, and the agency that a tightening is for. */
export function textsFor(text: PolicyText, find: FindText): PolicyTexts {
  switch (text.kind) {
    case 'agency':
      return {
        agency: text,
        overlays: text.overlays.map((overlay) => overlayOf(find, overlay)),
        tightening: undefined,
        defaults: defaultsOf(find),
      }
    case 'tightening': {
      const agency = find(text.of)
      if (agency.kind === 'agency') return { ...textsFor(agency, find), tightening: text }
      throw new Error(`${text.id} tightens "${text.of}", which is no agency's text.`)
    }
    case 'overlay':
    case 'default':
    default:
      throw new Error(`${text.id} is no agency's text: it binds beside one.`)
  }
}

/** Names of the text files of a folder, by name. Throws where it cannot be read. */
export function textFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .toSorted()
  } catch (error) {
    throw new Error(`The policies' folder ${folder} cannot be read (${codeOf(error)}).`, { cause: error })
  }
}

/** Reads one file. Throws an Error for a person. */
export function readText(folder: string, name: string): PolicyText {
  const file = join(folder, name)
  const text = parsePolicyText(readYaml(file), file)
  if (`${text.id}${ENDING}` === name) return text
  throw new Error(`${file}: id is "${text.id}", but a text's file is named by its id.`)
}

/** Ids of the agencies' texts. */
export function agencyIds(folder: string): string[] {
  return agencyTexts(folder).map(({ id }) => id)
}

export function agencyTexts(folder: string): AgencyPolicyText[] {
  return textFiles(folder)
    .map((name) => readText(folder, name))
    .filter((text) => text.kind === 'agency')
}

/** The overlays that bind every agency of a state. */
export type LawsOf = (state: StateCode) => readonly string[]

/**
 * What all agencies' texts of a folder name for a state; for a state of none of them what all of them name. The one
 * without an agency has no say.
 */
export function lawsIn(folder: string): LawsOf {
  const texts = agencyTexts(folder).filter(({ id }) => id !== NO_AGENCY)
  return (state) => {
    const there = texts.filter((text) => text.state === state)
    const [first, ...others] = there.length > 0 ? there : texts
    return (first?.overlays ?? []).filter((id) => others.every(({ overlays }) => overlays.includes(id)))
  }
}

/** The text for a car of no agency: it names no state's law. */
export const NO_AGENCY = 'standard'

/** The text of this id, whatever its kind. */
export function mustFind(folder: string, id: string): PolicyText {
  const name = `${id}${ENDING}`
  if (textFiles(folder).includes(name)) return readText(folder, name)
  throw new Error(`There is no policy text "${id}" in ${folder}.`)
}

function overlayOf(find: FindText, id: string): OverlayPolicyText {
  const text = find(id)
  if (text.kind === 'overlay') return text
  throw new Error(`${id} is of kind ${text.kind}, and an overlay is asked.`)
}

const DEFAULTS_ID = 'lookout-default'

export function defaultsOf(find: FindText): DefaultPolicyText {
  const text = find(DEFAULTS_ID)
  if (text.kind === 'default') return text
  throw new Error(`${DEFAULTS_ID} is of kind ${text.kind}, and the defaults are asked.`)
}

export function readYaml(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`${file} cannot be read (${codeOf(error)}).`, { cause: error })
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
