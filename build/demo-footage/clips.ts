// The two clips: who drives where and when. Everything here is made up: no serial was taken from a real
// plate, and the vehicles are of no make.
import type { BodyName } from './bodies.ts'
import type { Camera, Vector } from './camera.ts'
import type { Plate } from './plates.ts'
import type { Street } from './street.ts'

export const FRAMES_PER_SECOND = 15

/** Second, metres to the camera's right, metres ahead of the camera; of the end that shows the plate. */
export type Waypoint = readonly [second: number, x: number, z: number]

export type Vehicle = {
  readonly plate: Plate
  readonly body: BodyName
  readonly colour: ColourName
  /** Which end the camera sees. */
  readonly shows: 'rear' | 'front'
  readonly isParked: boolean
  readonly path: readonly [Waypoint, Waypoint, ...Waypoint[]]
}

export type Clip = {
  readonly name: 'front' | 'rear'
  readonly seconds: number
  readonly camera: Camera
  readonly street: Street
  /** Metres per second that the road runs towards the camera; negative where it runs away. */
  readonly speed: number
  readonly sun: Vector
  /** Day until the first of these seconds, dusk from the second. */
  readonly dusk: readonly [from: number, to: number]
  readonly vehicles: readonly Vehicle[]
}

export const COLOURS = {
  silver: '#a9adb1',
  white: '#e2e3e1',
  black: '#1a1b1e',
  grey: '#5d6166',
  red: '#8f1d22',
  blue: '#264a7c',
  green: '#2f5241',
  beige: '#b3a58a',
  orange: '#b5602a',
  yellow: '#d3a728',
} as const
export type ColourName = keyof typeof COLOURS

const FRONT: Clip = {
  name: 'front',
  seconds: 34,
  camera: { height: 1.42, focal: 1750, yaw: 0, pitch: 0.035 },
  street: {
    left: -5.1,
    right: 5.1,
    lines: [
      { x: -4.65, kind: 'solid', colour: 'yellow' },
      { x: -1.5, kind: 'broken', colour: 'white' },
      { x: 1.5, kind: 'broken', colour: 'white' },
      { x: 4.65, kind: 'solid', colour: 'white' },
    ],
  },
  speed: 10,
  sun: [-0.55, 0.5, -0.75],
  dusk: [17, 27],
  vehicles: [
    vehicle('IL', 'DK 48213', 'sedan', 'silver', 'rear', [0, 2.95, 21], [3.1, 2.95, 7], [3.9, 2.95, 2]),
    vehicle(
      'MO',
      'SB4 K7P',
      'suv',
      'blue',
      'rear',
      [0.3, 0, 70],
      [4, 0, 16],
      [7, 0, 9],
      [9.5, -0.4, 8.6],
      [11.5, -2.7, 10],
      [13, -2.95, 7.6],
      [14, -2.95, 2],
    ),
    vehicle(
      'WI',
      'AKM 5281',
      'hatch',
      'red',
      'rear',
      [4.6, -2.95, 3],
      [5.6, -2.95, 7],
      [9.3, -2.95, 22],
      [12.5, -2.95, 62],
      [14, -2.95, 90],
    ),
    vehicle(
      'TX',
      'KTV 4821',
      'pickup',
      'white',
      'rear',
      [7.5, 2.95, 70],
      [10.5, 2.95, 23],
      [14.3, 2.95, 7],
      [15.2, 2.95, 2],
    ),
    vehicle(
      'IL',
      'EC 70841',
      'sedan',
      'black',
      'rear',
      [12, 0, 80],
      [15.5, 0, 14],
      [16.8, 0, 5.2],
      [17.8, 0, 3.8],
      [18.6, 0.1, 4.1],
      [19.8, 1.4, 6],
      [20.8, 2.9, 7],
      [21.8, 2.95, 2],
    ),
    vehicle(
      'KS',
      '483 LNE',
      'suv',
      'green',
      'rear',
      [16.5, -2.95, 70],
      [19.4, -2.95, 23],
      [23, -2.95, 7],
      [23.9, -2.95, 2],
    ),
    vehicle(
      'MI',
      'EKR 5093',
      'hatch',
      'grey',
      'rear',
      [22.4, 2.95, 3],
      [23.4, 2.95, 7],
      [26.8, 2.95, 22],
      [30, 2.95, 65],
      [32, 2.95, 95],
    ),
    vehicle(
      'CA',
      '8RHK274',
      'sedan',
      'white',
      'rear',
      [24.3, -2.95, 3],
      [25.3, -2.95, 7],
      [28.9, -2.95, 22],
      [31.8, -2.95, 60],
      [33.8, -2.95, 95],
    ),
    vehicle(
      'MN',
      'CFR 852',
      'suv',
      'orange',
      'rear',
      [23, 0, 95],
      [26.6, 0, 17],
      [29, 0, 7.2],
      [31, 0, 5.2],
      [32.4, 0, 5.6],
      [34.2, 0, 10],
    ),
    vehicle(
      'OH',
      'HJX 7415',
      'pickup',
      'silver',
      'rear',
      [28.4, 2.95, 3],
      [29.3, 2.95, 7],
      [33.9, 2.95, 22],
      [34.4, 2.95, 24],
    ),
  ],
}

