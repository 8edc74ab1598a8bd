// Texts that may come into force: those that ship, and the agency's own in the data folder.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { policy as contract } from '#shared/contract/policy.ts'
import type { LintFinding } from '#shared/domain/policy.ts'
import { refuse } from '../refused.ts'
import { effectivePolicy, type LoadedPolicy } from './effective.ts'
import { findIn, type FindText, lawsIn, readYaml, textFiles, textsFor } from './folder.ts'
import { lintText } from './lint.ts'
import { parsePolicyText, type PolicyText, PolicyTextError } from './text.ts'

/** A text as the console lists it. */
export type Candidate = z.infer<NonNullable<(typeof contract.texts)['~orpc']['outputSchema']>>[number]

export const NEXT_TEXT = 'Have the text corrected, then propose it again.'

type Options = {
  /** own need not be there. */
  readonly folders: { readonly shipped: string; readonly own: string }
  /** What a tightening is held against. */
  readonly current: () => LoadedPolicy
}

export function openCandidates({ folders, current }: Options) {
  function places(): { readonly file: string; readonly path: string }[] {
    const own = existsSync(folders.own) ? textFiles(folders.own) : []
    return [
      ...textFiles(folders.shipped).map((name) => ({ file: name, path: join(folders.shipped, name) })),
      ...own.map((name) => ({ file: `policies/${name}`, path: join(folders.own, name) })),
    ]
  }

  /** The agency's text in force goes before its file; laws that ship are not replaced, an agency may add others. */
  const findBeside: FindText = (id) => {
    const agency = current().texts.find((text) => text.kind === 'agency')
    if (agency?.id === id) return agency
    return findIn(existsSync(folders.own) ? [folders.shipped, folders.own] : [folders.shipped])(id)
  }

  const findings = (yaml: string, file: string): LintFinding[] =>
    lintText(yaml, file, findBeside, lawsIn(folders.shipped))

  return {
    list: (): Candidate[] =>
      places().flatMap(({ file, path }): Candidate[] => {
        const yaml = readYaml(path)
        const text = parsedOr(yaml, file)
        if (text === undefined)
          return [{ file, id: file, title: 'not a policy text', findings: findings(yaml, file) }]
        const { id, kind, title } = text
        return kind === 'agency' || kind === 'tightening'
          ? [{ file, id, title, findings: findings(yaml, file) }]
          : []
      }),
    /** The text of a file that may be proposed, as the list names it: nothing else is read. */
    yamlOf(file: string): string {
      const place = places().find((one) => one.file === file)
      if (place === undefined) throw refuse(`a text named "${file}"`, 'Choose one of the list.')
      return readYaml(place.path)
    },
    findings,
    /** The effective policy that a text would make; refused where it makes none. */
    load(yaml: string, file: string): LoadedPolicy {
      try {
        const text = parsePolicyText(yaml, file)
        const texts = textsFor(text, findBeside)
        // The agency's own tightening goes on under a new text of the same agency.
        const kept = current().texts.find((one) => one.kind === 'tightening' && one.of === text.id)
        return effectivePolicy(
          text.kind === 'agency' && kept?.kind === 'tightening' ? { ...texts, tightening: kept } : texts,
        )
      } catch (error) {
        const words =
          error instanceof PolicyTextError ? error.faults.map((one) => one.words) : [wordsOf(error)]
        throw refuse(words.slice(0, 20), NEXT_TEXT)
      }
    },
  }
}

function parsedOr(yaml: string, file: string): PolicyText | undefined {
  try {
    return parsePolicyText(yaml, file)
  } catch {
    return undefined
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
