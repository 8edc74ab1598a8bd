// Policies: the texts of agencies, laws and our defaults, the effective rules that they make, and how another policy
// comes into force.
export { diffPolicies } from './diff.ts'
export { type LoadedPolicy } from './effective.ts'
export { explain, explainedLines, valueLine } from './explain.ts'
export { findIn, type FindText, lawsIn, loadPolicy, loadProfile, loadProfiles, policyOf } from './folder.ts'
export { lintText } from './lint.ts'
export { lintPlainText } from './lint-plain.ts'
export { openPolicy, type Policy } from './open-policy.ts'
export { tryPolicy } from './trial.ts'
