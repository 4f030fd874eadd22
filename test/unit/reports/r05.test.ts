import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditedServices, modeCounts } from '../../../src/domain/indicators/services'
import { monthsPeriod } from '../../../src/domain/period'
import { r05 } from '../../../src/reports/r05'
import { district, draftService, expert, organization, service, team } from '../support/records'
import {
  columnOf,
  linesOf,
  metaOf,
  reportData,
  reportOptions,
  sheetOf,
  tableOf,
} from '../support/report-data'

const factory = organization({ name: '重庆甲一机械有限公司', orgType: '企业' })
const college = organization({ name: '重庆甲二学院', orgType: '职业院校' })
const [li, wang] = [expert({ name: '李四' }), expert({ name: '王五' })]
const yongchuan = district({ shortName: '永川区' }, { code: '500118' })
const crew = team({ name: '智能产业专家服务队', industry: '智能产业' })

const whole = service({
  serviceDate: '2021-04-12',
  mode: '精准化',
  serviceType: '研究开发',
  form: '现场诊断',
  topic: '主轴温升治理',
  served: [factory.id],
  needs: ['XQ-500118-2021-0003'],
  team: crew.id,
  experts: [li.id, wang.id],
  hours: 1.5,
  people: { value: 200, qualifier: '余' },
  isVolunteer: true,
  result: '签订合同/协议',
  contractAmount: 12_345_600,
  satisfaction: '4',
})
const bare = service({ serviceDate: '2021-04-02', served: [college.id], result: '已解决', hours: 2 })

const data = (services: readonly ReturnType<typeof service>[]) =>
  reportData({
    services,
    organizations: [factory, college],
    experts: [li, wang],
    districts: [yongchuan],
    teams: [crew],
  })

describe('R05, a row for each service', () => {
  test('has the columns of the domain, in their order', () => {
    const sheet = sheetOf(r05.build(data([whole]), reportOptions()))
    expect(linesOf(sheet, 'heading').map((heading) => heading.replaceAll('\n', ''))).toEqual([
      '序号',
      '服务编号',
      '服务日期',
      '地区',
      '服务对象',
      '服务模式（精准化/定制化/套餐式）',
      '服务类型',
      '服务形式',
      '服务主题',
      '专家服务队',
      '参与专家',
      '专家人次',
      '时长（小时）',
      '服务专家工时（人时）',
      '关联需求编号',
      '服务结果',
      '合同金额（万元）',
      '受益人数（人次）',
      '满意度',
      '是否志愿服务',
    ])
  })

  test('names what was linked, in the order of the dates; what is missing is “/”, what does not apply “—”', () => {
    const sheet = sheetOf(r05.build(data([whole, bare]), reportOptions()))
    expect(tableOf(sheet).values).toEqual([
      [
        1,
        bare.code,
        '2021-04-02',
        '永川区',
        '重庆甲二学院',
        '精准化',
        '/',
        '/',
        '/',
        '—',
        '—',
        0,
        2,
        0,
        '—',
        '已解决',
        '—',
        '/',
        '/',
        '否',
      ],
      [
        2,
        whole.code,
        '2021-04-12',
        '永川区',
        '重庆甲一机械有限公司',
        '精准化',
        '研究开发',
        '现场诊断',
        '主轴温升治理',
        '智能产业专家服务队',
        '李四、王五',
        2,
        1.5,
        3,
        'XQ-500118-2021-0003',
        '签订合同/协议',
        12.3456,
        200,
        '满意',
        '是',
      ],
    ])
  })

  test('dates are date cells, and a fuzzy number prints as in its source though it is a number', () => {
    const sheet = sheetOf(r05.build(data([whole]), reportOptions()))
    expect(columnOf(sheet, '服务日期').cells).toEqual([{ value: '2021-04-12', format: 'date' }])
    expect(columnOf(sheet, '受益人数（人次）').cells).toEqual([{ value: 200, suffix: '余' }])
  })

  test('the record ids stand in the hidden sheet, one a row, in the order of the rows', () => {
    const report = r05.build(data([whole, bare]), reportOptions())
    expect(metaOf(report).filter(([name]) => name === 'record')).toEqual([
      ['record', bare.id],
      ['record', whole.id],
    ])
    expect(Object.fromEntries(metaOf(report))).toMatchObject({
      schema: '3',
      report: 'R05',
      periodType: '半年',
      periodStart: '2021-01-01',
      periodEnd: '2021-06-30',
      district: '500118',
    })
  })
})

