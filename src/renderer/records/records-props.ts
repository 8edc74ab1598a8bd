import type { Department } from '#renderer/connection/department.ts'
import type { OfficeProps } from '#renderer/office/office-props.ts'

/** What every screen of the records console is given. */
export type RecordsProps = OfficeProps & { readonly department: Department }
