// Branded identifiers: a read's id can never be passed where a hit's id is meant.
import { z } from 'zod'

/** Identifier of one read (one pass of one vehicle); a UUID made in the car. */
export const ReadId = z.uuid().brand<'ReadId'>()
export type ReadId = z.infer<typeof ReadId>

/** Identifier of one hit (a read that may match one hot list entry). */
export const HitId = z.uuid().brand<'HitId'>()
export type HitId = z.infer<typeof HitId>

/** Identifier of a camera: its configured name in lower case, letters, digits and dashes. */
export const CameraId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'CameraId'>()
export type CameraId = z.infer<typeof CameraId>

/** SHA-256 of an image file's plain bytes in lower-case hex; the name it is stored under. */
export const MediaHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'MediaHash'>()
export type MediaHash = z.infer<typeof MediaHash>
