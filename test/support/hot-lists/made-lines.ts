// Well-formed lines of every shipped template, with made-up plates that can be told apart from anything else a
// report might say: they all have the letters QXZ in them.
import type { Random } from './random.ts'
import type { ShippedId } from './shipped-templates.ts'

/** Marks every made plate: must never be found in a reason. */
export const PLATE_MARK = 'QXZ'

export const HEADERS: Readonly<Record<ShippedId, readonly string[]>> = {
  'generic-csv': ['plate,state,category,description'],
  'il-leads': [],
  'il-sos': [],
  'ks-state': ['KANSAS MERGED LIST', 'CREATED 20261121', 'PLATENUMKS'],
  'ks-topeka': [],
  'ncic-csv-11': [],
  'ncic-csv-12': ['NIC,ORI,DATE,PLATE,STATE,YEAR,TYPE,VYR,VMA,VMO,VST,VCO'],
  'ncic-fixed': ['VEHICLE EXTRACT 20261121 0600'],
  'plates-only': [],
}

const STATES = ['IL', 'KS', 'MO', '0H', 'M0', 'ON', 'TX'] as const
const LETTERS = ['V', 'P', 'W', 'M', 'X', 'N', 'C'] as const

type Made = { random: Random; plate: string; state: string; letter: string; nic: string }

const REST = '2009,YAMA,CYL,MC,BLK'
const LINES: Readonly<Record<ShippedId, (made: Made) => string>> = {
  'ncic-fixed': ({ nic, plate, state }) =>
    `${nic}LA057020020190509${plate.padEnd(10)}${state}2009MC2009YAMACYLMCBLK`,
  'ncic-csv-11': ({ nic, plate, state }) => `${nic},LA0570200,20190509,${plate},${state},2009,${REST}`,
  'ncic-csv-12': ({ nic, plate, state }) => `${nic},LA0570200,20190509,${plate},${state},2009,MC,${REST}`,
  'ks-topeka': ({ letter, plate, state }) => `${letter},LA0570200,20190509,${plate},${state},2009,MC,${REST}`,
  'il-leads': ({ random, plate, state, nic }) =>
    random.chance(0.5)
      ? `${plate} ${state}PCSTOLEN VYR/05 VMA/DODG VMO/MAG VST/4D VCO/RED     DOT/010315 LDS/${nic}`
      : `${plate} ${state}PCWANTED ${'SAMPLE, PAT M W 01/02/1990'.padEnd(58)}    ${nic}`,
  'il-sos': ({ random, plate, state }) =>
    `${plate}  ${state}PC${random.pick(['SUSPEND', 'REVOKED'])} DOT/032910 EXP/0721`,
  'ks-state': ({ random, plate, state }) =>
    random.pick([
      `${plate} ${state}#3 STOLEN PLATE! PC 2016CHEVMALSWSILTX0790300 20200122`,
      `${plate} ${state}CANADIAN ENTRY - CHECK PC 2014HONDCIV4DBLKON1234567 20260101`,
      `${plate} ${state}#2WA01/15/2026PC-KS-FC 2012-FORD-FOC-BLUKS0890300 ARMED/DANG WAR-FTA`,
      `${plate} ${state}#4 Suspended Automobile 2011 Lg 1 SEDGWICK`,
      `${plate} ${state}#8 REGISTERED OFFENDER 20180322 2010 HOND ACC 4D BLK KSRO KS0890000`,
    ]),
  'generic-csv': ({ random, plate, state }) =>
    `${plate},${state},${random.pick(['Stolen vehicle', 'Missing person', 'Cow at large'])},"a note, quoted"`,
  'plates-only': ({ plate }) => plate,
}

/** One line; `number` makes its record number. */
export function madeLine(id: ShippedId, random: Random, number: number): string {
  const plate = `${PLATE_MARK}${String(random.below(10_000)).padStart(4, '0')}`
  const letter = random.pick(LETTERS)
  const nic = `${letter}${String(number).padStart(9, '0')}`
  return LINES[id]({ random, plate, state: random.pick(STATES), letter, nic })
}

export function madeFile(id: ShippedId, random: Random, records: number, end = '\n'): string {
  const lines = Array.from({ length: records }, (_, number) => madeLine(id, random, number))
  return [...HEADERS[id], ...lines, ''].join(end)
}
