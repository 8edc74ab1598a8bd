import type { ReactElement } from 'react'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { STATE_NAMES } from '#renderer/office/words/state-names.ts'
import type { ExerciseCase } from '#shared/domain/exercise.ts'

type Seen = ExerciseCase['seen']
type Vehicle = Seen['vehicle']

/** Paint as it is seen, not a token of the theme: the colour of the car is part of the case. */
const PAINT: Readonly<Record<Vehicle['colour'], readonly [body: string, shade: string]>> = {
  black: ['#26282b', '#3d4146'],
  white: ['#e8eaeb', '#c3c8cc'],
  silver: ['#a9b0b6', '#8a9299'],
  red: ['#a8262b', '#7d1a1e'],
  blue: ['#27508f', '#1b3a6b'],
  green: ['#2f6b45', '#214d31'],
}

/** The rear of each kind of vehicle: its outline, its rear window, and where its lamps are. */
const REAR: Readonly<
  Record<
    Exclude<Vehicle['style'], 'motorcycle'>,
    { readonly body: string; readonly window: string; readonly lampY: number }
  >
> = {
  car: {
    body: 'M96 40h128l26 56 22 10v66H48v-66l22-10z',
    window: 'M106 50h108l18 42H88z',
    lampY: 112,
  },
  suv: {
    body: 'M86 14h148l18 60 10 12v86H58V86l10-12z',
    window: 'M96 26h128l12 44H84z',
    lampY: 92,
  },
  pickup: {
    body: 'M100 16h120l16 62h36v94H48V78h36z',
    window: 'M110 26h100l12 46H98z',
    lampY: 92,
  },
  van: {
    body: 'M70 6h180l12 30v136H58V36z',
    window: 'M82 18h156l6 46H76z',
    lampY: 100,
  },
}

/** The car as the officer sees it from behind, with its plate as it is on it. */
export function SeenCar({ seen: { plate, state, vehicle } }: { readonly seen: Seen }): ReactElement {
  return (
    <figure className="seen-car">
      <svg viewBox="0 0 320 200" role="img" aria-label={`Before you: ${vehicle.words}, from behind`}>
        {vehicle.style === 'motorcycle' ? (
          <Motorcycle colour={vehicle.colour} />
        ) : (
          <Rear style={vehicle.style} colour={vehicle.colour} />
        )}
      </svg>
      <div className="seen-plate" role="group" aria-label="Plate on it">
        <span className="seen-state">{STATE_NAMES[state]}</span>
        <PlateText cells={Array.from(plate, (character) => ({ character }))} />
      </div>
      <figcaption>Before you: {vehicle.words}</figcaption>
    </figure>
  )
}

function Rear({
  style,
  colour,
}: {
  readonly style: keyof typeof REAR
  readonly colour: Vehicle['colour']
}): ReactElement {
  const [body, shade] = PAINT[colour]
  const { body: outline, window, lampY } = REAR[style]
  return (
    <>
      <path d="M64 168h34v28H64zm158 0h34v28h-34z" fill="#111315" />
      <path d={outline} fill={body} stroke="#0d0f11" strokeWidth="3" />
      <path d={window} fill="#1c2733" />
      <path d={`M62 ${lampY}h34v14H62zm162 0h34v14h-34z`} fill="#8e1d1d" stroke="#0d0f11" strokeWidth="1.5" />
      <path d="M52 156h216v16H52z" fill={shade} />
      {style === 'pickup' ? <path d="M56 84h208" stroke="#0d0f11" strokeWidth="3" /> : undefined}
      {style === 'van' ? <path d="M160 8v148" stroke="#0d0f11" strokeWidth="2" /> : undefined}
    </>
  )
}

function Motorcycle({ colour }: { readonly colour: Vehicle['colour'] }): ReactElement {
  const [body, shade] = PAINT[colour]
  return (
    <>
      <rect x="144" y="96" width="32" height="100" rx="14" fill="#111315" />
      <path d="M92 44h50l10 16h16l10-16h50" fill="none" stroke="#0d0f11" strokeWidth="7" />
      <path d="M126 64h68l10 44-20 24h-48l-20-24z" fill={body} stroke="#0d0f11" strokeWidth="3" />
      <path d="M132 24h56l10 40h-76z" fill={shade} stroke="#0d0f11" strokeWidth="3" />
      <rect x="142" y="112" width="36" height="12" fill="#8e1d1d" />
    </>
  )
}
