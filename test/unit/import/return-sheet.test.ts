import 'fake-indexeddb/auto'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { utils, write } from 'xlsx'
import { openFile, startDesk, usualChoices } from '../support/import-desk'
import type { Desk } from '../support/import-desk'

const rows = [
  ['企业名称', '机构类型', '联系电话', '员工人数'],
  ['重庆甲机械有限公司', '企业', '13800138603', '120'],
  ['重庆乙农业有限公司', '不知道的类型', '138001', '30'],
  ['丙研究院', '科研院所', '', '200'],
]

const name = '机构台账.xlsx'

const asXlsx = (cells: readonly (readonly string[])[]): Uint8Array => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells.map((row) => [...row])), '机构')
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

const takeIn = async (desk: Desk, bytes: Uint8Array, file: string) => {
  await openFile(desk, bytes, file)
  const mapping = await desk.job.mapping(0, 'organizations')
  const view = await desk.job.plan(usualChoices(mapping, 'organizations'))
  return view.counts
}

type Comment = readonly [place: string, text: string, colour: string]

const commentsIn = async (bytes: Uint8Array): Promise<readonly Comment[]> => {
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  return sheets.flatMap(({ cells }) =>
    Array.from(cells ?? []).flatMap(([place, { comment, style }]): readonly Comment[] => {
      const fill = style?.fill
      const colour = fill?.type === 'pattern' ? (fill.fgColor?.rgb ?? '') : ''
      return comment === undefined ? [] : [[place, comment.text, colour.slice(-6)]]
    }),
  )
}

test('the 退回单 is the same workbook with the bad cells filled and commented, and nothing else', async () => {
  const desk = await startDesk()
  expect(await takeIn(desk, asXlsx(rows), name)).toMatchObject({ new: 2, problem: 1 })
  const { fileName, bytes } = await desk.job.returned()
  expect(fileName).toBe('机构台账_退回单.xlsx')
  const comments = await commentsIn(bytes)
  expect(comments.map(([place, , colour]) => [place, colour])).toEqual([
    ['2,1', 'FFE699'],
    ['2,2', 'FFE699'],
  ])
  expect(comments[0]?.[1]).toMatch(/机构类型.*不在可选项中/su)
  const { sheets } = await readXlsx(bytes)
  expect(sheets[0]?.rows.map((row) => row.map((cell) => cell ?? ''))).toEqual(rows)
})

test('a 退回单 that comes back corrected brings in just the rows that were held back', async () => {
  const desk = await startDesk()
  await takeIn(desk, asXlsx(rows), name)
  const { fileName } = await desk.job.returned()
  expect(await desk.job.commit()).toMatchObject({ ok: true, made: 2 })
  const corrected = rows.map((row, at) => (at === 2 ? [row[0] ?? '', '企业', '13800138001', '30'] : row))
  expect(await takeIn(desk, asXlsx(corrected), fileName)).toMatchObject({ new: 1, same: 2, problem: 0 })
})

test('a text file is returned as a workbook with the same cells', async () => {
  const desk = await startDesk()
  const text = new TextEncoder().encode(rows.map((row) => row.join(',')).join('\n'))
  await takeIn(desk, text, '机构台账.csv')
  const { fileName, bytes } = await desk.job.returned()
  expect(fileName).toBe('机构台账_退回单.xlsx')
  expect((await commentsIn(bytes)).map(([place]) => place)).toEqual(['2,1', '2,2'])
})

test('a workbook keeps its widths, its other sheets and its formulas when it is returned', async () => {
  const desk = await startDesk()
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '机构',
        columns: [{ width: 33 }, { width: 9 }, { width: 15 }, { width: 9 }],
        rows: rows.map((row) => [...row]),
        cells: new Map([['4,3', { value: 150, formula: 'SUM(D2:D3)', formulaResult: 150 }]]),
      },
      { name: '备查', rows: [['请勿改动']] },
    ],
  })
  await takeIn(desk, bytes, name)
  const { sheets } = await readXlsx((await desk.job.returned()).bytes, { readStyles: true })
  expect(sheets.map((sheet) => sheet.name)).toEqual(['机构', '备查'])
  expect(sheets[0]?.columns?.[0]?.width).toBeCloseTo(33, 0)
  expect(sheets[0]?.cells?.get('4,3')?.formula).toBe('SUM(D2:D3)')
})
