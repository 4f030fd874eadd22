import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import type { Register } from '../../../src/domain/register'
import { type Corrections, correctionKey, wordKey } from '../../../src/workbook/drafts/draft'
import { readDrafts } from '../../../src/workbook/drafts/read-drafts'
import { cellKey, type RawCell, type SheetGrid } from '../../../src/workbook/grid'
import { guessRegister } from '../../../src/workbook/mapping/guess-register'
import { matchColumns } from '../../../src/workbook/mapping/match-columns'
import { targetKey, targetsOf } from '../../../src/workbook/mapping/target'
import { understand } from '../../../src/workbook/understand/understand'
import { unitIn, yearIn } from '../../../src/workbook/vocabulary'

const register = (name: string): Register => {
  const found = registers.find((known) => known.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

const read = (
  rows: readonly (readonly RawCell[])[],
  name = 'serviceRecords',
  {
    corrections = {},
    dates = [],
    file = '台账.xlsx',
  }: { corrections?: Corrections; dates?: readonly number[]; file?: string } = {},
) => {
  const grid: SheetGrid = { name: '台账', hidden: false, rows, merges: [], dates: new Set(dates) }
  const [table] = understand([grid], registers).tables
  if (table === undefined) throw new Error('No table')
  const matches = matchColumns(table, register(name), registers)
  const drafts = readDrafts({
    table,
    matches,
    register: register(name),
    registers,
    corrections,
    file,
    unit: undefined,
  })
  const targets = Object.fromEntries(
    matches.map((match) => [match.column.heading, targetsOf(match).map(targetKey).join(' + ')]),
  )
  return { table, targets, drafts, guess: guessRegister(table, registers)?.name }
}

test('other words for the same columns, in another order, find their fields', () => {
  const { targets, guess, drafts } = read([
    ['何时', '服务企业', '专家姓名', '服务方式', '主题', '成效', '合同额（元）', '参与人数'],
    ['2021.3.8', '甲公司', '张三', '精准', '焊接', '部分解决', '35,000', '约40人'],
  ])
  expect(guess).toBe('serviceRecords')
  expect(targets).toEqual({
    何时: 'field serviceDate',
    服务企业: 'field served',
    专家姓名: 'field experts',
    服务方式: 'field mode',
    主题: 'field topic',
    成效: 'field result',
    '合同额（元）': 'field contractAmount',
    参与人数: 'field people',
  })
  expect(drafts[0]).toMatchObject({
    values: {
      serviceDate: '2021-03-08',
      mode: '精准化',
      contractAmount: 3_500_000,
      people: { value: 40, qualifier: '约' },
    },
    links: { served: [{ name: '甲公司' }], experts: [{ name: '张三' }] },
  })
})

test('codes and phones beside a name belong to the named record, by heading or by their look', () => {
  const rows = Array.from({ length: 3 }, (_, index) => [
    `2021-03-0${String(index + 1)}`,
    `${'甲乙丙'.charAt(index)}公司`,
    '91500118M905557B3J',
    '13828188603',
    '张三',
    '13900000000',
  ])
  const { targets } = read([['服务日期', '企业名称', '代码', '联系电话', '参与专家', '专家电话'], ...rows])
  expect(targets).toMatchObject({
    代码: 'linked served.creditCode',
    联系电话: 'linked served.contactPhone',
    专家电话: 'linked experts.phone',
  })
})

test('a heading that only resembles a field is not believed against its contents', () => {
  const { targets } = read([
    ['服务日期', '企业名称', '服务专家人数', '经济成效'],
    ['2021-03-08', '甲公司', 3, '增产两成'],
    ['2021-03-09', '乙公司', 2, '节电一成'],
  ])
  expect(targets).toMatchObject({ 服务专家人数: 'remark', 经济成效: 'remark' })
})

test('what fits nowhere goes to 备注 with its heading, 备注 itself without', () => {
  const { targets, drafts } = read([
    ['序号', '月份', '服务日期', '企业名称', '车牌号', '备注'],
    [1, '3月', '2021-03-08', '甲公司', '渝A12345', '雨天'],
  ])
  expect(targets).toMatchObject({ 序号: 'ignore', 月份: 'ignore', 车牌号: 'remark', 备注: 'remark' })
  expect(drafts[0]?.remarks).toEqual(['车牌号：渝A12345', '雨天'])
})

test('a number of its own is no running number, and a month without a date is not dropped', () => {
  const { targets } = read([
    ['编号', '月份', '企业名称', '服务主题'],
    ['FW-甲-2021-特一号', '3月', '甲公司', 'A'],
  ])
  expect(targets).toMatchObject({ 编号: 'remark', 月份: 'remark' })
})

test('an unreadable cell names its place, what stands there and why', () => {
  const { drafts } = read([
    ['服务日期', '企业名称', '服务模式'],
    ['4日', '甲公司', '上门'],
  ])
  expect(drafts[0]?.problems).toMatchObject([
    { address: '台账!A2', field: 'serviceDate', label: '服务日期', raw: '4日' },
    { address: '台账!C2', field: 'mode', label: '服务模式', raw: '上门' },
  ])
  expect(drafts[0]?.problems[1]?.reason).toContain('精准化、定制化、套餐式')
})

test('a correction mends one cell, or all of a column that say the same, or sends it to 备注', () => {
  const rows = [
    ['服务日期', '企业名称', '服务模式'],
    ['2021-03-08', '甲公司', '上门'],
    ['2021-03-09', '乙公司', '上门'],
    ['2021-03-10', '丙公司', '上门'],
  ]
  const { drafts } = read(rows, 'serviceRecords', {
    corrections: {
      [wordKey(2, '上门')]: '定制化',
      [correctionKey(2, 2)]: null,
      [correctionKey(3, 2)]: '来访',
    },
  })
  expect(drafts[0]).toMatchObject({ values: { mode: '定制化' }, problems: [] })
  expect(drafts[1]).toMatchObject({ remarks: ['服务模式：上门'], problems: [] })
  expect(drafts[1]?.values).not.toHaveProperty('mode')
  expect(drafts[2]?.problems).toMatchObject([{ raw: '上门' }])
})

test('rows that hold only their number are no records', () => {
  const { drafts } = read([
    ['序号', '服务日期', '企业名称'],
    [1, '2021-03-08', '甲公司'],
    [2, null, null],
    [3, '—', '/'],
  ])
  expect(drafts.map(({ row }) => row)).toEqual([1])
})

test('a phone beside several names is nobody’s in particular and goes to 备注', () => {
  const { drafts } = read([
    ['服务日期', '企业名称', '联系电话'],
    ['2021-03-08', '甲公司、乙公司', '13828188603'],
  ])
  expect(drafts[0]).toMatchObject({
    links: { served: [{ own: {} }, { own: {} }] },
    remarks: ['服务对象联系电话：13828188603'],
  })
})

test('“等3人” behind names is no name, and is kept', () => {
  const { drafts } = read([
    ['服务日期', '企业名称', '参与专家'],
    ['2021-03-08', '甲公司', '张三、李四等3人'],
  ])
  expect(drafts[0]).toMatchObject({
    links: { experts: [{ name: '张三' }, { name: '李四' }] },
    remarks: ['参与专家：张三、李四等3人'],
  })
})

test('dates stay days wherever they land, and take their year from outside if they have none', () => {
  const { drafts } = read(
    [
      ['服务日期', '企业名称', '上报时刻'],
      [44294, '甲公司', 44295],
      ['4月9日', '乙公司', null],
    ],
    'serviceRecords',
    { dates: [cellKey(1, 0), cellKey(1, 2)], file: '2021年台账.xlsx' },
  )
  expect(drafts[0]).toMatchObject({
    values: { serviceDate: '2021-04-08' },
    remarks: ['上报时刻：2021年4月9日'],
  })
  expect(drafts[1]?.values).toMatchObject({ serviceDate: '2021-04-09' })
})

test('each kind of ledger is guessed by its own words', () => {
  const guess = (...heading: readonly string[]) => read([heading, heading.map(() => '某某')]).guess
  expect(guess('姓名', '工作单位', '职称', '研究方向', '手机')).toBe('experts')
  expect(guess('企业名称', '统一社会信用代码', '单位类型', '法人代表', '联系电话')).toBe('organizations')
  expect(guess('企业名称', '技术需求名称', '需求类别', '拟投入资金（万元）', '期望解决时间')).toBe('needs')
})

test('years and units are read from titles and note rows, doubtful ones are not', () => {
  expect(yearIn('永川区2021年上半年服务台账')).toBe(2021)
  expect(yearIn('永川区科技服务台账（2021上半年）.xlsx')).toBe(2021)
  expect(yearIn('2020—2021年服务台账')).toBeUndefined()
  expect(yearIn('服务台账')).toBeUndefined()
  expect(unitIn('单位：万元')).toBe('万元')
  expect(unitIn('单位：万元、人次')).toBe('万元')
  expect(unitIn('合同金额（元）')).toBe('元')
  expect(unitIn('填报单位：某某元件厂')).toBeUndefined()
})

test('a column of file names, as our own lists print it, is not imported and says so', () => {
  const rows = [
    ['服务日期', '服务对象', '服务主题', '服务模式', '佐证附件'],
    ['2021-03-08', '甲公司', '焊接', '精准化', '签到表.pdf、照片.jpg'],
  ]
  const { table, targets, drafts } = read(rows)
  expect(targets['佐证附件']).toBe('ignore')
  expect(matchColumns(table, register('serviceRecords'), registers).at(-1)?.because).toContain(
    '附件须在表单中添加',
  )
  expect(drafts[0]?.values).not.toHaveProperty('evidenceFiles')
  expect(drafts[0]?.problems).toEqual([])
})
