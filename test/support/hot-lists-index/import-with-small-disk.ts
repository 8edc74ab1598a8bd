// Imports the file of the second argument into the folder of the first and prints the report's refusal. Started
// under a limit on the size of files, which fails writes as a full disk does.
import { importRequest, openTestList } from './ncic-list.ts'

const [folder = '', file = ''] = process.argv.slice(2)
const list = openTestList(folder)
const report = await list.importFile(importRequest(file), () => undefined)
await list.close()
process.stdout.write(report.refusal ?? 'taken')
