// Backup and restore of everything that a department server keeps (docs/decisions/0022).
export { restore, type EmptyStores } from './restore.ts'
export { backup } from './save.ts'
