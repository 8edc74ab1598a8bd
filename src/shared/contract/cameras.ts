import { z } from 'zod'
import { CameraStatus } from '../domain/camera.ts'
import { base } from './base.ts'

/** Cameras and their health. */
export const cameras = {
  list: base.meta({ access: 'console' }).output(z.array(CameraStatus)),
}
