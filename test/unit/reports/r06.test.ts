import { describe, expect, test } from 'vitest'
import { monthsPeriod } from '../../../src/domain/period'
import { r06 } from '../../../src/reports/r06'
import { plain } from '../../../src/workbook/model'
import { district, organization, service, team } from '../support/records'
import {
  columnOf,
  linesOf,
  metaOf,
  reportData,
  reportOptions,
  sheetOf,
  tableOf,
} from '../support/report-data'

const spring = monthsPeriod('季', 2021, 1)
const pilot = [
  { level: '市级', title: '试点地区', granted: { value: '2020', precision: '年' as const }, body: '市科协' },
]
const districts = [
  district({ shortName: '永川区', designations: pilot }, { code: '500118' }),
  district({ shortName: '黔江区', designations: pilot }, { code: '500114' }),
  district({ shortName: '江北区' }, { code: '500105' }),
  district({ shortName: '沙坪坝区' }, { code: '500106' }),
]
const shared = organization({ name: '重庆甲一机械有限公司', orgType: '企业' })
const own = organization({ name: '重庆甲二机械有限公司', orgType: '企业' })
const smart = team({ name: '智能队', industry: '智能产业' })
const electronic = team({ name: '电子队', industry: '电子信息产业' })

const services = [
  service({
    serviceDate: '2021-04-12',
    mode: '精准化',
    serviceType: '科技咨询',
    served: [shared.id],
    experts: ['x', 'y'],
    hours: 2,
    needs: ['n1'],
    result: '签订合同/协议',
    contractAmount: 35_800_000,
    satisfaction: '5',
    team: smart.id,
  }),
  service({
    serviceDate: '2021-05-12',
    mode: '套餐式',
    serviceType: '研究开发',
    served: [shared.id, own.id],
    experts: ['x'],
    hours: 1.5,
    isVolunteer: true,
    result: '已解决',
    satisfaction: '3',
    team: electronic.id,
  }),
  service(
    {
      serviceDate: '2021-06-30',
      mode: '定制化',
      served: [shared.id],
      experts: ['x'],
      hours: 1,
      needs: ['n1', 'n2'],
      result: '未解决',
    },
    { districtCode: '500106' },
  ),
  service({ serviceDate: '2021-02-01', served: [own.id], experts: ['x'] }),
  service({ serviceDate: '2021-02-02', served: [own.id], experts: ['x'] }),
  service({ serviceDate: '2021-02-03', served: [own.id], experts: ['x'] }),
]
const data = reportData({ services, organizations: [shared, own], districts, teams: [smart, electronic] })
const city = reportOptions({ period: spring, district: undefined, districtName: '全市' })
const names = (report: ReturnType<typeof r06.build>) => tableOf(sheetOf(report)).values.map(([name]) => name)

