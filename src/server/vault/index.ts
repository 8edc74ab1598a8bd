// The vault: the keys by which records and pictures lie sealed in the database and the object store. A key goes, and
// what it sealed is noise, also in every backup; so keys are in no backup of the records (docs/decisions/0017).
export { openBody, keepBody, recordContext, sealBody, type BodyKind } from './bodies.ts'
export { openVault, type Vault, type VaultKey } from './open-vault.ts'