describe('R05, the totals', () => {
  const second = service({
    served: [factory.id],
    experts: [li.id],
    hours: 2,
    people: { value: 40, qualifier: '约' },
    result: '签订合同/协议',
    contractAmount: 20_000_000,
  })
  const sheet = sheetOf(r05.build(data([whole, bare, second]), reportOptions()))
  const total = (heading: string) => columnOf(sheet, heading).total

  test('are formulas over the rows with their present value', () => {
    expect(total('专家人次')).toMatchObject({ value: 3, formula: 'SUM(L5:L7)', role: 'total' })
    expect(total('服务专家工时（人时）')).toMatchObject({ value: 5, formula: 'SUM(N5:N7)' })
    expect(total('合同金额（万元）')).toMatchObject({ value: 32.3456, formula: 'SUM(Q5:Q7)' })
  })

  test('say 不少于 when one of the parts is fuzzy, and stay a sum', () => {
    expect(total('受益人数（人次）')).toMatchObject({ value: 240, formula: 'SUM(R5:R7)', prefix: '不少于' })
    const exact = service({ people: { value: 40, qualifier: '精确' } })
    const plain = columnOf(sheetOf(r05.build(data([exact]), reportOptions())), '受益人数（人次）')
    expect(plain.total).not.toHaveProperty('prefix')
  })

  test('count enterprises once and other organisations not at all', () => {
    expect(total('服务对象')).toMatchObject({ value: 1, suffix: '家（去重）' })
    expect(total('服务对象')).not.toHaveProperty('formula')
    expect(total('服务编号')).toMatchObject({ value: 3, suffix: '次' })
    expect(linesOf(sheet, 'note').join('')).toContain('去重指标合计不等于各行之和')
  })

  test('leave out the amount of a service that led to no contract, and say so', () => {
    const hope = service({ result: '达成合作意向', contractAmount: 50_000_000 })
    const report = r05.build(data([hope, second]), reportOptions())
    expect(columnOf(sheetOf(report), '合同金额（万元）').cells.map(({ value }) => value)).toEqual([20, '—'])
    expect(report.notes.join('')).toContain('有 1 条记录填有金额但未签订合同/协议')
  })
})

test('an amount that was given as 0 prints as 0, contract or not; one that is missing is “/” or “—”', () => {
  const results = [
    { result: '签订合同/协议', contractAmount: 0 },
    { result: '已解决', contractAmount: 0 },
    { result: '签订合同/协议' },
    { result: '已解决' },
  ].map((values) => service(values))
  const { cells, total } = columnOf(sheetOf(r05.build(data(results), reportOptions())), '合同金额（万元）')
  expect(cells.map(({ value }) => value)).toEqual([0, 0, '/', '—'])
  expect(total).toMatchObject({ value: 0 })
})

