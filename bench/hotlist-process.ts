// Runs one part of the hot list benchmark in this process and answers with its figures; see
// hotlist/process-protocol.ts. Started by hotlist.ts.
import { measureFirstImport, measureImport, measureLookups } from './hotlist/measure-lookout.ts'
import { measureMap, measureSqlite } from './hotlist/measure-others.ts'
import type { Task } from './hotlist/process-protocol.ts'

const PARTS: Readonly<Record<string, (task: Task) => object | Promise<object>>> = {
  first: measureFirstImport,
  import: measureImport,
  lookups: measureLookups,
  sqlite: measureSqlite,
  map: measureMap,
}

process.once('message', (task: Task) => {
  const measure = PARTS[process.argv[2] ?? '']
  if (measure === undefined) throw new Error(`There is no part ${String(process.argv[2])}.`)
  void Promise.resolve(measure(task)).then((figures) => process.send?.(figures, () => process.exit()))
})
