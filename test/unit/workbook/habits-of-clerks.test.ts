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
  expect(looseDate('2021年3月底前', hints)).toEqual({ within: '2021年3月', last: '2021-03-31' })
  expect(looseDate('2月末', { year: 2024 })?.last).toBe('2024-02-29')
  expect(looseDate('年底前', hints)?.last).toBe('2021-12-31')
  expect(looseDate('四月上旬', hints)).toEqual({ within: '2021年4月', last: undefined })
  expect(looseDate('2021年二季度', hints)).toEqual({ within: '2021年', last: undefined })
  expect(looseDate('4月中旬', {})).toBeUndefined()
  expect(looseDate('13月底', hints)).toBeUndefined()
  expect(looseDate('待定', hints)).toBeUndefined()
})

test('a day is not made of a part of a month, and of its end only with a word that says so', () => {
  const { dueDate } = keyTasks.fields
  expect(readValue(dueDate, '4月上旬', { year: 2021 }).ok).toBe(false)
  expect(readValue(dueDate, '6月底', { year: 2021 })).toMatchObject({
    value: '2021-06-30',
    warning: '“6月底”记为 2021-06-30。',
  })
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
