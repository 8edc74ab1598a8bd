import { oc } from '@orpc/contract'
import type { Access } from './access.ts'

/** The builder every contract file starts from; `access` must be declared by `.meta` (access.ts). */
export const base = oc.$meta<{ readonly access?: Access }>({})
