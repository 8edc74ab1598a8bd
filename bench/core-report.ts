/** What core-process.ts tells the benchmark. */
export type CoreReport =
  | { readonly kind: 'started'; readonly address: string }
  | {
      readonly kind: 'kept'
      /** The first time this read was kept. */
      readonly isFirst: boolean
      /** When the frame was taken that this word rests on, and when it was on disk; epoch ms. */
      readonly capturedAt: number
      readonly keptAt: number
      readonly raised: readonly string[]
    }
  | {
      readonly kind: 'sample'
      readonly atMs: number
      readonly rssMiB: number
      readonly cpuMs: number
      readonly frames: number
      readonly replaced: number
      readonly recogniserMs: number
    }
  | { readonly kind: 'ended' }

export type CoreSample = Extract<CoreReport, { kind: 'sample' }>
