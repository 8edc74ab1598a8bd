// Files that only their receiver opens: transfer packages, evidence, shares (docs/decisions/0021-packages.md).
export { open, type OpenBy } from './open.ts'
export { publicKeyOf, type SealTo } from './keys.ts'
export { seal } from './seal.ts'
