import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { addFailure } from './file.ts'

/** Tells every test that did not end as it should, and errors outside of any test. */
export default class FailuresReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== test.expectedStatus && result.status !== 'skipped')
      addFailure(test.titlePath().filter(Boolean).join(' > '), result.errors)
  }

  onError(error: TestError): void {
    addFailure('outside of any test', [error])
  }
}
