import { describe, expect, test } from 'vitest'
import { monthsPeriod } from '../../../src/domain/period'
import { r07 } from '../../../src/reports/r07'
import { consortium, organization, service } from '../support/records'
import {
  columnOf,
  linesOf,
  metaOf,
  reportData,
  reportOptions,
  sheetOf,
  tableOf,
} from '../support/report-data'

const lead = organization({ name: '重庆甲一机械有限公司', creditCode: '91500118M905557B3J' })
const college = organization({ name: '重庆甲二学院' })
const society = organization({ name: '中国甲三学会', orgType: '全国学会' })
const options = reportOptions({ period: monthsPeriod('季', 2021, 1) })

const full = consortium({
  name: '甲产业联合体',
  form: '联盟（非法人）',
  industry: '智能产业',
  leadOrganization: lead.id,
  founded: { value: '2021-04', precision: '月' },
  status: '运行',
  members: [
    { organization: lead.id, role: '产', position: '牵头', joinDate: '2021-04-08', contribution: '中试' },
    { organization: lead.id, role: '用', position: '牵头' },
    { organization: college.id, role: '学', position: '成员', joinDate: '2021-04-08' },
  ],
  elements: [
    { element: '引进一个全国学会', status: '已落实', organization: society.id },
    { element: '联合一个科研院所', status: '推进中' },
    { element: '打造一个创新生态', status: '推进中', content: '中试基地' },
  ],
})
const second = consortium({
  name: '乙产业联合体',
  founded: { value: '2021-06-01', precision: '日' },
  status: '已成立',
  members: [{ organization: lead.id, role: '产' }],
})
const planned = consortium({ name: '丙产业联合体', status: '筹建' })
const services = [
  service({ served: [lead.id], needs: ['n1', 'n2'] }),
  service({ served: ['other'], providers: [college.id], needs: ['n2', 'n3'] }),
  service({ served: ['other'], needs: ['n9'] }),
  service({ serviceDate: '2021-01-12', served: [lead.id], needs: ['n8'] }),
]
const data = reportData({
  consortia: [second, full, planned],
  services,
  organizations: [lead, college, society],
})

describe('R07', () => {
  const report = r07.build(data, options)
  const sheet = sheetOf(report)

  test('has a row for each consortium that stands, by number; a month is text, a day a date', () => {
    expect(tableOf(sheet).values).toEqual([
      [
        1,
        '甲产业联合体',
        '联盟（非法人）',
        '智能产业',
        '重庆甲一机械有限公司',
        '2021年4月',
        '运行',
        2,
        0,
        1,
        1,
        0,
        0,
        0,
        1,
        3,
        '中国甲三学会',
        '推进中',
        '中试基地（推进中）',
        '未启动',
        1,
        '—',
        3,
        '/',
      ],
      [
        2,
        '乙产业联合体',
        '/',
        '/',
        '/',
        '2021-06-01',
        '已成立',
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        1,
        '未启动',
        '未启动',
        '未启动',
        '未启动',
        0,
        '—',
        2,
        '/',
      ],
    ])
    expect(columnOf(sheet, '成立时间').cells.map(({ format }) => format)).toEqual(['text', 'date'])
    expect(linesOf(sheet, 'title')).toEqual(['“政产学研金服用”联合体建设情况表'])
    expect(report.fileName).toBe('R07_联合体建设情况表_永川区_2021年第二季度_20210702.xlsx')
  })

  test('totals: members and needs anew without doubles, roles added up, coverage and elements as averages', () => {
    expect(columnOf(sheet, '联合体名称').total).toMatchObject({ value: 2, suffix: '个' })
    expect(columnOf(sheet, '成员总数（家）').total).toEqual({ value: 2, role: 'total' })
    expect(columnOf(sheet, '产').total).toMatchObject({ value: 2, formula: 'SUM(J6:J7)' })
    expect(columnOf(sheet, '角色覆盖（类/7）').total).toMatchObject({
      value: 2,
      formula: 'AVERAGE(P6:P7)',
      prefix: '平均',
    })
    expect(columnOf(sheet, '“五个一”落实数（/5）').total).toMatchObject({
      value: 0.5,
      formula: 'AVERAGE(U6:U7)',
    })
    expect(columnOf(sheet, '对接需求（项）').total).toEqual({ value: 3, role: 'total' })
    expect(report.notes.join('')).toContain('“五个一”落实率 10.0%')
  })

  test('says that one more is in preparation', () => {
    expect(report.excluded).toMatchObject([{ reason: '筹建', count: 1, register: 'consortia' }])
    expect(metaOf(report).filter(([name]) => name === 'record')).toHaveLength(2)
  })

  test('R07-1 lists the members, a row for each role, and counts each organisation once', () => {
    const members = sheetOf(report, 1)
    expect(members.name).toBe('R07-1 成员名单')
    expect(tableOf(members).values).toEqual([
      [1, '甲产业联合体', '重庆甲一机械有限公司', '91500118M905557B3J', '产', '牵头', '2021-04-08', '中试'],
      [2, '甲产业联合体', '重庆甲一机械有限公司', '91500118M905557B3J', '用', '牵头', '/', '/'],
      [3, '甲产业联合体', '重庆甲二学院', '/', '学', '成员', '2021-04-08', '/'],
      [4, '乙产业联合体', '重庆甲一机械有限公司', '91500118M905557B3J', '产', '/', '/', '/'],
    ])
    expect(columnOf(members, '成员单位').total).toMatchObject({ value: 2, suffix: '家（去重）' })
  })

  test('without consortia both sheets say so', () => {
    const empty = r07.build(reportData({}), options)
    expect(tableOf(sheetOf(empty)).values[0]?.[0]).toBe('期末无已成立的联合体')
    expect(tableOf(sheetOf(empty, 1)).values[0]?.[0]).toBe('期末无在册成员')
    expect(empty.records).toBe(0)
  })
})
