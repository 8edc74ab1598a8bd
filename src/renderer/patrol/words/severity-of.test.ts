import { expect, test } from 'vitest'
import { severityOf } from './severity-of.ts'

test.each([
  ['STOLEN VEHICLE', 'critical'],
  ['AMBER alert', 'critical'],
  ['Wanted person', 'critical'],
  ['Stolen plate', 'high'],
  ['MISSING PERSON', 'high'],
  ['Supervised release', 'medium'],
  ['Suspended registration', 'medium'],
  ['Expired registration', 'low'],
  ['LPR CALIBRATION RECORD', 'information'],
  ['Something else', 'medium'],
])('%s weighs %s', (category, severity) => {
  expect(severityOf(category)).toBe(severity)
})
