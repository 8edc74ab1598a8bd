// Screens that are not of the road: what a car shares with its department, and how it trusts one.
import type { Car } from '#renderer/connection/car.ts'
import type { OfficeProps } from '#renderer/office/office-props.ts'
import {
  OFFICE_SCREENS as SHARED_SCREENS,
  rightfulScreen,
  type OfficeScreenName as SharedScreenName,
  type RightfulScreen,
} from '#renderer/office/office-screens.tsx'
import { Department } from './features/department/department.tsx'
import { Transfer } from './features/transfer/transfer.tsx'

export type OfficeScreenName = SharedScreenName | 'transfer' | 'department'
export type OfficeScreen = RightfulScreen<OfficeScreenName, OfficeProps & { readonly car: Car }>

export const OFFICE_SCREENS: readonly OfficeScreen[] = [
  ...SHARED_SCREENS,
  rightfulScreen(
    'transfer',
    'Transfer',
    'what waits, packages, joining',
    ['operate', 'department.import', 'department.enrol'],
    Transfer,
  ),
  rightfulScreen(
    'department',
    'Department',
    'roster, signed files',
    ['department.import', 'department.enrol'],
    Department,
  ),
]