const REAR: Clip = {
  name: 'rear',
  seconds: 32,
  camera: { height: 1.3, focal: 1500, yaw: -0.06, pitch: 0.03 },
  street: {
    left: -3.9,
    right: 5.2,
    lines: [
      { x: 1.62, kind: 'solid', colour: 'yellow' },
      { x: 1.9, kind: 'solid', colour: 'yellow' },
      { x: -1.75, kind: 'solid', colour: 'white' },
    ],
  },
  speed: -4.5,
  sun: [0.5, 0.5, 0.62],
  dusk: [15, 24],
  vehicles: [
    parked(-0.9, 'IL', 'CN 63170', 'suv', 'white'),
    parked(2, 'MO', '7CK T94', 'sedan', 'red'),
    parked(4.9, 'NY', 'KLE 4172', 'hatch', 'yellow'),
    parked(8, 'IA', 'KDW 263', 'sedan', 'green'),
    parked(12.4, 'WI', 'ATR-6034', 'pickup', 'blue'),
    parked(16.2, 'IL', 'AM 51798', 'suv', 'silver'),
    parked(19.4, 'CO', 'BNT P63', 'hatch', 'grey'),
    parked(23, 'CA', '6XWM519', 'sedan', 'beige'),
    // The black sedan of the front clip, now behind us.
    vehicle(
      'IL',
      'EC 70841',
      'sedan',
      'black',
      'front',
      [5.5, 0, 70],
      [9.5, 0, 17],
      [12.5, 0, 6],
      [15, 0, 4.4],
      [17, 0.3, 5],
      [18.6, 2.4, 6],
      [20, 3.2, 3],
    ),
    vehicle(
      'FL',
      'JQX V27',
      'sedan',
      'blue',
      'rear',
      [9, 2.9, 5],
      [10.2, 2.9, 8],
      [13.4, 2.9, 16.5],
      [16, 2.9, 30],
      [20, 2.9, 70],
    ),
    vehicle(
      'TX',
      'BPD 6039',
      'pickup',
      'grey',
      'front',
      [19, 0, 90],
      [23.5, 0, 17],
      [26.5, 0, 6],
      [29, 0, 4.9],
      [32.2, 0, 5.6],
    ),
  ],
}

export const CLIPS: readonly Clip[] = [FRONT, REAR]

function vehicle(
  state: Plate['state'],
  serial: string,
  body: BodyName,
  colour: ColourName,
  shows: Vehicle['shows'],
  ...path: [Waypoint, Waypoint, ...Waypoint[]]
): Vehicle {
  return { plate: { state, serial }, body, colour, shows, isParked: false, path }
}

/** Stands at the kerb and is passed at the given second by the rear camera. */
function parked(
  second: number,
  state: Plate['state'],
  serial: string,
  body: BodyName,
  colour: ColourName,
): Vehicle {
  const away = 100
  const passed = vehicle(
    state,
    serial,
    body,
    colour,
    'front',
    [second, -2.8, 0],
    [second + away / 4.5, -2.8, away],
  )
  return { ...passed, isParked: true }
}
