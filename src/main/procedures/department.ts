import { by } from './office/index.ts'
import { procedures } from './implementer.ts'

export const department = {
  state: procedures.department.state.handler(({ context }) => context.department.state()),
  enrol: procedures.department.enrol.handler(({ context, input }) =>
    context.department.enrol(input.publicKey, input.fingerprint, by(context)),
  ),
  import: procedures.department.import.handler(({ context, input }) =>
    context.department.import(input.file, by(context)),
  ),
}
