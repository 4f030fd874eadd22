import { describe, expect, test } from 'vitest'
import { monthsPeriod } from '../../../src/domain/period'
import { reportOf, reports } from '../../../src/reports/all'
import { consortium, service } from '../support/records'
import { linesOf, metaOf, reportData, reportOptions, sheetOf } from '../support/report-data'

const data = reportData({ services: [service()], consortia: [consortium({ status: '运行' })] })

const tables = reports.filter(({ code }) => /^R(?!01)/u.test(code))

describe.each(tables)('the frame of $code', (report) => {
  const built = report.build(data, reportOptions())
  const sheet = sheetOf(built)

  test('carries 附件, title, 填报单位, 所属期, signatures and 填报说明', () => {
    expect(linesOf(sheet, 'attachment')).toEqual(['附件'])
    expect(linesOf(sheet, 'title')).toHaveLength(1)
    expect(linesOf(sheet, 'info')).toEqual(['填报单位（盖章）：重庆市永川区科学技术协会'])
    expect(linesOf(sheet, 'infoCentre')).toEqual(['所属期：2021年上半年'])
    expect(linesOf(sheet, 'signature')[0]).toMatch(
      /^单位负责人：　+审核人：　+填报人：张三　+联系电话：023-49801234　+填报日期：2021年7月2日$/u,
    )
    expect(linesOf(sheet, 'note')[0]).toBe('填报说明：')
    expect(linesOf(sheet, 'note').slice(1)).toEqual(
      built.notes.map((note, index) => `${String(index + 1)}. ${note}`),
    )
  })

  test('breaks headings before their brackets, never within them', () => {
    const headings = linesOf(sheet, 'heading').filter((text) => text.includes('（'))
    for (const text of headings) expect(text).toMatch(/^[^（]+\n?（[^\n]*(?:\/\n[^\n]*)*）$/u)
  })

  test('names the unit of money only where there is money', () => {
    const hasMoney = sheet.columns.some(({ format }) => format === 'money')
    expect(linesOf(sheet, 'infoRight')).toEqual(hasMoney ? ['单位：万元'] : [])
  })

  test('prints on A4 landscape with the margins of an official document, or narrow ones', () => {
    expect(sheet.print).toMatchObject({
      paper: 'A4',
      orientation: 'landscape',
      margins: { top: 28, right: 37, bottom: 26, left: 35 },
      footer: '第 &P 页 共 &N 页',
    })
    const large = report.build(data, reportOptions({ paper: 'A3' }))
    expect(sheetOf(large).print?.paper).toBe('A3')
    const compact = report.build(data, reportOptions({ compactMargins: true }))
    for (const { print, visibility } of compact.workbook.sheets) {
      if (visibility === 'visible')
        expect(print?.margins).toEqual({ top: 15, right: 15, bottom: 15, left: 15 })
    }
  })

  test('explains its figures on a sheet of their own and hides `_meta`', () => {
    const names = built.workbook.sheets.map(({ name, visibility }) => [name, visibility])
    expect(names.slice(-2)).toEqual([
      ['指标解释', 'visible'],
      ['_meta', 'veryHidden'],
    ])
    expect(metaOf(built).find(([name]) => name === 'report')).toEqual(['report', report.code])
  })

  test('keeps every merge inside the sheet, none over another', () => {
    for (const { merges, rows, columns } of built.workbook.sheets) {
      const taken = new Set<string>()
      for (const merge of merges) {
        expect(merge.row + merge.rows).toBeLessThanOrEqual(rows.length)
        expect(merge.column + merge.columns).toBeLessThanOrEqual(columns.length)
        for (let at = 0; at < merge.rows * merge.columns; at += 1) {
          const place = `${String(merge.row + Math.floor(at / merge.columns))} ${String(merge.column + (at % merge.columns))}`
          expect(taken.has(place)).toBe(false)
          taken.add(place)
        }
      }
    }
  })

  test('is the same for the same data', () => {
    expect(report.build(data, reportOptions())).toEqual(built)
  })
})

test('signatures that are set up are printed', () => {
  const built = reportOf('R05').build(data, reportOptions({ unitHead: '赵六', reviewer: '钱七' }))
  expect(linesOf(sheetOf(built), 'signature')[0]).toContain('单位负责人：赵六　　　审核人：钱七')
})

test('file names carry the period and nothing that a file system refuses', () => {
  const week = { ...monthsPeriod('月', 2021, 0), label: '2021年第1周（1月4日—1月10日）' }
  const built = reportOf('R05').build(data, reportOptions({ period: week, districtName: '永川区/新城:一\n' }))
  expect(built.fileName).toBe(
    'R05_科技服务记录明细表_永川区新城一_2021年第1周（1月4日—1月10日）_20210702.xlsx',
  )
})

test('a code that no report has is refused', () => {
  expect(() => reportOf('R99')).toThrow('No report R99')
})
