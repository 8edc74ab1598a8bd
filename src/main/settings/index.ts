// The settings of one car: a JSON file in its data folder, edited by whoever installs it.
import { join } from 'node:path'
import { z } from 'zod'
import { SpaceLimits } from '#main/media/index.ts'
import { readSettings } from '#main/read-settings.ts'
import { ProviderSettings, RegisteredMedium } from '#main/uploads/index.ts'
import { CameraConfig } from '#shared/domain/camera.ts'
import { DEFAULT_RETENTION, RetentionRules } from '#shared/domain/retention.ts'

export { chooseCameras } from './choose-cameras.ts'

const FILE = 'settings.json'

export const Settings = z.strictObject({
  /** Empty: every USB camera that is found, each with its own name. */
  cameras: z.array(CameraConfig).default([]),
  gps: z.strictObject({ port: z.string().min(1), baud: z.int().positive().optional() }).optional(),
  /** Hot list files read at start. */
  hotLists: z.array(z.string().min(1)).default([]),
  /** The policy that binds until first run has picked one, by the name of its file in assets/policies. */
  profile: z.string().min(1).default('standard'),
  /** The roster of before personal accounts; it counts for nothing any more. */
  officers: z.array(z.unknown()).optional(),
  retention: RetentionRules.default(DEFAULT_RETENTION),
  /** Free bytes on the data folder's disk below which context images, then reads without a hit, stop. */
  space: SpaceLimits.prefault({}),
  recogniser: z
    .strictObject({
      threads: z.int().min(1).max(64).optional(),
      provider: z.enum(['cpu', 'webgpu', 'dml', 'coreml', 'cuda']).default('cpu'),
    })
    .prefault({}),
  /**
   * True once this car belongs to a department server: from then on nothing is purged before the server
   * has confirmed it. Without a server the retention clocks alone decide.
   */
  isTransferRequired: z.boolean().default(false),
  /** How this car's records go to its department or provider. */
  transfer: z
    .strictObject({
      /** The line is paid by what goes over it: only hits and contacts go, the rest waits for another or an order. */
      isMetered: z.boolean().default(false),
      /** Kilobits a second at most. */
      mostKbps: z.int().min(16).optional(),
      /** Removable media of the agency, on which a package may be carried. */
      media: z.array(RegisteredMedium).default([]),
      /** Where a provider keeps the reads (the profile's storage). */
      provider: ProviderSettings.optional(),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof Settings>

/** Defaults when there is no file. Throws an Error that names the file and the field that is wrong. */
export const loadSettings = (dataFolder: string): Settings => readSettings(join(dataFolder, FILE), Settings)
