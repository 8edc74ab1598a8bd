import { createContext, useContext } from 'react'

/** Where this console is: what it says of itself and of who answers it follows from that. */
export type PlaceName = 'car' | 'department'

type PlaceWords = {
  /** Who answers: "Asking the car's core." */
  readonly who: string
  /** What this place is called: "an account of this car". */
  readonly here: string
  /** The machine that the console runs on or speaks for. */
  readonly machine: string
  /** What goes on while nothing can be done here. */
  readonly goesOn: string
  /** Beside what its folders lie. */
  readonly data: string
}

const WORDS: Readonly<Record<PlaceName, PlaceWords>> = {
  car: {
    who: "the car's core",
    here: 'this car',
    machine: 'this laptop',
    goesOn: "Reading goes on in the car's core and nothing is lost.",
    data: "the car's data",
  },
  department: {
    who: 'the server',
    here: 'this server',
    machine: 'this server',
    goesOn: 'The server goes on and nothing is lost.',
    data: "the server's data",
  },
}

export const Place = createContext<PlaceName>('car')

export const usePlace = (): PlaceName => useContext(Place)

/** The words of this place. */
export const usePlaceWords = (): PlaceWords => WORDS[useContext(Place)]
