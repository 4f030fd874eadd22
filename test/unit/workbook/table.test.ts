import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import type { RawCell, SheetGrid } from '../../../src/workbook/grid'
import { type FoundTable, textsAbove } from '../../../src/workbook/understand/found'
import { understand } from '../../../src/workbook/understand/understand'

type Merge = SheetGrid['merges'][number]

const grid = (rows: readonly (readonly RawCell[])[], merges: readonly Merge[] = []): SheetGrid => ({
  name: '台账',
  hidden: false,
  rows,
  merges,
  dates: new Set(),
})
const merge = (row: number, column: number, rows: number, columns: number): Merge => ({
  row,
  column,
  rows,
  columns,
})
const tables = (rows: readonly (readonly RawCell[])[], merges: readonly Merge[] = []) =>
  understand([grid(rows, merges)], registers).tables
const only = (found: readonly FoundTable[]): FoundTable => {
  expect(found).toHaveLength(1)
  const [table] = found
  if (table === undefined) throw new Error('No table')
  return table
}
const kinds = (table: FoundTable) => table.rows.map(({ kind }) => kind)
const headings = (table: FoundTable) =>
  table.columns.map(({ parents, heading }) => [...parents, heading].join('/'))

const heading = ['序号', '服务日期', '企业名称', '服务模式', '服务主题']
const data = (number: number): readonly RawCell[] => [
  number,
  '2021-03-08',
  '某某有限公司',
  '精准化',
  '焊接工艺',
]

test('a heading in the first row is enough', () => {
  const table = only(tables([heading, data(1), data(2)]))
  expect(headings(table)).toEqual(heading)
  expect(kinds(table)).toEqual(['data', 'data'])
  expect(table.parts).toMatchObject([{ headingRow: 0, headingRows: 1, above: [] }])
  expect(table.signed).toBe(false)
})

test('title, note and blank rows above the heading are kept as what they are', () => {
  const table = only(
    tables(
      [
        ['某区2021年服务台账'],
        [],
        ['填报单位（盖章）：某区科协', null, '单位：万元'],
        ['上报稿'],
        heading,
        data(1),
      ],
      [merge(0, 0, 1, 5)],
    ),
  )
  expect(table.parts[0].headingRow).toBe(4)
  expect(textsAbove(table)).toEqual([
    '某区2021年服务台账',
    '填报单位（盖章）：某区科协',
    '单位：万元',
    '上报稿',
  ])
  expect(kinds(table)).toEqual(['data'])
})

test('填报单位 and 联系电话 in cells of their own are not taken for the heading', () => {
  const table = only(tables([['填报单位', '某区科协', '联系电话', '023-49801234'], heading, data(1)]))
  expect(table.parts[0].headingRow).toBe(1)
})

test('a two-row heading joins merged parents to their children', () => {
  const table = only(
    tables(
      [
        ['序号', '服务对象', null, null, '服务模式', '服务主题'],
        [null, '企业名称', '统一社会信用代码', '联系电话', null, null],
        [1, '某某有限公司', '91500118M905557B3J', '13828188603', '精准化', '焊接工艺'],
      ],
      [merge(0, 0, 2, 1), merge(0, 1, 1, 3), merge(0, 4, 2, 1), merge(0, 5, 2, 1)],
    ),
  )
  expect(headings(table)).toEqual([
    '序号',
    '服务对象/企业名称',
    '服务对象/统一社会信用代码',
    '服务对象/联系电话',
    '服务模式',
    '服务主题',
  ])
  expect(kinds(table)).toEqual(['data'])
})

test('merged heading cells hold the second row together even if nobody knows its words', () => {
  const table = only(
    tables(
      [
        ['服务日期', '服务主题', '经费来源', null],
        [null, null, '市里拨的', '区里配的'],
        ['2021-03-08', '焊接工艺', 1, 2],
      ],
      [merge(0, 0, 2, 1), merge(0, 1, 2, 1), merge(0, 2, 1, 2)],
    ),
  )
  expect(headings(table)).toEqual(['服务日期', '服务主题', '经费来源/市里拨的', '经费来源/区里配的'])
  expect(kinds(table)).toEqual(['data'])
})

