import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { monthsPeriod, type Period, weekPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { createReportJob, type ReportMaker } from '../../../src/features/reports/report-job'
import { reportOf, reports } from '../../../src/reports/all'
import { forOutsiders } from '../../../src/workbook/export-profile'
import { templateWorkbook } from '../../../src/workbook/template'
import { writeWorkbook } from '../../../src/xlsx/write'
import { everyCustom } from '../support/custom-reports'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'
import { schemaFaults } from '../support/schema-faults'

let job: ReportMaker
beforeAll(async () => {
  job = createReportJob(await sampleStore(), registers)
})

const city = { samples: true, district: undefined, districtName: '全市' }
const periodOf = (code: string): Period => {
  const { usual } = reportOf(code)
  if (usual === '周') return weekPeriod(2021, 17)
  return usual === '年' ? monthsPeriod('年', 2021, 0) : monthsPeriod('半年', 2021, 0)
}

test('the validator sees what is wrong', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('甲').getCell('A1').value = '标题'
  // That library, too, writes the colour of a font before its size.
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  expect(await schemaFaults(bytes)).toEqual([
    expect.stringMatching(/^\/xl\/styles\.xml .*unexpected child element/u),
  ])
})

describe('by the schema of the format nothing is wrong with', () => {
  test.each(reports.map(({ code, title }) => [code, title]))('%s %s', async (code) => {
    const options = { ...city, period: periodOf(code) }
    const plain = await job.write(code, reportOptions(options))
    expect(plain.records).toBeGreaterThan(0)
    expect(await schemaFaults(plain.bytes)).toEqual([])
    const other = {
      totalsFirst: true,
      unmerged: true,
      external: true,
      compactMargins: true,
      paper: 'A3',
    } as const
    expect(
      await schemaFaults((await job.write(code, reportOptions({ ...options, ...other }))).bytes),
    ).toEqual([])
  })

  test('a report of a period without records', async () => {
    const { bytes, records } = await job.write('R05', reportOptions({ period: monthsPeriod('月', 2019, 0) }))
    expect(records).toBe(0)
    expect(await schemaFaults(bytes)).toEqual([])
  })

  test.each(everyCustom().map((custom) => [custom.name, custom] as const))('%s', async (_name, custom) => {
    expect(await schemaFaults((await job.write(custom, reportOptions(city))).bytes)).toEqual([])
  })

  test.each(registers.map((register) => [register.title, register] as const))(
    'the list and the blank template of %s',
    async (_title, register) => {
      const list = await job.writeList({
        query: { register: register.name, search: '', filters: [], sort: register.sort },
        columns: ['code', ...Object.keys(register.fields).filter((name) => name !== 'code')],
        profile: forOutsiders,
        unitName: '永川区科协',
        createdAt: '2021-07-02T08:00:00.000Z',
        today: '2021-07-02',
      })
      expect(await schemaFaults(list.bytes)).toEqual([])
      const blank = templateWorkbook({
        register,
        registers,
        unitName: '永川区科协',
        createdAt: '2021-07-02T08:00:00.000Z',
      })
      expect(await schemaFaults(await writeWorkbook(blank))).toEqual([])
    },
  )

  test('a workbook whose sheets have brackets, quotes and spaces in their names', async () => {
    const { workbook } = await job.build('R05', reportOptions(city))
    const names = ['（一） 服务 明细', "O'Brien [草稿]", '  前后空格  ', '2021!', '=1+1', '[1]']
    const [sheet] = workbook.sheets
    if (sheet === undefined) throw new Error('R05 has no sheet.')
    const bytes = await writeWorkbook({ ...workbook, sheets: names.map((name) => ({ ...sheet, name })) })
    expect(await schemaFaults(bytes)).toEqual([])
  })
})
