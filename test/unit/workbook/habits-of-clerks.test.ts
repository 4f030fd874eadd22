import { expect, test } from 'vitest'
import { organizations } from '../../../src/domain/registers/organizations'
import { experts } from '../../../src/domain/registers/experts'
import { keyTasks } from '../../../src/domain/registers/key-tasks'
import { registers } from '../../../src/domain/registers/all'
import { partsFor } from '../../../src/workbook/drafts/cell-parts'
import { looseDate } from '../../../src/workbook/drafts/dates'
import { readValue } from '../../../src/workbook/drafts/read-value'
import type { RawCell } from '../../../src/workbook/grid'
import { understand } from '../../../src/workbook/understand/understand'

const sheet = (rows: readonly (readonly RawCell[])[]) => ({
  name: '台账',
  hidden: false,
  rows,
  merges: [],
  dates: new Set<number>(),
})

test('the end of a month or a year is its last day; a part of a month stays in the month', () => {
  const hints = { year: 2021 }
  const march = '2021-03-31'
  expect(looseDate('2021年3月底前', hints)).toEqual({ within: '2021年3月', last: march, end: march })
  expect(looseDate('2月末', { year: 2024 })?.last).toBe('2024-02-29')
  expect(looseDate('年底前', hints)?.last).toBe('2021-12-31')
  expect(looseDate('二季度末', hints)?.last).toBe('2021-06-30')
  expect(looseDate('四月上旬', hints)).toEqual({ within: '2021年4月', last: undefined, end: '2021-04-10' })
  expect(looseDate('2021年二季度', hints)).toEqual({
    within: '2021年',
    last: undefined,
    end: '2021-06-30',
  })
  expect(looseDate('4月中旬', {})).toBeUndefined()
  expect(looseDate('13月底', hints)).toBeUndefined()
  expect(looseDate('待定', hints)).toBeUndefined()
})

test('a deadline that names a month, a quarter or a part of a month ends with it, and its words stay', () => {
  const { dueDate } = keyTasks.fields
  const until = (text: string) => readValue(dueDate, text, { year: 2021 })
  expect(until('6月底')).toMatchObject({ value: '2021-06-30', warning: '“6月底”记为 2021-06-30。' })
  expect(until('2021年12月')).toMatchObject({ value: '2021-12-31', rest: '2021年12月' })
  expect(until('4月上旬')).toMatchObject({ value: '2021-04-10', rest: '4月上旬' })
  expect(until('三季度')).toMatchObject({ value: '2021-09-30', rest: '三季度' })
  expect(until('年内')).toMatchObject({ value: '2021-12-31' })
})

test('the day of anything else is never made of a month: it stays open, and is said', () => {
  const { startDate } = keyTasks.fields
  expect(readValue(startDate, '2021.1', {})).toEqual({
    ok: false,
    reason: '“2021.1”没有具体日期，请补上“日”',
    lacksDay: true,
  })
  expect(readValue(startDate, '尽快', { year: 2021 })).not.toHaveProperty('lacksDay')
})

test('an employer, a title and a post in one cell are told apart', () => {
  const { workOrganization, titleName, position } = experts.fields
  const parts = (text: string) => partsFor(text, [workOrganization, titleName, position], {})
  expect(parts('渝州大学机械学院院长、教授')).toEqual(['渝州大学', '教授', '机械学院院长'])
  expect(parts('重庆市农业科学院 研究员')).toEqual(['重庆市农业科学院', '研究员', null])
  expect(parts('中国科学院重庆研究院研究员')).toEqual(['中国科学院重庆研究院', '研究员', null])
  expect(parts('重庆市科技局局长')).toEqual(['重庆市科技局', null, '局长'])
  expect(parts('某集团公司')).toEqual(['某集团公司', null, null])
})

test('民营企业 is an 企业 and keeps its words; 民办非企业 is none', () => {
  const { orgType } = organizations.fields
  expect(readValue(orgType, '民营企业', {})).toMatchObject({ ok: true, value: '企业', rest: '民营企业' })
  expect(readValue(orgType, '民办非企业', {})).not.toMatchObject({ value: '企业' })
})

test('同上 takes what the row above says, a row that itself took it over included', () => {
  const [table] = understand(
    [
      sheet([
        ['服务日期', '服务企业', '服务主题'],
        ['2021-03-05', '甲公司', '诊断'],
        ['同上', '〃', '改造'],
        ['"', '乙公司', '选型'],
      ]),
    ],
    registers,
  ).tables
  expect(table?.rows.map(({ cells }) => cells)).toEqual([
    ['2021-03-05', '甲公司', '诊断'],
    ['2021-03-05', '甲公司', '改造'],
    ['2021-03-05', '乙公司', '选型'],
  ])
})

test('a table that only counts by month is no list of records; enterprises with their figures are one', () => {
  const counted = understand(
    [
      sheet([
        ['月份', '精准化（次）', '定制化（次）', '服务企业数'],
        ['1月', 3, 2, 5],
        ['2月', 1, 1, 2],
      ]),
    ],
    registers,
  )
  expect([counted.tables.length, counted.statistics.length]).toEqual([0, 1])
  const listed = understand(
    [
      sheet([
        ['企业名称', '职工人数', '营业收入（万元）', '研发投入（万元）'],
        ['重庆甲有限公司', 30, 1200, 50],
        ['重庆乙有限公司', 45, 2600, 80],
      ]),
    ],
    registers,
  )
  expect([listed.tables.length, listed.statistics.length]).toEqual([1, 0])
})

test('a heading in traditional characters is the same heading', () => {
  const [table] = understand(
    [
      sheet([
        ['企業名稱', '需求類別', '聯繫電話'],
        ['甲公司', '技術攻關', '13800000000'],
      ]),
    ],
    registers,
  ).tables
  expect(table?.parts[0].headingRows).toBe(1)
})

test('a list for each team below one title belongs to the team above it; a title on every page names nothing', () => {
  const heading = ['序号', '姓名', '队内职务']
  const [lists] = understand(
    [
      sheet([
        ['专家服务队名单'],
        ['智能产业专家服务队'],
        heading,
        [1, '张三', '队长'],
        ['现代农业专家服务队成员名单'],
        heading,
        [1, '李四', '队长'],
        [2, '王五', '队员'],
      ]),
    ],
    registers,
  ).tables
  const groups = lists?.rows.flatMap(({ kind, cells }) => (kind === 'data' ? [cells.at(-1)] : []))
  expect(groups).toEqual(['智能产业专家服务队', '现代农业专家服务队', '现代农业专家服务队'])
  const [pages] = understand(
    [sheet([['服务台账'], heading, [1, '张三', '队长'], ['服务台账'], heading, [2, '李四', '队员']])],
    registers,
  ).tables
  expect(pages?.columns.map((column) => column.heading)).toEqual(heading)
})

test('what was taken for statistics is read as rows when somebody points at it', () => {
  const grid = sheet([
    ['地区', '企业数', '服务次数'],
    ['永川区', 3, 5],
    ['大足区', 1, 2],
  ])
  expect(understand([grid], registers).tables).toEqual([])
  const told = understand([grid], registers, [{ kind: 'shape', sheet: '台账', shape: 'table' }])
  expect([told.tables.length, told.statistics.length]).toEqual([1, 0])
})
