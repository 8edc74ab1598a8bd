// Labelled folders: their forms, and how a bad row is named.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCloseUps, readScenes } from '../../bench/recognition/labelled-folder.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-labels-'))
  for (const name of ['a.jpg', 'b.jpg', 'c#t=1.jpg']) writeFileSync(join(folder, name), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, ...lines: string[]): void =>
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`)

describe('scenes', () => {
  test('labels.tsv gives boxes and texts, several a picture; other pictures are left out', () => {
    write('labels.tsv', 'file\tx\ty\tw\th\ttext', 'a.jpg\t1\t2\t30.5\t15\tab-1 2', 'a.jpg\t50\t2\t30\t15\t')
    expect(readScenes(folder)).toEqual([
      {
        file: 'a.jpg',
        path: join(folder, 'a.jpg'),
        plates: [
          { box: { left: 1, top: 2, width: 30.5, height: 15 }, text: 'AB12', state: undefined },
          { box: { left: 50, top: 2, width: 30, height: 15 }, text: undefined, state: undefined },
        ],
      },
    ])
  })

  test('boxes.csv gives boxes; a picture without a row has no plate', () => {
    write('boxes.csv', '\uFEFFfile,x,y,w,h\r', 'c#t=1.jpg,1,2,3,4\r')
    expect(readScenes(folder).map(({ file, plates }) => [file, plates.length])).toEqual([
      ['a.jpg', 0],
      ['b.jpg', 0],
      ['c#t=1.jpg', 1],
    ])
    expect(readScenes(folder)[2]?.plates[0]?.text).toBeUndefined()
  })

  test.each([
    ['a.jpg\t1\t2\t30\t15', 'labels.tsv:3: 5 cells where the header has 6'],
    ['a.jpg\t1\ttwo\t30\t15\tAB1', 'labels.tsv:3: y is no number: "two"'],
    ['a.jpg\t1\t\t30\t15\tAB1', 'labels.tsv:3: y is no number: ""'],
    ['a.jpg\t1\t2\t0\t15\tAB1', 'labels.tsv:3: a box needs a width and a height'],
    ['a.jpg\t1\t2\t30\t15\t--', 'labels.tsv:3: the text has neither letter nor digit'],
    ['\t1\t2\t30\t15\tAB1', 'labels.tsv:3: the file is not named'],
    ['d.jpg\t1\t2\t30\t15\tAB1', 'labels.tsv:3: the picture d.jpg is not in the folder'],
  ])('the row %j is named with its file and line', (row, message) => {
    write('labels.tsv', 'file\tx\ty\tw\th\ttext', 'a.jpg\t1\t2\t30\t15\tAB1', row)
    expect(() => readScenes(folder)).toThrow(join(folder, message))
  })

  test('a header without a column, a file without rows and a folder without labels are named', () => {
    expect(() => readScenes(folder)).toThrow(/neither labels\.tsv .* nor boxes\.csv/)
    write('boxes.csv', 'file,x,y,w', 'a.jpg,1,2,3')
    expect(() => readScenes(folder)).toThrow(/boxes\.csv:1: the header has no column h/)
    write('boxes.csv', 'file,x,y,w,h')
    expect(() => readScenes(folder)).toThrow(/boxes\.csv:2: there are no rows/)
  })
})

describe('close-ups', () => {
  test('labels.csv gives texts and states, each of which may be missing', () => {
    write('labels.csv', 'file,state,text', 'a.jpg,il,AB 12', '"b.jpg",,XYZ')
    expect(readCloseUps(folder).map(({ plates }) => plates)).toEqual([
      [{ box: undefined, text: 'AB12', state: 'IL' }],
      [{ box: undefined, text: 'XYZ', state: undefined }],
    ])
    write('labels.csv', 'file,text', 'a.jpg,AB12')
    expect(readCloseUps(folder)[0]?.plates[0]?.state).toBeUndefined()
    write('labels.csv', 'file,state,title', 'a.jpg,IL,"Sesquicentennial, 1968"')
    expect(readCloseUps(folder)[0]?.plates[0]).toMatchObject({ state: 'IL', text: undefined })
  })

  test.each([
    [['file,state,text', 'a.jpg,Illinois,AB1'], 'labels.csv:2: not a state: "Illinois"'],
    [['file,title', 'a.jpg,car'], 'labels.csv:1: the header has neither text nor state'],
    [['file,text', 'a.jpg,AB1', 'a.jpg,AB2'], 'labels.csv:3: a.jpg is labelled twice'],
    [['file,text', 'a.jpg,"AB1'], 'labels.csv:'],
  ])('%j is refused with its file and line', (lines, message) => {
    write('labels.csv', ...lines)
    expect(() => readCloseUps(folder)).toThrow(join(folder, message))
  })
})
