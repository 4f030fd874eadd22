import { describe, expect, test } from 'vitest'
import { consortia } from '../../../src/domain/registers/consortia'
import { districtIndicators } from '../../../src/domain/registers/district-indicators'
import { districts } from '../../../src/domain/registers/districts'
import { experts } from '../../../src/domain/registers/experts'
import { keyTasks } from '../../../src/domain/registers/key-tasks'
import { organizations } from '../../../src/domain/registers/organizations'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { weeklyReports } from '../../../src/domain/registers/weekly-reports'
import type { LedgerRecord } from '../../../src/domain/record'
import type { Register } from '../../../src/domain/register'
import { type ExportProfile, forOutsiders, ownUse } from '../../../src/workbook/export-profile'
import { listWorkbook } from '../../../src/workbook/list-sheet'
import { plain } from '../../../src/workbook/model'
import {
  consortium,
  district,
  districtIndicator,
  expert,
  keyTask,
  organization,
  service,
  weeklyReport,
} from '../support/records'

const listed = (
  register: Register,
  records: readonly LedgerRecord[],
  columns: readonly string[],
  profile: ExportProfile = forOutsiders,
) => {
  const workbook = listWorkbook({
    register,
    records,
    columns,
    nameOf: (_register, id) => `名称${id}`,
    districtName: (code) => `地区${code}`,
    profile,
    unitName: '重庆市永川区科学技术协会',
    createdAt: '2021-07-02T08:00:00.000Z',
  })
  const [sheet, meta] = workbook.sheets
  if (sheet === undefined || meta === undefined) throw new Error('A list has two sheets.')
  return { workbook, sheet, meta, cells: sheet.rows.map(({ cells }) => cells) }
}

const first = service({
  served: ['a', 'b'],
  hours: 1.5,
  people: { value: 200, qualifier: '余' },
  contractAmount: 12_345_600,
  satisfaction: '4',
})
const second = service({ hours: 2, people: { value: 40, qualifier: '精确' } })

describe('a list as a workbook', () => {
  const columns = ['code', 'serviceDate', 'served', 'hours', 'people', 'contractAmount', 'satisfaction']
  const { sheet, cells, meta } = listed(serviceRecords, [first, second], columns)

  test('has the headings of the fields shown, in their order', () => {
    expect(cells[0]).toEqual([{ value: '服务记录', role: 'title' }])
    expect(cells[1]?.map((cell) => (typeof cell === 'object' ? cell?.value : cell))).toEqual([
      '编号',
      '服务日期',
      '服务对象',
      '服务时长（小时）',
      '受益人数（人次）',
      '合同金额（万元）',
      '满意度',
    ])
  })

  test('has values by their kind: dates, numbers, money in 万元, fuzzy numbers, names and labels', () => {
    expect(cells[2]).toEqual([
      first.code,
      { value: '2021-04-12', format: 'date' },
      '名称a、名称b',
      1.5,
      { value: 200, suffix: '余' },
      12.3456,
      '4 满意',
    ])
    expect(cells[3]?.slice(5)).toEqual([{ value: null }, { value: null }])
  })

  test('sums what can be summed by formula; a fuzzy part makes the sum 不少于', () => {
    expect(cells[4]).toEqual([
      { value: '合计', role: 'total', format: 'text' },
      { value: null, role: 'total' },
      { value: null, role: 'total' },
      { value: 3.5, formula: 'SUM(D3:D4)', role: 'total' },
      { value: 240, formula: 'SUM(E3:E4)', role: 'total', prefix: '不少于' },
      { value: 12.3456, formula: 'SUM(F3:F4)', role: 'total' },
      { value: null, role: 'total' },
    ])
  })

  test('filters its rows but not the sums, and keeps the heading in sight', () => {
    expect(sheet.autoFilter).toEqual({ row: 1, column: 0, rows: 3, columns: 7 })
    expect(sheet.freeze).toEqual({ rows: 2, columns: 1 })
    expect(sheet.print?.repeatRows).toEqual({ first: 1, last: 1 })
  })

  test('remembers register, headings and records in the hidden sheet, each with its version, number and marks', () => {
    expect(meta.visibility).toBe('veryHidden')
    const rows = meta.rows.map(({ cells: row }) => row)
    expect(rows.slice(0, 4)).toEqual([
      ['seal', expect.stringMatching(/^[0-9a-z]{14}$/u)],
      ['schema', '3'],
      ['register', 'serviceRecords'],
      ['unit', '重庆市永川区科学技术协会'],
    ])
    expect(rows[4]).toEqual(['columns', ...(cells[1] ?? []).map((cell) => plain(cell).value)])
    expect(rows.slice(5).map((row) => row.slice(0, 4))).toEqual([
      ['record', first.id, '1', first.code],
      ['record', second.id, '1', second.code],
    ])
  })

  test('marks change with their cells and with no others', () => {
    const marksOf = (values: typeof second.values): string =>
      JSON.stringify(listed(serviceRecords, [{ ...second, values }], columns).meta.rows.at(-1)?.cells[4])
    const [before, after] = [marksOf(second.values), marksOf({ ...second.values, hours: 3 })]
    expect(after).toHaveLength(before.length)
    const places = Array.from(before, (letter, at) =>
      letter === after[at] ? [] : [Math.floor((at - 1) / 6)],
    ).flat()
    expect([...new Set(places)]).toEqual([columns.indexOf('hours')])
  })
})

