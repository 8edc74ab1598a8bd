// Import templates and hot list files of the scripted core: small, but each with something to refuse.
import { ImportTemplate } from '#shared/domain/import-template.ts'

const COMMON = {
  encoding: 'utf-8',
  stateCodes: {},
  mostRefusedShare: 0.1,
  category: 'unsorted',
} as const

/** Two shipped templates. */
export const SHIPPED: readonly ImportTemplate[] = [
  {
    ...COMMON,
    id: 'ncic-fixed',
    name: 'NCIC, fixed width',
    source: 'NCIC',
    about: 'Made up for tests.',
    header: { lines: 1 },
    categoryCodes: { V: 'stolen-vehicle', P: 'stolen-plate', W: 'wanted-person', N: 'immigration-violator' },
    calibration: 'CALIBRATION',
    layouts: [
      {
        name: 'record',
        layout: {
          form: 'fixed',
          columns: [
            { field: 'category', from: 0, to: 1 },
            { field: 'recordNumber', from: 0, to: 10 },
            { field: 'ori', from: 10, to: 19 },
            { field: 'listedOn', from: 19, to: 27, date: 'yyyymmdd' },
            { field: 'plate', from: 27, to: 37 },
            { field: 'state', from: 37, to: 39 },
            { field: 'vehicleYear', from: 45, to: 49 },
            { field: 'make', from: 49, to: 53 },
          ],
        },
      },
    ],
  },
  {
    ...COMMON,
    id: 'generic-csv',
    name: 'CSV: plate, state, category',
    source: 'Local',
    about: 'Made up for tests.',
    header: { lines: 1 },
    categoryCodes: { STOLEN: 'stolen-vehicle', INTEREST: 'local-interest' },
    layouts: [
      {
        name: 'row',
        layout: {
          form: 'delimited',
          delimiter: ',',
          columns: [
            { field: 'plate', from: 0 },
            { field: 'state', from: 1 },
            { field: 'category', from: 2 },
          ],
          hasQuotes: true,
        },
      },
    ],
  },
].map((template) => ImportTemplate.parse(template))

/** Files in the folder that lists are imported from. */
export const FILES: Readonly<Record<string, readonly string[]>> = {
  'VEHEXTRT.txt': [
    'NCIC LPR EXTRACT 20261122',
    'V123456789LA057020020190509AB123456  CA2009MC2009YAMACYLMCBLK',
    'V223456789IL016000020250101CWW2245   IL2026PC2014TOYTCAM4DSIL',
    'P323456789IL016000020250131660JEM    IL2026PC2005DODGMAG4DRED',
    'W423456789TX101000020240820          TX2026PC2012FORDF15PKWHI',
    'V523456789OH025000020230215UNKNOWN   OH2024PC2001HONDCIV4DBLU',
    'X623456789IL016000020250131CALIBRATIONIL2026PC',
  ],
  'parking.csv': ['Plate,State,Kind', 'AB 12-345,IL,INTEREST', ',IL,STOLEN', 'KLM5567,WI,STOLEN'],
}
