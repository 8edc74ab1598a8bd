// What a host (Electron or the browser host) lends the core. The core asks for nothing else of the
// machine it runs on, and never asks which host it has.
import type { MessagePort } from 'node:worker_threads'

/** Where log lines go. No plate, no personal datum, no credential may be handed to it. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void

/** Seals small secrets (the database and media keys) with what the operating system offers. */
export type KeySealing = {
  /** Shown to the administrator: how well the sealed key is protected on this machine. */
  readonly kind: 'os' | 'file'
  seal(plain: Uint8Array): Uint8Array
  unseal(sealed: Uint8Array): Uint8Array
}

/**
 * What a way into the core can do. webAuthn: the web site as which the console is served, where security keys can
 * be used.
 */
export type Door = { readonly webAuthn?: { readonly rpId: string; readonly origin: string } }

/** The recognition worker as the host started it: one port, and word of its end. */
export type RecogniserPort = {
  readonly port: MessagePort
  /** Resolves with the reason when the worker is gone for good. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

export type Host = {
  /** Folder for the database, media and sealed keys of this installation, unless another is named. */
  readonly dataFolder: string
  /** The demonstration's own folder; a real installation can never use it. */
  readonly demonstrationFolder: string
  /** Folder of `assets`. */
  readonly assetsFolder: string
  /** Folder of the built console, served to its window. */
  readonly rendererFolder: string
  readonly keySealing: KeySealing
  /** Starts the one recognition worker; called once. */
  startRecogniser(): RecogniserPort
  /** The file of the worker that imports hot lists (hotlists/listed/import-worker.ts). */
  readonly importWorkerEntry: URL
  readonly log: Log
  /** Milliseconds since the epoch; the only clock of the core. */
  readonly now: () => number
}
