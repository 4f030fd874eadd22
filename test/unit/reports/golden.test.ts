import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { monthsPeriod, type Period } from '../../../src/domain/period'
import { r05 } from '../../../src/reports/r05'
import { r06 } from '../../../src/reports/r06'
import { expert, organization, service } from '../support/records'
import { columnOf, reportData, reportOptions, sheetOf, tableOf } from '../support/report-data'

interface Expected {
  readonly date: string
  readonly org: string
  readonly code: string
  readonly mode: string
  readonly topic: string
  readonly experts: readonly string[]
  readonly hours: number
  readonly people: readonly [number, '精确' | '约' | '余' | '超过' | '不少于' | '不超过']
  readonly amount_wan: number
  readonly result: string
}

/** The 44 services of the 永川 ledger as its maker listed them; nothing of the program took part in that list. */
const ledger = new URL('../../fixtures/ledgers/expected.json', import.meta.url)
const lists = JSON.parse(readFileSync(ledger, 'utf8')) as Record<string, readonly Expected[]>
const rows = lists['永川区科技服务台账（2021上半年）.xlsx'] ?? []

const organizations = [...new Map(rows.map(({ code, org }) => [code, org]))].map(([creditCode, name]) =>
  organization({ name, creditCode, orgType: '企业' }),
)
const experts = [...new Set(rows.flatMap(({ experts: names }) => names))].map((name) => expert({ name }))
const idOf = (name: string): string => experts.find(({ values }) => values.name === name)?.id ?? ''
const services = rows.map((row) =>
  service({
    serviceDate: row.date,
    mode: row.mode,
    topic: row.topic,
    served: organizations.filter(({ values }) => values.creditCode === row.code).map(({ id }) => id),
    experts: row.experts.map(idOf),
    hours: row.hours,
    people: { value: row.people[0], qualifier: row.people[1] },
    contractAmount: Math.round(row.amount_wan * 1_000_000),
    result: row.result,
  }),
)
const data = reportData({ services, organizations, experts })

/** Counted over the list by plain loops, to compare with what the report says. */
const count = (from: string, to: string) => {
  let [times, personHours, fen, people, contracts] = [0, 0, 0, 0, 0]
  const [codes, names, modes] = [new Set<string>(), new Set<string>(), new Map<string, number>()]
  let fuzzy = false
  const own = rows.filter(({ date }) => date >= from && date <= to)
  for (const row of own) {
    times += row.experts.length
    for (const name of row.experts) {
      personHours += row.hours
      names.add(name)
    }
    codes.add(row.code)
    modes.set(row.mode, (modes.get(row.mode) ?? 0) + 1)
    people += row.people[0]
    if (row.people[1] !== '精确') fuzzy = true
    if (row.result === '签订合同/协议') {
      contracts += 1
      fen += Math.round(row.amount_wan * 1_000_000)
    }
  }
  return {
    services: own.length,
    times,
    personHours,
    wan: fen / 1_000_000,
    people,
    fuzzy,
    contracts,
    codes,
    names,
    modes,
  }
}

const periods: readonly Period[] = [
  monthsPeriod('半年', 2021, 0),
  monthsPeriod('季', 2021, 0),
  monthsPeriod('季', 2021, 1),
  monthsPeriod('双月', 2021, 1),
  monthsPeriod('月', 2021, 5),
]

test('the list holds 44 services', () => {
  expect(rows).toHaveLength(44)
})

test.each(periods)('R05 of the 永川 ledger over $label comes to the figures counted by hand', (period) => {
  const sheet = sheetOf(r05.build(data, reportOptions({ period })))
  const counted = count(period.start, period.end)
  const total = (heading: string) => columnOf(sheet, heading).total
  expect(tableOf(sheet).values).toHaveLength(counted.services)
  expect(total('服务编号')?.value).toBe(counted.services)
  expect(total('服务对象')?.value).toBe(counted.codes.size)
  expect(total('专家人次')?.value).toBe(counted.times)
  expect(total('服务专家工时（人时）')?.value).toBeCloseTo(counted.personHours, 9)
  expect(total('合同金额（万元）')?.value).toBeCloseTo(counted.wan, 9)
  expect(total('受益人数（人次）')?.value).toBe(counted.people)
  expect(total('受益人数（人次）')?.prefix).toBe(counted.fuzzy ? '不少于' : undefined)
})

test.each(periods)('the cells of R05 over $label add up to its totals, as a formula will', (period) => {
  const sheet = sheetOf(r05.build(data, reportOptions({ period })))
  for (const heading of ['专家人次', '服务专家工时（人时）', '合同金额（万元）', '受益人数（人次）']) {
    const { cells, total } = columnOf(sheet, heading)
    const sum = cells.reduce((sofar, { value }) => (typeof value === 'number' ? sofar + value : sofar), 0)
    expect(total?.value).toBeCloseTo(sum, 9)
  }
})

test.each(periods)('R06 of the 永川 ledger over $label comes to the same', (period) => {
  const sheet = sheetOf(r06.build(data, reportOptions({ period })))
  const counted = count(period.start, period.end)
  const cell = (heading: string) => columnOf(sheet, heading).cells[0]?.value
  const total = (heading: string) => columnOf(sheet, heading).total?.value
  for (const figure of [cell, total]) {
    expect(figure('服务总次数')).toBe(counted.services)
    for (const mode of ['精准化', '定制化', '套餐式']) expect(figure(mode)).toBe(counted.modes.get(mode) ?? 0)
    expect(figure('服务企业数（家，去重）')).toBe(counted.codes.size)
    expect(figure('专家人数（去重）')).toBe(counted.names.size)
    expect(figure('专家人次')).toBe(counted.times)
    expect(figure('服务工时（人时）')).toBeCloseTo(counted.personHours, 9)
    expect(figure('签订合同（份）')).toBe(counted.contracts)
    expect(figure('合同金额（万元）')).toBeCloseTo(counted.wan, 9)
  }
})

test('the half-year, fixed: 44 services, 13 精准化, 11 定制化, 20 套餐式', () => {
  const sheet = sheetOf(r06.build(data, reportOptions()))
  expect(tableOf(sheet).values[0]?.slice(1, 5)).toEqual([44, 13, 11, 20])
})
