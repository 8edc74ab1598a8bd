// The wire between the department server and the records console. What a department does just as a car does (who is
// signed in, accounts, training, policy, audit) is the same contract as in the car.
import { office } from '../contract/office.ts'
import { evidence } from './evidence.ts'
import { fleet } from './fleet.ts'
import { holds } from './holds.ts'
import { records } from './records.ts'
import { reports } from './reports.ts'
import { retention } from './retention.ts'
import { server } from './server.ts'
import { sharing } from './sharing.ts'

export const recordsContract = {
  ...office,
  records,
  holds,
  retention,
  evidence,
  sharing,
  fleet,
  reports,
  server,
}
export type RecordsContract = typeof recordsContract
