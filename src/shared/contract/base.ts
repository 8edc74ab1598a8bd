import { oc } from '@orpc/contract'
import type { Access } from './access.ts'

/** The builder every contract file starts from; `access` must be declared by `.meta`. */
export const base = oc.$meta<Partial<Access>>({})
