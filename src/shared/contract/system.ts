import { SystemStatus } from '../domain/system.ts'
import { base } from './base.ts'

export const system = {
  status: base.meta({ access: 'console' }).output(SystemStatus),
}
