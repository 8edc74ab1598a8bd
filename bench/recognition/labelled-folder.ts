// Folders of pictures with labels, in the forms that are measured: `labels.tsv` (file, x, y, w, h, text) or
// `boxes.csv` (file, x, y, w, h) for scenes, `labels.csv` (file, state, text) for close-ups.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import type { Box } from '#recognition/pixels/resample.ts'
import { normalisePlate } from '#shared/domain/plate.ts'

/** One labelled plate; what the labels do not say is undefined. Boxes are in pixels, origin top left. */
export type PlateLabel = {
  readonly box: Box | undefined
  /** Upper case, letters and digits only. */
  readonly text: string | undefined
  readonly state: string | undefined
}

export type LabelledPicture = {
  readonly file: string
  readonly path: string
  readonly plates: readonly PlateLabel[]
}

type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

const PICTURE = /\.(?:jpe?g|png|webp|bmp|tiff?)$/i

/**
 * Reads a folder of scenes. A picture without a row in `boxes.csv` is one without plates; pictures without a
 * row in `labels.tsv` are left out. A row without a text is a plate whose text is not known. Throws an Error
 * that names file and line where a row is not of the form.
 */
export function readScenes(folder: string): LabelledPicture[] {
  if (existsSync(join(folder, 'labels.tsv'))) {
    return groupByPicture(folder, labelled(folder, 'labels.tsv', ['file', 'x', 'y', 'w', 'h', 'text']))
  }
  if (existsSync(join(folder, 'boxes.csv'))) {
    const rows = labelled(folder, 'boxes.csv', ['file', 'x', 'y', 'w', 'h'])
    return groupByPicture(folder, rows, picturesIn(folder))
  }
  throw new Error(
    `${folder} holds neither labels.tsv (file, x, y, w, h, text) nor boxes.csv (file, x, y, w, h).`,
  )
}

/**
 * Reads a folder of close-ups, one plate from edge to edge each. Besides `file` there must be a column
 * `state` or `text`. Throws an Error that names file and line where a row is not of the form.
 */
export function readCloseUps(folder: string): LabelledPicture[] {
  const name = 'labels.csv'
  if (!existsSync(join(folder, name))) throw new Error(`${folder} holds no labels.csv (file, state, text).`)
  const rows = labelled(folder, name, ['file'])
  const [first] = rows
  if (first !== undefined && !('text' in first.cells || 'state' in first.cells)) {
    throw new Error(`${join(folder, name)}:1: the header has neither text nor state.`)
  }
  const pictures = groupByPicture(folder, rows)
  const twice = pictures.find(({ plates }) => plates.length > 1)
  if (twice !== undefined) {
    const { line } = rows.findLast(({ cells }) => cells['file'] === twice.file) ?? { line: 1 }
    throw new Error(
      `${join(folder, name)}:${line}: ${twice.file} is labelled twice; a close-up is one plate.`,
    )
  }
  return pictures
}

function picturesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => PICTURE.test(name))
}

/** The rows of a label file by the names of its header. */
function labelled(folder: string, name: string, needed: readonly string[]): (Row & { label: PlateLabel })[] {
  const path = join(folder, name)
  const isTabbed = name.endsWith('.tsv')
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(readFileSync(path, 'utf8'), {
      bom: true,
      delimiter: isTabbed ? '\t' : ',',
      quote: isTabbed ? null : '"',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records
  } catch (error) {
    const at = error instanceof CsvError && 'lines' in error ? `:${String(error['lines'])}` : ''
    throw new Error(`${path}${at}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const [head, ...body] = records
  if (head === undefined) throw new Error(`${path}:1: the file is empty.`)
  const columns = head.record.map((column) => column.toLowerCase())
  const missing = needed.find((column) => !columns.includes(column))
  if (missing !== undefined) throw new Error(`${path}:1: the header has no column ${missing}.`)
  if (body.length === 0) throw new Error(`${path}:2: there are no rows.`)
  return body.map(({ record, info: { lines: line } }) => {
    const where = `${path}:${line}`
    if (record.length !== columns.length) {
      throw new Error(`${where}: ${record.length} cells where the header has ${columns.length}.`)
    }
    const cells = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? '']))
    if ((cells['file'] ?? '') === '') throw new Error(`${where}: the file is not named.`)
    const label = {
      box: needed.includes('x') ? boxOf(cells, where) : undefined,
      text: textOf(cells['text'], where),
      state: stateOf(cells['state'], where),
    }
    if (!existsSync(join(folder, cells['file'] ?? ''))) {
      throw new Error(`${where}: the picture ${cells['file']} is not in the folder.`)
    }
    return { line, cells, label }
  })
}

function boxOf(cells: Row['cells'], where: string): Box {
  const number = (name: string): number => {
    const cell = cells[name] ?? ''
    const value = Number(cell)
    if (cell === '' || !Number.isFinite(value)) throw new Error(`${where}: ${name} is no number: "${cell}".`)
    return value
  }
  const box = { left: number('x'), top: number('y'), width: number('w'), height: number('h') }
  if (box.width <= 0 || box.height <= 0) throw new Error(`${where}: a box needs a width and a height over 0.`)
  return box
}

function textOf(cell: string | undefined, where: string): string | undefined {
  if (cell === undefined || cell === '') return undefined
  const text = normalisePlate(cell)
  if (text === '') throw new Error(`${where}: the text has neither letter nor digit: "${cell}".`)
  return text
}

function stateOf(cell: string | undefined, where: string): string | undefined {
  if (cell === undefined || cell === '') return undefined
  if (!/^[A-Za-z]{2,5}$/.test(cell)) throw new Error(`${where}: not a state: "${cell}".`)
  return cell.toUpperCase()
}

function groupByPicture(
  folder: string,
  rows: readonly (Row & { readonly label: PlateLabel })[],
  files: readonly string[] = [],
): LabelledPicture[] {
  const pictures = new Map<string, PlateLabel[]>(files.toSorted().map((file) => [file, []]))
  for (const { cells, label } of rows) {
    const file = cells['file'] ?? ''
    const plates = pictures.get(file) ?? []
    plates.push(label)
    pictures.set(file, plates)
  }
  return Array.from(pictures, ([file, plates]) => ({ file, path: join(folder, file), plates }))
}
