// Every procedure declares who may call it. Sign-in and roles hang on this declaration; a test walks the
// contract and fails on a procedure without one.

/**
 * console: whoever sits at the console of this car (the host lets nobody else connect). The narrower
 * kinds arrive with personal accounts.
 */
export type Access = { readonly access: 'console' }
