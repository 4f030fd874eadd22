import { describe, expect, test } from 'vitest'
import { cellSide, cellText, fitNumbers } from '../../../src/workbook/cell-text'
import { layOut } from '../../../src/features/reports/page-layout'
import { r05 } from '../../../src/reports/r05'
import type { Sheet } from '../../../src/workbook/model'
import { service } from '../support/records'
import { reportData, reportOptions, sheetOf } from '../support/report-data'

const sheet = (rows: number, more: Partial<Sheet> = {}): Sheet => ({
  name: '试验',
  visibility: 'visible',
  columns: [{ width: 10 }, { width: 20 }],
  rows: Array.from({ length: rows }, (_, row) => ({ cells: [String(row)], height: 36 })),
  merges: [],
  print: {
    paper: 'A4',
    orientation: 'landscape',
    margins: { top: 20, right: 20, bottom: 20, left: 20 },
    footer: '第 &P 页 共 &N 页',
    repeatRows: { first: 0, last: 0 },
  },
  ...more,
})

describe('pages as a printer cuts them', () => {
  test('hold as many rows as fit between the margins, with the heading again on each', () => {
    // 170 mm of height, 12.7 mm a row: 13 rows; from the second page on the heading is one of them.
    const { pages, paper, scale } = layOut(sheet(30))
    expect([paper, scale]).toEqual([{ width: 297, height: 210 }, 1])
    expect(pages.map(({ repeated, rows }) => [repeated.length, rows.length])).toEqual([
      [0, 13],
      [1, 12],
      [1, 5],
    ])
  })

  test('lose no row and hold none twice', () => {
    for (const count of [0, 1, 13, 14, 100, 1000]) {
      const rows = layOut(sheet(count)).pages.flatMap((page) => page.rows)
      expect(rows).toEqual(Array.from({ length: count }, (_, row) => row))
    }
  })

  test('give a row that is higher than a page one of its own', () => {
    const high = sheet(3, { rows: [{ cells: ['a'] }, { cells: ['b'], height: 2000 }, { cells: ['c'] }] })
    expect(layOut(high).pages.map(({ rows }) => rows)).toEqual([[0], [1], [2]])
  })

  test('shrink a wide table to the width of the paper, and never enlarge a narrow one', () => {
    const wide = layOut(sheet(3, { columns: Array.from({ length: 20 }, () => ({ width: 15 })) }))
    expect(wide.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(257, 6)
    expect(layOut(sheet(3)).scale).toBe(1)
  })

  test('a long text makes its row higher', () => {
    const short = layOut(
      sheetOf(r05.build(reportData({ services: [service({ topic: '短' })] }), reportOptions())),
    )
    const long = layOut(
      sheetOf(
        r05.build(reportData({ services: [service({ topic: '很长的主题'.repeat(12) })] }), reportOptions()),
      ),
    )
    expect(long.heights[4]).toBeGreaterThan((short.heights[4] ?? 0) * 2)
  })

  test('five thousand rows are laid out at once', () => {
    const services = Array.from({ length: 5000 }, () => service({ topic: '主轴温升治理' }))
    const { pages } = layOut(sheetOf(r05.build(reportData({ services }), reportOptions())))
    expect(pages.flatMap(({ rows }) => rows).length).toBeGreaterThan(5000)
  })
})

describe('a cell as Excel shows it', () => {
  test('by its format, or by that of its column', () => {
    expect(cellText({ value: 1234.5 }, { width: 9, format: 'money' })).toBe('1,234.50')
    expect(cellText({ value: 1234.5, format: 'decimal' }, { width: 9, format: 'money' })).toBe('1,234.5')
    expect(cellText({ value: 0.8333, format: 'percent' }, undefined)).toBe('83.3%')
    expect(cellText({ value: '2021-04-02', format: 'date' }, undefined)).toBe('2021年4月2日')
    expect(cellText({ value: '2021-04-02' }, { width: 9 })).toBe('2021-04-02')
    expect(cellText({ value: '/' }, { width: 9, format: 'date' })).toBe('/')
    expect(cellText({ value: null }, undefined)).toBe('')
  })

  test('with the words around a number', () => {
    expect(cellText({ value: 200, suffix: '余' }, { width: 9, format: 'integer' })).toBe('200余')
    expect(cellText({ value: 1240, prefix: '不少于' }, { width: 9, format: 'integer' })).toBe('不少于1,240')
  })

  test('numbers right, texts left, dates in the middle, unless it is said otherwise', () => {
    expect(cellSide({ value: 1 }, { width: 9, format: 'integer' })).toBe('right')
    expect(cellSide({ value: 'a' }, { width: 9 })).toBe('left')
    expect(cellSide({ value: '2021-04-02', format: 'date' }, { width: 9 })).toBe('centre')
    expect(cellSide({ value: 'a' }, { width: 9, align: 'centre' })).toBe('centre')
    expect(cellSide({ value: 'a', role: 'title' }, { width: 9, format: 'integer' })).toBeUndefined()
  })

  test('columns grow with their numbers and dates, which cannot wrap, and not with texts', () => {
    const columns = [{ width: 6, format: 'money' as const }, { width: 6 }, { width: 6 }]
    const cells = [12_345_678.9, { value: '2021-12-31', format: 'date' as const }, '很长很长很长的文字']
    const total = [{ value: 99_999_999.9, role: 'total' as const, prefix: '不少于' }]
    expect(fitNumbers(columns, [{ cells }, { cells: total }]).map(({ width }) => width)).toEqual([20, 15, 6])
  })
})
