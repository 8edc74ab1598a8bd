import { resolve } from 'node:path'

/**
 * The words meant for Lookout among Electron's own arguments: all behind the application's folder, or all
 * but the program itself once it is packaged. What stands before the folder is for Electron (a debugger's
 * port, a test driver's loader).
 */
export function wordsOf(argv: readonly string[], appPath: string, isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1)
  const at = argv.findIndex((word, index) => index > 0 && resolve(word) === resolve(appPath))
  return at === -1 ? [] : argv.slice(at + 1)
}
