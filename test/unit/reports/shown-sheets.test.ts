import { describe, expect, test } from 'vitest'
import { drawnRows, type DrawnRow, laidSheets, shownSheet } from '../../../src/features/reports/shown-sheets'
import type { Row, Sheet } from '../../../src/workbook/model'

const heading: Row = {
  cells: [
    { value: '序号', role: 'heading' },
    { value: '服务\n次数', role: 'heading' },
    { value: '地区', role: 'heading' },
  ],
  height: 36,
}
const line = (number: number): Row => ({ cells: [number, number * 1000, '永川区'], height: 36 })
const made = (rows: readonly Row[], more: Partial<Sheet> = {}): Sheet => ({
  name: '试验',
  visibility: 'visible',
  columns: [{ width: 8 }, { width: 12, format: 'integer' }, { width: 20 }],
  rows: [heading, ...rows],
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
const laidOut = (sheet: Sheet) => {
  const [laid, ...others] = laidSheets({ title: '', creator: '', createdAt: '', sheets: [sheet] })
  if (laid === undefined || others.length > 0) throw new Error('There is one sheet.')
  return laid
}
const allPages = (sheet: Sheet): readonly (readonly DrawnRow[])[] => {
  const laid = laidOut(sheet)
  return laid.printed.pages.map((page) => drawnRows(laid, page))
}

describe('what the window has of a sheet', () => {
  test('holds every page of a short one, as the printer cuts it', () => {
    const sheet = made(Array.from({ length: 40 }, (_, index) => line(index + 1)))
    const shown = shownSheet(laidOut(sheet))
    expect(shown.first).toEqual(allPages(sheet))
    expect(shown.pages).toBe(shown.first.length)
  })

  test('holds the first pages of a long one, and little of the rest', () => {
    const sheet = made(Array.from({ length: 20_000 }, (_, index) => line(index + 1)))
    const shown = shownSheet(laidOut(sheet))
    expect(shown.pages).toBeGreaterThan(1500)
    expect(shown.first).toEqual(allPages(sheet).slice(0, shown.first.length))
    expect(shown.first.length).toBeGreaterThan(100)
    expect(JSON.stringify({ ...shown, first: [] }).length).toBeLessThan(1000)
  })

  test('holds no sheet that nobody sees', () => {
    const hidden = made([], { visibility: 'veryHidden' })
    expect(laidSheets({ title: '', creator: '', createdAt: '', sheets: [hidden] })).toEqual([])
  })
})

describe('the cells of a page', () => {
  test('are the texts of the file, and figures know the heading above them', () => {
    const [[top, first] = []] = allPages(made([line(7)]))
    expect(top?.cells.map(({ text }) => text)).toEqual(['序号', '服务\n次数', '地区'])
    expect(first?.cells).toEqual([
      { column: 0, columns: 1, rows: 1, text: '7', classes: 'body left fixed' },
      { column: 1, columns: 1, rows: 1, text: '7,000', classes: 'body right fixed', heading: '服务次数' },
      { column: 2, columns: 1, rows: 1, text: '永川区', classes: 'body left' },
    ])
  })

  test('stand under the same heading on every page', () => {
    const pages = allPages(made(Array.from({ length: 30 }, (_, index) => line(index + 1))))
    const last = pages.at(-1) ?? []
    expect(last.map(({ row }) => row).slice(0, 2)).toEqual([0, 25])
    expect(last[1]?.cells[1]).toMatchObject({ text: '25,000', heading: '服务次数' })
  })

  test('cover what they are merged over, and no more', () => {
    const sheet = made([line(1), line(2), line(3)], {
      merges: [
        { row: 1, column: 2, rows: 2, columns: 1 },
        { row: 3, column: 0, rows: 1, columns: 2 },
      ],
    })
    const [rows = []] = allPages(sheet)
    expect(rows.map(({ cells }) => cells.map((cell) => [cell.column, cell.columns, cell.rows]))).toEqual([
      [
        [0, 1, 1],
        [1, 1, 1],
        [2, 1, 1],
      ],
      [
        [0, 1, 1],
        [1, 1, 1],
        [2, 1, 2],
      ],
      [
        [0, 1, 1],
        [1, 1, 1],
      ],
      [
        [0, 2, 1],
        [2, 1, 1],
      ],
    ])
  })
})
