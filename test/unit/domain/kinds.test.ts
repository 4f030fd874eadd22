import { describe, expect, test } from 'vitest'
import { formatValue, parseValue } from '../../../src/domain/kinds/all'
import { creditCodeFault } from '../../../src/domain/kinds/credit-code'
import { dayOfSerial, serialOfDay } from '../../../src/domain/kinds/date'
import { sumFuzzy } from '../../../src/domain/kinds/fuzzy-number'
import { showWan } from '../../../src/domain/kinds/money'
import { chinesePartial } from '../../../src/domain/kinds/partial-date'
import { maskPhone } from '../../../src/domain/kinds/phone'
import type { Field } from '../../../src/domain/field'

const read = (field: Field, input: string | number, hints = {}): unknown => {
  const parsed = parseValue(field, input, hints)
  return parsed.ok ? parsed.value : `✗ ${parsed.reason}`
}
const nobody = (): string => ''

describe('credit codes (GB 32100-2015)', () => {
  test.each([
    '91350100M000100Y43',
    '11500383009336512R',
    '1150010700927688XM',
    '11500104009286420B',
    '115002210093037103',
    '91350200MA2YJ1XR9G',
    'Y1500118XXXX000198',
  ])('%s stands', (code) => expect(creditCodeFault(code)).toBeUndefined())
  test.each([
    ['91350100M000100Y4Z', '字母 Z'],
    ['91350203M0001QAY9B', '校验位不符'],
    ['9135010', '应为 18 位，现在 7 位'],
    ['91350100M000100Y44', '校验位不符'],
  ])('%s is refused with the reason', (code, reason) => expect(creditCodeFault(code)).toContain(reason))
})

describe('dates as ledgers write them', () => {
  const date: Field = { kind: 'date', label: '服务日期' }
  test.each([
    ['2021-04-08', '2021-04-08'],
    ['2021.4.8', '2021-04-08'],
    ['２０２１年４月８日', '2021-04-08'],
    ['20210408', '2021-04-08'],
    ['44294', '2021-04-08'],
    ['4月8日', '2021-04-08'],
    ['2021/4/8 9:30', '2021-04-08'],
    ['2021年4月8日（星期四）', '2021-04-08'],
  ])('%s', (text, day) => expect(read(date, text, { year: 2021 })).toBe(day))
  test('a serial number of the sheet is a day, whatever its time of day', () => {
    expect(read(date, 44294.75)).toBe('2021-04-08')
  })
  test('a day that does not exist, a month without a day and a date without a year are refused with the way out', () => {
    expect(read(date, '2021-02-30')).toBe('✗ 没有“2021-02-30”这一天')
    expect(read(date, '2021年4月')).toContain('请补上“日”')
    expect(read(date, '4月8日')).toContain('没有年份')
    expect(read(date, '下周三')).toContain('不是日期')
  })
  test('serial numbers and days agree both ways, leap day and century included', () => {
    for (const day of ['1904-01-01', '2000-02-29', '2020-12-31', '2021-01-01', '2099-12-31']) {
      expect(dayOfSerial(serialOfDay(day))).toBe(day)
    }
  })
  test('a month stays a month', () => {
    const partial: Field = { kind: 'partialDate', label: '成立时间' }
    const month = read(partial, '2020年4月')
    expect(month).toEqual({ value: '2020-04', precision: '月' })
    expect(chinesePartial({ value: '2020-04', precision: '月' })).toBe('2020年4月')
    expect(read(partial, '2020')).toEqual({ value: '2020', precision: '年' })
  })
})

describe('fuzzy numbers', () => {
  const people: Field = { kind: 'fuzzyNumber', label: '受益人数', unit: '人次' }
  test.each([
    ['200余人', 200, '余'],
    ['约40人', 40, '约'],
    ['超过10万名', 100000, '超过'],
    ['10余万', 100000, '余'],
    ['不少于3人', 3, '不少于'],
    ['100人以上', 100, '不少于'],
    ['１２人', 12, '精确'],
    ['1,200', 1200, '精确'],
  ])('%s', (text, value, qualifier) => expect(read(people, text)).toEqual({ value, qualifier }))
  test('print as their source did', () => {
    expect(formatValue(people, { value: 200, qualifier: '余' }, nobody)).toBe('200余')
    expect(formatValue(people, { value: 100000, qualifier: '超过' }, nobody)).toBe('超过10万')
  })
  test('a sum with a fuzzy part is 不少于, an exact sum is exact', () => {
    const exact = { value: 12, qualifier: '精确' } as const
    expect(sumFuzzy([exact, { value: 200, qualifier: '余' }])).toEqual({ value: 212, qualifier: '不少于' })
    expect(sumFuzzy([exact, exact])).toEqual({ value: 24, qualifier: '精确' })
  })
  test('what is no number keeps its reason', () =>
    expect(read(people, '很多人')).toContain('“很多人”不是数字'))
})

describe('money', () => {
  const amount: Field = { kind: 'money', label: '合同金额' }
  test.each([
    ['12万元', 12_000_000],
    [' 120 ', 120_000_000],
    ['35,000元', 3_500_000],
    ['￥35000', 3_500_000],
    ['1.2亿元', 12_000_000_000],
    ['０．５', 500_000],
    ['0', 0],
  ])('%s', (text, fen) => expect(read(amount, text)).toBe(fen))
  test('the unit of the heading counts where the cell has none', () => {
    expect(read(amount, '35000', { unit: '元' })).toBe(3_500_000)
    expect(read(amount, '2万元', { unit: '元' })).toBe(2_000_000)
  })
  test('shows 万元 with two decimals, and more rather than hiding a part', () => {
    expect(showWan(3_500_000)).toBe('3.50')
    expect(showWan(123_456_789_000)).toBe('123,456.789')
    expect(showWan(100)).toBe('0.0001')
  })
})

describe('phones', () => {
  const phone: Field = { kind: 'phone', label: '联系电话' }
  test('spaces, full width and +86 are read away', () => {
    expect(read(phone, '+86 138 2818 8603')).toBe('13828188603')
    expect(read(phone, '（023）49801234')).toBe('02349801234')
  })
  test('are masked so that they are recognised but not called', () => {
    expect(maskPhone('13828188603')).toBe('138****8603')
    expect(maskPhone('023-49808858')).toBe('023****8858')
  })
})
