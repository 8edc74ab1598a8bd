// The records console over a scripted department, for looking at it while working on it:
// `node test/support/records-console/serve.ts` after `npx vite build --mode records`. Ends with Ctrl-C.
import { startScriptedDepartment } from './scripted-department.ts'

const { url } = await startScriptedDepartment({
  officer: { roles: ['manager', 'assigner', 'administrator'] },
  reads: 2000,
})
console.log(url)
