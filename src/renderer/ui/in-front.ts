import { createContext, useContext } from 'react'

/** False while something lies over this part of the console: its keys are off, the focus stays where it is. */
export const InFront = createContext(true)

export const useIsInFront = (): boolean => useContext(InFront)