test('merged months are filled down, subtotals and signatures are known for what they are', () => {
  const table = only(
    tables(
      [
        ['月份', '服务日期', '企业名称', '服务主题'],
        ['3月', '2021-03-01', '甲公司', 'A'],
        [null, '2021-03-02', '乙公司', 'B'],
        ['小 计', null, null, '2次'],
        ['3月合计：', null, null, 2],
        ['合计（2次）', null, null, null],
        [],
        ['注：数据截至3月底'],
        ['单位负责人：          填报人：          填报日期：2021年7月2日'],
      ],
      [merge(1, 0, 2, 1)],
    ),
  )
  expect(kinds(table)).toEqual([
    'data',
    'data',
    'subtotal',
    'subtotal',
    'subtotal',
    'blank',
    'note',
    'signature',
  ])
  expect(table.rows[1]?.cells[0]).toBe('3月')
  expect(table.signed).toBe(true)
})

test('a heading repeated on the next page is no record, and does not begin another table', () => {
  const table = only(tables([heading, data(1), heading, data(2)]))
  expect(kinds(table)).toEqual(['data', 'heading', 'data'])
})

test('groups inside a table are named in rows that are no records', () => {
  const table = only(
    tables([heading, ['一、精准化服务'], data(1), ['某乡镇专场'], data(2)], [merge(3, 0, 1, 5)]),
  )
  expect(kinds(table)).toEqual(['group', 'data', 'group', 'data'])
  expect(headings(table)).toEqual([...heading, '分组'])
  expect(table.rows[1]?.cells.at(-1)).toBe('精准化服务')
})

test('two tables in one sheet are two tables', () => {
  const found = tables([
    ['服务情况'],
    heading,
    data(1),
    [],
    ['专家名单'],
    ['姓名', '工作单位', '职称'],
    ['张三', '某某大学', '教授'],
  ])
  expect(found.map(headings)).toEqual([heading, ['姓名', '工作单位', '职称']])
  expect(found[1]?.parts[0].above).toContain('专家名单')
  expect(found.map((table) => table.rows.filter(({ kind }) => kind === 'data').length)).toEqual([1, 1])
})

test('a column with contents but without a heading is not left behind', () => {
  const table = only(tables([heading, [...data(1), '夜间服务']]))
  expect(headings(table)).toEqual([...heading, 'F列（无表头）'])
})

test('a long instruction in brackets does not hide a heading', () => {
  const long = '服务主题（不少于六个字，写明解决的具体问题，一事一行，不要合并单元格）'
  expect(
    only(
      tables([
        ['服务日期', '企业名称', long],
        ['2021-03-08', '甲公司', 'A'],
      ]),
    ).columns,
  ).toHaveLength(3)
})

test('what is no table gives none', () => {
  expect(tables([])).toEqual([])
  expect(tables([[null], ['', '  ']])).toEqual([])
  expect(tables([['关于召开会议的通知'], ['各单位：请准时参加。']])).toEqual([])
})

test('headings that are names of object internals are only words', () => {
  const rows: readonly (readonly RawCell[])[] = [
    ['__proto__', 'constructor', '服务日期', '企业名称', 'toString'],
    ['{"admin":true}', 'x', '2021-03-08', '甲公司', 'y'],
  ]
  expect(headings(only(tables(rows)))).toEqual(rows[0])
  expect(({} as { readonly admin?: boolean }).admin).toBeUndefined()
})

test('two hundred columns and a hundred thousand rows are read within seconds', () => {
  const wide = [...heading, ...Array.from({ length: 195 }, (_, index) => `其他${String(index)}`)]
  const row = [...data(1), ...Array.from({ length: 15 }, () => '内容')]
  const begin = performance.now()
  const table = only(tables([wide, ...Array.from({ length: 100_000 }, () => row)]))
  expect(table.rows).toHaveLength(100_000)
  expect(table.columns).toHaveLength(200)
  expect(performance.now() - begin).toBeLessThan(20_000)
})

test('merges that cover the whole sheet many times over do not exhaust the machine', () => {
  const everywhere = Array.from({ length: 5_000 }, (_, index) => merge(index, 0, 1_048_576, 16_384))
  const begin = performance.now()
  understand([grid([heading, ...Array.from({ length: 20_000 }, () => data(1))], everywhere)], registers)
  expect(performance.now() - begin).toBeLessThan(20_000)
})
