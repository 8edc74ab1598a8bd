// The import templates of this installation: the shipped ones and the agency's own, one JSON file each.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ImportTemplate } from '#shared/domain/import-template.ts'
import { templateFaults } from './check-template.ts'

export type LoadedTemplates = {
  readonly templates: readonly ImportTemplate[]
  /** Files that were left out, and why: names the field. */
  readonly refused: readonly { readonly file: string; readonly why: string }[]
}

const MOST_BYTES = 256 * 1024

/**
 * Reads every *.json of the folders, in their order; a folder that is not there has no templates. An id that
 * an earlier file has is refused: an agency's own template does not replace a shipped one.
 */
export function loadTemplates(folders: readonly string[]): LoadedTemplates {
  const templates = new Map<string, ImportTemplate>()
  const refused: { file: string; why: string }[] = []
  for (const file of folders.flatMap(jsonFiles)) {
    const read = readTemplate(file)
    if ('why' in read) refused.push({ file, why: read.why })
    else if (templates.has(read.template.id)) {
      refused.push({ file, why: `id: there is a template "${read.template.id}" already; choose another id` })
    } else templates.set(read.template.id, read.template)
  }
  return { templates: [...templates.values()], refused }
}

/** Writes the template as <id>.json, whole or not at all. Throws an Error that names the field that is wrong. */
export function saveTemplate(folder: string, template: ImportTemplate): void {
  const faults = templateFaults(ImportTemplate.parse(template))
  if (faults.length > 0) throw new Error(`Import template ${template.id}: ${faults.join('; ')}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${template.id}.json`)
  const unfinished = `${file}.${process.pid}.new`
  const handle = openSync(unfinished, 'w', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(template, undefined, 2)}\n`)
    fsyncSync(handle)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(unfinished, file)
}

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(folder, name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function readTemplate(file: string): { template: ImportTemplate } | { why: string } {
  let json: unknown
  try {
    if (statSync(file).size > MOST_BYTES) return { why: `is larger than ${MOST_BYTES} bytes` }
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return { why: `is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const parsed = ImportTemplate.safeParse(json)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${z.core.toDotPath(issue.path)}: ${issue.message}`)
    return { why: faults.join('; ') }
  }
  const faults = templateFaults(parsed.data)
  return faults.length > 0 ? { why: faults.join('; ') } : { template: parsed.data }
}
