// Imports a list over and over in the folder of the first argument until it is killed; the lists alternate
// between the files of the other two. Prints a line when an import begins, when it first tells how far it is, and
// when it is over.
import { importRequest, openTestList } from './ncic-list.ts'

const [folder = '', ...files] = process.argv.slice(2)
const list = openTestList(folder)
for (let round = 0; ; round += 1) {
  process.stdout.write(`begun ${round}\n`)
  const file = files[round % files.length] ?? ''
  let isTold = false
  const report = await list.importFile(importRequest(file, { allowOlder: true }), () => {
    if (!isTold) process.stdout.write(`under way ${round}\n`)
    isTold = true
  })
  process.stdout.write(`${report.refusal ?? 'over'} ${round}\n`)
}