describe('R06 over the city', () => {
  const report = r06.build(data, city)
  const sheet = sheetOf(report)

  test('has a row for each pilot district, with services or not, and for others that have some', () => {
    expect(tableOf(sheet).values).toEqual([
      ['沙坪坝区', 1, 0, 1, 0, 1, 1, 1, 1, 2, 0, 0, 0, 0, '—', 0, '—'],
      ['黔江区', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '—', 0, '—'],
      ['永川区', 2, 1, 0, 1, 2, 2, 3, 5.5, 1, 1, 1, 35.8, 1, 0.5, 3, -1 / 3],
    ])
  })

  test('adds up what can be added by formula', () => {
    expect(columnOf(sheet, '服务总次数').total).toMatchObject({ value: 3, formula: 'SUM(B6:B8)' })
    expect(columnOf(sheet, '定制化').total).toMatchObject({ value: 1, formula: 'SUM(D6:D8)' })
    expect(columnOf(sheet, '合同金额（万元）').total).toMatchObject({ value: 35.8, formula: 'SUM(M6:M8)' })
    expect(columnOf(sheet, '上期服务次数').total).toMatchObject({ value: 3, formula: 'SUM(P6:P8)' })
  })

  test('counts enterprises, experts and needs anew over the union: one in two districts is one', () => {
    for (const heading of ['服务企业数（家，去重）', '专家人数（去重）', '关联需求数（项）'])
      expect(columnOf(sheet, heading).total).toEqual({ value: 2, role: 'total' })
    expect(columnOf(sheet, '服务企业数（家，去重）').cells.map(({ value }) => value)).toEqual([1, 0, 2])
    expect(linesOf(sheet, 'note').join('')).toContain('不等于各行之和')
  })

  test('takes the rates of the totals, not the average of the rows', () => {
    expect(columnOf(sheet, '满意率（%）').total).toMatchObject({
      value: 0.5,
      format: 'percent',
      role: 'total',
    })
    expect(columnOf(sheet, '环比（%）').total).toMatchObject({ value: 0 })
  })

  test('puts the three modes under 其中, in a heading of two rows that repeats on each page', () => {
    expect(sheet.rows[3]?.cells.map((cell) => plain(cell).value).slice(0, 5)).toEqual([
      '地区',
      '服务总次数',
      '其中',
      null,
      null,
    ])
    expect(sheet.merges).toContainEqual({ row: 3, column: 2, rows: 1, columns: 3 })
    expect(sheet.merges).toContainEqual({ row: 3, column: 0, rows: 2, columns: 1 })
    expect(sheet.print?.repeatRows).toEqual({ first: 3, last: 4 })
    expect(sheet.freeze).toEqual({ rows: 5, columns: 0 })
  })
})

describe('R06 of one district', () => {
  test('prints its row and the total, even without any service', () => {
    const report = r06.build(
      data,
      reportOptions({ period: spring, district: '500114', districtName: '黔江区' }),
    )
    expect(names(report)).toEqual(['黔江区'])
    expect(columnOf(sheetOf(report), '满意率（%）').cells[0]).toMatchObject({ value: '—' })
    expect(columnOf(sheetOf(report), '环比（%）').total).toMatchObject({ value: '—', role: 'total' })
    expect(report.records).toBe(0)
  })
})

describe('R06 by other rows', () => {
  const by = (rowsBy: '产业方向' | '服务队' | '服务类型') => r06.build(data, { ...city, rowsBy })

  test('are in the order of their lists; services without one come last', () => {
    expect(names(by('产业方向'))).toEqual(['电子信息产业', '智能产业', '（未填服务队）'])
    expect(names(by('服务类型'))).toEqual(['研究开发', '科技咨询', '（未填服务类型）'])
    expect(names(by('服务队'))).toEqual(['智能队', '电子队', '（未填服务队）'])
  })

  test('have the same totals, say so in title and file name, and remember it', () => {
    const total = (report: ReturnType<typeof r06.build>) =>
      columnOf(sheetOf(report), '服务总次数').total?.value
    expect(total(by('服务队'))).toBe(total(r06.build(data, city)))
    expect(by('服务队').fileName).toBe('R06_科技服务情况统计表（按服务队）_全市_2021年第二季度_20210702.xlsx')
    expect(Object.fromEntries(metaOf(by('服务队')))).toMatchObject({ rowsBy: '服务队', district: '全市' })
  })
})

test('a record without a mode is said of, since the modes then do not add up', () => {
  const odd = { ...service(), values: { serviceDate: '2021-04-12', auditStatus: '已审核' } }
  const report = r06.build(reportData({ services: [odd] }), reportOptions({ period: spring }))
  expect(report.notes.join('')).toContain('有 1 条记录尚未填服务模式')
})

test('a contract that services of two districts led to is one in the total, which then is no sum of the rows', () => {
  const led = { result: '签订合同/协议', contract: 'x1', contractAmount: 10_000_000 } as const
  const data = reportData({
    services: [service(led), service(led), service(led, { districtCode: '500114' })],
    districts,
  })
  const sheet = sheetOf(r06.build(data, reportOptions({ period: spring, district: undefined })))
  const { cells, total } = columnOf(sheet, '签订合同（份）')
  expect(cells.map(({ value }) => value)).toEqual([1, 1])
  expect(total).toEqual({ value: 1, role: 'total' })
  expect(columnOf(sheet, '合同金额（万元）').total).toEqual({ value: 10, role: 'total' })
})
