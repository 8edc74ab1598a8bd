import { SystemStatus } from '../domain/system.ts'
import { open } from './access.ts'
import { base } from './base.ts'

export const system = {
  status: base.meta(open('tells no record, only counts')).output(SystemStatus),
}
