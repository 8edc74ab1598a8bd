/** The console's own origin inside the application; nothing else may be shown or may call. */
export const CONSOLE_ORIGIN = 'app://lookout'

/** True for the address of a page of the console itself. */
export function isConsoleAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).href.startsWith(`${CONSOLE_ORIGIN}/`)
}