describe('what a list does not give away or make up', () => {
  const phoned = organization({ name: '重庆甲一机械有限公司', contactPhone: '13800138603' })

  test('phones are masked unless asked for', () => {
    expect(listed(organizations, [phoned], ['contactPhone']).cells[2]).toEqual(['138****8603'])
    expect(listed(organizations, [phoned], ['contactPhone'], ownUse).cells[2]).toEqual(['13800138603'])
  })

  test('a month stays a month', () => {
    const records = [
      consortium({ founded: { value: '2021-04', precision: '月' } }),
      consortium({ founded: { value: '2021-04-08', precision: '日' } }),
    ]
    const { cells } = listed(consortia, records, ['founded'])
    expect(cells[2]).toEqual([{ value: '2021年4月', format: 'text', align: 'centre' }])
    expect(cells[3]).toEqual([{ value: '2021-04-08', format: 'date' }])
  })

  test('samples are named in the title', () => {
    const { workbook } = listed(serviceRecords, [service({}, { isSample: true })], ['code'])
    expect(workbook.title).toBe('服务记录（示例）')
  })

  test('a register whose number is a field of its own shows that field', () => {
    const { cells } = listed(
      districts,
      [district({ code: '500118' }, { code: '500118' })],
      ['code', 'updatedAt'],
    )
    expect(cells[1]?.map((cell) => (typeof cell === 'object' ? cell?.value : cell))).toEqual([
      '地区代码',
      '修改时间',
    ])
    expect(cells[2]).toEqual(['500118', '2021-07-01 16:00'])
  })

  test('an empty list is a heading and nothing else', () => {
    const { cells, sheet } = listed(serviceRecords, [], ['code', 'hours'])
    expect(cells).toHaveLength(2)
    expect(sheet.autoFilter?.rows).toBe(1)
  })

  test('where the first column itself is summed, the sum stands there', () => {
    const { cells } = listed(serviceRecords, [second], ['hours', 'code'])
    expect(cells[3]?.[0]).toMatchObject({ value: 2, formula: 'SUM(A3:A3)' })
  })
})

test('of experts who have not agreed nothing but the name leaves the house', () => {
  const columns = ['name', 'researchField', 'phone', 'consent', 'workOrganization']
  const values = { researchField: '工艺', phone: '13800000001', workOrganization: 'a' }
  const { cells } = listed(
    experts,
    [
      expert({ name: '甲', consent: true, ...values }),
      expert({ name: '乙', consent: false, ...values }),
      expert({ name: '丙', researchField: '工艺' }),
    ],
    columns,
  )
  expect(cells.slice(2)).toEqual([
    ['甲', '工艺', '138****0001', '是', '名称a'],
    ['乙', '未获同意', '未获同意', '否', '未获同意'],
    ['丙', '未获同意', '未获同意', { value: null }, '未获同意'],
  ])
})

test('parts of the head are columns too', () => {
  const record = organization({ name: '甲' }, { remark: '要核对', sourceNote: '申报表' })
  const { cells } = listed(organizations, [record], ['code', 'districtCode', 'sourceNote', 'remark'])
  expect(cells[1]?.map((cell) => (typeof cell === 'object' ? cell?.value : cell))).toEqual([
    '编号',
    '所属地区',
    '数据来源说明',
    '备注',
  ])
  expect(cells[2]).toEqual([record.code, '地区500118', '申报表', '要核对'])
})

test('a figure keeps its digits, a year is not grouped, a week and a moment say what they mean', () => {
  const figure = { indicator: 'EMPLOYEES', value: { value: 1.7, qualifier: '超过' } } as const
  const indicators = listed(districtIndicators, [districtIndicator(figure)], ['value'])
  expect(indicators.sheet.columns[0]?.format).toBe('exact')
  expect(indicators.cells[2]).toEqual([{ value: 1.7, prefix: '超过' }])
  const tasks = listed(keyTasks, [keyTask({ year: 2021, taskNumber: 3 })], ['year', 'taskNumber'])
  expect(tasks.sheet.columns.map(({ format }) => format)).toEqual(['exact', 'integer'])
  const report = weeklyReport({ week: '2020-W53', submittedAt: '2021-01-04T03:30:00.000Z' })
  expect(listed(weeklyReports, [report], ['week', 'submittedAt']).cells[2]).toEqual([
    '2020年第53周（12月28日—1月3日）',
    '2021-01-04 11:30',
  ])
})

test('files print as their names', () => {
  const file = (name: string, digit: string) => ({
    name,
    type: 'application/pdf',
    size: 9,
    hash: digit.repeat(64),
  })
  const record = service({ evidenceFiles: [file('签到表.pdf', 'a'), file('照片.jpg', 'b')] })
  const { cells } = listed(serviceRecords, [record], ['code', 'evidenceFiles'])
  expect(cells[1]?.[1]).toMatchObject({ value: '佐证附件' })
  expect(cells[2]?.[1]).toBe('签到表.pdf、照片.jpg')
})
