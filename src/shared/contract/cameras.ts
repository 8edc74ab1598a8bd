import { z } from 'zod'
import { CameraStatus } from '../domain/camera.ts'
import { open } from './access.ts'
import { base } from './base.ts'

/** Cameras and their health. */
export const cameras = {
  list: base.meta(open('tells no record')).output(z.array(CameraStatus)),
}
