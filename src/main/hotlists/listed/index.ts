// Installed lists of plates: millions of entries, encrypted on the disk, asked in microseconds.
export { confusions } from './confusions.ts'
export type { ImportProgress, ImportRequest } from './import-request.ts'
export { openInstalledList, type InstalledList } from './installed-list.ts'
export type { ListedPlates } from './listed-plates.ts'
