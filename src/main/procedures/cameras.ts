import { procedures } from './implementer.ts'

export const cameras = {
  list: procedures.cameras.list.handler(({ context }) => context.cameras.list()),
}
