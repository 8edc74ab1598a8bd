import type { SerializedError } from 'vitest'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { addFailure } from './file.ts'

/** Tells every failed test, every file or group that failed as a whole, and errors outside of any test. */
export default class FailuresReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    if (result.state === 'failed')
      addFailure(`${test.module.relativeModuleId} > ${test.fullName}`, result.errors)
  }

  onTestRunEnd(modules: readonly TestModule[], strayErrors: readonly SerializedError[]): void {
    for (const module of modules) {
      const errors = [
        ...module.errors(),
        ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
      ]
      if (errors.length > 0) addFailure(module.relativeModuleId, errors)
    }
    if (strayErrors.length > 0) addFailure('outside of any test', strayErrors)
  }
}