describe('R05, what it leaves out', () => {
  const waiting = draftService({ serviceDate: '2021-05-01', auditStatus: '待审核' })
  const returned = draftService({ serviceDate: '2021-05-02', auditStatus: '退回' })
  const sample = service({ serviceDate: '2021-05-03' }, { isSample: true })

  test('is counted by its reason, printed, and can be found', () => {
    const report = r05.build(data([whole, waiting, returned, sample]), reportOptions())
    expect(report.excluded.map(({ reason, count }) => [reason, count])).toEqual([
      ['待审核', 1],
      ['退回', 1],
      ['示例', 1],
    ])
    expect(report.excluded[0]?.where).toEqual([
      { kind: 'oneOf', field: 'auditStatus', values: ['待审核'] },
      { kind: 'range', field: 'serviceDate', from: '2021-01-01', to: '2021-06-30' },
      { kind: 'samples', samples: false },
    ])
    expect(report.notes.join('')).toContain(
      '数据截至2021年7月2日；另有待审核 1 条、退回 1 条、示例 1 条，未计入。',
    )
  })

  test('a report with samples says so in title, file name and notes', () => {
    const report = r05.build(data([sample]), reportOptions({ samples: true }))
    expect(linesOf(sheetOf(report), 'title')).toEqual(['科技服务记录明细表（示例）'])
    expect(report.fileName).toBe('R05_科技服务记录明细表（示例）_永川区_2021年上半年_20210702.xlsx')
    expect(report.notes.join('')).toContain('本表含示例数据，不得报送。')
  })

  test('records of another district are not in it', () => {
    const elsewhere = service({}, { districtCode: '500106' })
    expect(r05.build(data([elsewhere, whole]), reportOptions()).records).toBe(1)
    expect(r05.build(data([elsewhere, whole]), reportOptions({ district: undefined })).records).toBe(2)
  })
})

describe('R05 without records', () => {
  const report = r05.build(
    data([whole]),
    reportOptions({ period: monthsPeriod('月', 2021, 0), district: '500118' }),
  )

  test('says so in place of rows, has no totals, and knows when there were some', () => {
    expect(report.records).toBe(0)
    expect(tableOf(sheetOf(report)).values[0]?.[0]).toBe('本期无已审核的服务记录')
    expect(tableOf(sheetOf(report)).totals).toEqual([])
    expect(report.latest).toBe('2021-04-12')
  })

  test('the same of an empty ledger', () => {
    const empty = r05.build(reportData({}), reportOptions())
    expect([empty.records, empty.latest, empty.excluded]).toEqual([0, undefined, []])
  })
})

test('R05 counts as many as K11, and as the three modes together', () => {
  const anyService = fc
    .record({
      serviceDate: fc.constantFrom('2020-12-31', '2021-01-01', '2021-06-30', '2021-07-01'),
      mode: fc.constantFrom('精准化', '定制化', '套餐式'),
      auditStatus: fc.constantFrom('待审核', '已审核', '退回'),
      hours: fc.option(fc.constantFrom(0.5, 2, 200), { nil: 0.5 }),
    })
    .map((values) => draftService(values))
  fc.assert(
    fc.property(fc.array(anyService), (services) => {
      const report = r05.build(data(services), reportOptions())
      const audited = auditedServices(services, { period: reportOptions().period, samples: false })
      const modes = Object.values(modeCounts(audited))
      expect(report.records).toBe(audited.length)
      expect(report.records).toBe(modes.reduce((sum, count) => sum + count, 0))
      expect(tableOf(sheetOf(report)).values.filter(([number]) => typeof number === 'number')).toHaveLength(
        report.records,
      )
    }),
  )
})

test('a contract that several services led to stands with the first of them, so that the rows add up', () => {
  const led = { result: '签订合同/协议', contract: 'x1', contractAmount: 10_000_000 } as const
  const services = [
    service({ ...led, serviceDate: '2021-04-02' }),
    service({ ...led, serviceDate: '2021-04-01' }),
    service({ result: '签订合同/协议', contractAmount: 5_000_000, serviceDate: '2021-04-03' }),
  ]
  const built = r05.build(reportData({ services }), reportOptions())
  const { cells, total } = columnOf(sheetOf(built), '合同金额（万元）')
  expect(cells.map(({ value }) => value)).toEqual([10, '—', 5])
  expect(total).toMatchObject({ value: 15, formula: expect.stringMatching(/^SUM/u) as unknown })
  expect(built.notes).toContain('有 1 条记录与前面的服务形成同一份协议，合同金额只列一次。')
})
