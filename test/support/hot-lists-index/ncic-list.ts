// Hot list files in NCIC's fixed form for tests, and lists installed from them.
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { ImportTemplate } from '../../../src/shared/domain/import-template.ts'
import { openInstalledList, type ImportRequest, type InstalledList } from '#main/hotlists/listed/index.ts'

export const KEY = Buffer.alloc(32, 9)
const WORKER = new URL('../../../src/main/hotlists/listed/import-worker.ts', import.meta.url)
const NCIC = ImportTemplate.parse(
  JSON.parse(
    readFileSync(new URL('../../../assets/hot-list-templates/ncic-fixed.json', import.meta.url), 'utf8'),
  ),
)

/** One line of a stolen vehicle. */
export function ncicLine(number: number, plate: string, state = 'IL', make = 'FORD'): string {
  const record = `V${String(number).padStart(9, '0')}`
  return `${record}IL016000020240509${plate.padEnd(10)}${state}2026PC2019${make}F154DBLK`
}

/** Plates that differ in more than O and 0: P100000, P100001 ... */
export function plateNumber(number: number): string {
  return `P${100_000 + number}`
}

/** Writes the lines after a header; `writtenAt` is the file's own time. */
export function writeList(file: string, lines: readonly string[], writtenAt = Date.now()): void {
  writeFileSync(file, `VEHICLE EXTRACT\n${lines.map((line) => `${line}\n`).join('')}`)
  utimesSync(file, writtenAt / 1000, writtenAt / 1000)
}

export function openTestList(folder: string, workerEntry = WORKER): InstalledList {
  return openInstalledList({ folder, key: KEY, workerEntry })
}

export function importRequest(file: string, more: Partial<ImportRequest> = {}): ImportRequest {
  return { file, template: NCIC, list: { name: 'NCIC vehicles', source: 'NCIC' }, now: Date.now(), ...more }
}
