import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CFB, type CellObject, read, type WorkBook } from 'xlsx'
import { type ChildRow, rowsOf, textIn, type Values } from '../../../src/domain/field'
import { monthsPeriod, type Period, weekPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { createReportJob, type ReportMaker } from '../../../src/features/reports/report-job'
import { reports } from '../../../src/reports/all'
import type { ReportOptions } from '../../../src/reports/report'
import { forOutsiders } from '../../../src/workbook/export-profile'
import { plain } from '../../../src/workbook/model'
import { everyCustom } from '../support/custom-reports'
import { columnOf, linesOf, reportOptions, sheetOf, tableOf } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

/**
 * Every report of the samples. Figures are counted a second time by plain loops over the stored values, without any of the
 * program's indicators; the formulas are counted a second time by LibreOffice.
 */
interface Stored {
  readonly id: string
  readonly code: string
  readonly values: Values
}

const halfYear = monthsPeriod('半年', 2021, 0)
const city: Partial<ReportOptions> = { samples: true, district: undefined, districtName: '全市' }
const periodFor = (usual: string): Period =>
  usual === '周' ? weekPeriod(2021, 17) : usual === '年' ? monthsPeriod('年', 2021, 0) : halfYear

let job: ReportMaker
let folder: string
const stored = new Map<string, readonly Stored[]>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'))
  const store = await sampleStore()
  job = createReportJob(store, registers)
  for (const { name } of registers) stored.set(name, await store.all(name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const all = (register: string): readonly Stored[] => stored.get(register) ?? []
const text = ({ values }: Stored, field: string): string => textIn(values, field) ?? ''
const amount = (values: Values | ChildRow, field: string): number => {
  const value = values[field]
  return typeof value === 'number' ? value : 0
}
const list = ({ values }: Stored, field: string): readonly string[] => {
  const value = values[field]
  return Array.isArray(value) ? (value as readonly string[]) : []
}
/** The text of a date that may be a month or a year. */
const day = ({ values }: Stored, field: string): string => {
  const value = values[field]
  return typeof value === 'object' && 'value' in value ? String(value.value) : ''
}
const inHalf = (date: string): boolean => date >= '2021-01' && date <= '2021-06-30'
const within = (date: string, from: string, to: string): boolean => date >= from && date <= to

const sheet = async (code: string, more: Partial<ReportOptions> = {}) =>
  sheetOf(await job.build(code, reportOptions({ ...city, ...more })))
const total = async (code: string, heading: string, more: Partial<ReportOptions> = {}) =>
  columnOf(await sheet(code, more), heading).total

describe('figures counted by hand over the samples', () => {
  test('R03: needs raised, their enterprises and their money', async () => {
    let [count, fen] = [0, 0]
    const enterprises = new Set<string>()
    for (const need of all('needs')) {
      if (!inHalf(text(need, 'raisedDate')) || /草稿|已撤回/u.test(text(need, 'status'))) continue
      count += 1
      fen += amount(need.values, 'budget')
      enterprises.add(text(need, 'organization'))
    }
    expect(count).toBeGreaterThan(20)
    expect((await total('R03', '需求编号'))?.value).toBe(count)
    expect((await total('R03', '企业名称'))?.value).toBe(enterprises.size)
    expect((await total('R03', '拟投入资金（万元）'))?.value).toBeCloseTo(fen / 1_000_000, 6)
  })

  test('R04: every need that was open, those closed, and what each state comes to', async () => {
    const open = all('needs').filter(
      (need) =>
        !/草稿|已撤回/u.test(text(need, 'status')) &&
        text(need, 'raisedDate') <= '2021-06-30' &&
        (text(need, 'closeDate') || '9') >= '2021-01-01',
    )
    const done = open.filter(
      (need) => text(need, 'status') === '已办结' && text(need, 'closeDate') <= '2021-06-30',
    )
    const matches = open.reduce(
      (sum, { values }) =>
        sum +
        rowsOf(values, 'matches').filter((row) => (textIn(row, 'matchDate') ?? '9') <= '2021-06-30').length,
      0,
    )
    expect(done.length).toBeGreaterThan(0)
    expect((await total('R04', '需求编号'))?.value).toBe(open.length)
    expect((await total('R04', '销号（√）'))?.value).toBe(done.length)
    expect((await total('R04', '对接次数'))?.value).toBe(matches)
    const printed = await sheet('R04')
    const subtotals = printed.rows.filter(({ cells }) => plain(cells[0] ?? null).value === '小计')
    const sizes = subtotals.map(({ cells }) => Number(plain(cells[1] ?? null).value))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(open.length)
    expect(subtotals.map(({ cells }) => plain(cells[1] ?? null).prefix)).toContain('已办结 ')
  })

  test('R08: teams and experts, each once', async () => {
    const teams = all('teams').filter((team) => text(team, 'status') === '在岗')
    const members = new Set(
      teams.flatMap(({ values }) =>
        rowsOf(values, 'members')
          .filter((row) => (textIn(row, 'joinDate') ?? '') <= '2021-06-30')
          .map((row) => textIn(row, 'expert')),
      ),
    )
    expect((await total('R08', '服务队'))?.value).toBe(teams.length)
    expect((await total('R08', '专家姓名'))?.value).toBe(members.size)
  })

  test('R09: the ten tasks', async () => {
    const printed = await sheet('R09')
    expect(tableOf(printed).values).toHaveLength(10)
    expect(columnOf(printed, '重点任务').cells.filter(({ value }) => value === '（待录入）')).toHaveLength(7)
  })

  test('R10: activities held, an audience with 超过 or 余 in it is 不少于', async () => {
    const held = all('activities').filter(
      (activity) => text(activity, 'status') === '已举办' && inHalf(day(activity, 'start')),
    )
    let [people, fuzzy] = [0, false]
    for (const { values } of held) {
      const count = values.onlineCount as { readonly value: number; readonly qualifier: string } | undefined
      if (count === undefined || values.mode === '线下') continue
      people += count.value
      fuzzy ||= count.qualifier !== '精确'
    }
    const online = await total('R10', '线上人次')
    expect((await total('R10', '活动名称'))?.value).toBe(held.length)
    expect(online?.value).toBe(people)
    expect(online?.prefix).toBe(fuzzy ? '不少于' : undefined)
    expect(fuzzy).toBe(true)
  })

  test('R11: agreements signed, those with Sichuan, their amounts', async () => {
    const signed = all('agreements').filter(
      (agreement) => text(agreement, 'status') !== '洽谈中' && inHalf(day(agreement, 'signDate')),
    )
    const fen = signed.reduce((sum, { values }) => sum + amount(values, 'amount'), 0)
    expect((await total('R11', '协议编号'))?.value).toBe(signed.length)
    expect((await total('R11', '区域范围'))?.value).toBe(
      signed.filter((agreement) => text(agreement, 'regionScope') === '川渝').length,
    )
    expect((await total('R11', '合同金额（万元）'))?.value).toBeCloseTo(fen / 1_000_000, 6)
  })

  test('R12: visits, enterprises once, suggestions, problems and how many are done; merged or not', async () => {
    let [visits, suggestions, problems, done] = [0, 0, 0, 0]
    const enterprises = new Set<string>()
    for (const visit of all('visits')) {
      if (!/已走访|跟踪中|已闭环/u.test(text(visit, 'status')) || !inHalf(day(visit, 'visitDate'))) continue
      visits += 1
      suggestions += rowsOf(visit.values, 'suggestions').length
      for (const issue of rowsOf(visit.values, 'issues')) {
        problems += 1
        if (issue.status === '已办结') done += 1
      }
      for (const target of rowsOf(visit.values, 'targets'))
        if (target.targetType === '企业') enterprises.add(textIn(target, 'organization') ?? '')
    }
    for (const unmerged of [false, true]) {
      const value = async (heading: string) => (await total('R12', heading, { unmerged }))?.value
      expect(await value('走访日期')).toBe(visits)
      expect(await value('走访对象')).toBe(enterprises.size)
      expect(await value('专家建议（条）')).toBe(suggestions)
      expect(await value('问题诉求')).toBe(problems)
      expect(await value('状态')).toBe(done)
    }
    const tall = ({ merges }: Awaited<ReturnType<typeof sheet>>) => merges.filter(({ rows }) => rows > 1)
    expect(tall(await sheet('R12')).length).toBeGreaterThan(0)
    expect(tall(await sheet('R12', { unmerged: true }))).toEqual([])
    const dates = columnOf(await sheet('R12', { unmerged: true }), '走访日期').cells
    expect(dates.every(({ value }) => value !== null)).toBe(true)
  })

  test('R14: services, needs, agreements and visited enterprises of the city as one', async () => {
    const services = all('serviceRecords').filter(
      (service) => text(service, 'auditStatus') === '已审核' && inHalf(text(service, 'serviceDate')),
    )
    const types = new Map(all('organizations').map((record) => [record.id, text(record, 'orgType')]))
    const served = new Set(
      services.flatMap((service) => list(service, 'served')).filter((id) => types.get(id) === '企业'),
    )
    expect((await total('R14', '服务次数'))?.value).toBe(services.length)
    expect((await total('R14', '服务企业（家）'))?.value).toBe(served.size)
    expect((await total('R14', '征集需求（项）'))?.value).toBe((await total('R03', '需求编号'))?.value)
    expect((await total('R14', '服务次数'))?.value).toBe((await total('R06', '服务总次数'))?.value)
    expect((await total('R14', '走访企业（家）'))?.value).toBe((await total('R12', '走访对象'))?.value)
    const shares = await Promise.all(
      ['精准化', '定制化', '套餐式'].map(async (mode) => (await total('R14', `${mode}占比（%）`))?.value),
    )
    expect(shares.reduce<number>((sum, share) => sum + Number(share), 0)).toBeCloseTo(1, 9)
  })

  test('R15: what is on the shelf, by its type', async () => {
    const kept = all('achievements').filter((record) => !/^$|草稿|下架/u.test(text(record, 'status')))
    expect((await total('R15', '编号'))?.value).toBe(kept.length)
    const phones = columnOf(await sheet('R15', { profile: forOutsiders }), '联系电话').cells
    expect(phones.every(({ value }) => value === '/' || String(value).includes('****'))).toBe(true)
  })

  test('R02 and R16: the weekly reports that were due and in time, and what the teams did', async () => {
    const week = { period: weekPeriod(2021, 17) }
    const teams = all('teams').filter((team) => text(team, 'status') === '在岗')
    const served = all('serviceRecords').filter(
      (service) =>
        within(text(service, 'serviceDate'), '2021-04-26', '2021-05-02') &&
        text(service, 'auditStatus') !== '退回' &&
        teams.some(({ id }) => id === text(service, 'team')),
    )
    expect(tableOf(await sheet('R02', week)).values).toHaveLength(teams.length)
    expect((await total('R02', '本周服务（次）', week))?.value).toBe(served.length)
    const year = { period: monthsPeriod('半年', 2021, 0) }
    const inTime = all('weeklyReports').filter(
      (report) =>
        within(text(report, 'week'), '2020-W53', '2021-W25') &&
        text(report, 'submittedAt') !== '' &&
        text(report, 'submittedAt') <= text(report, 'dueAt'),
    )
    expect((await total('R16', '应报周报（期）', year))?.value).toBe(teams.length * 26)
    expect((await total('R16', '按时报送（期）', year))?.value).toBe(inTime.length)
  })

  test('R17: all that must agree agrees', async () => {
    const checks = sheetOf(await job.build('R17', reportOptions(city)), 1)
    expect(columnOf(checks, '结果').cells.map(({ value }) => value)).toEqual(
      Array.from({ length: 7 }, () => '相符'),
    )
  })

  test('samples stay out unless they are asked for, and a title with any says 示例', async () => {
    const facts = await job.build('R03', reportOptions({ ...city, samples: false }))
    expect(facts.excluded).toMatchObject([{ reason: '示例' }])
    expect(linesOf(sheetOf(facts), 'title')[0]).not.toContain('示例')
    expect(linesOf(await sheet('R03'), 'title')[0]).toContain('（示例）')
  })

  test('合计在首行 puts the same totals above the rows', async () => {
    const [below, above] = [await sheet('R03'), await sheet('R03', { totalsFirst: true })]
    expect(plain(above.rows[4]?.cells[0] ?? null)).toMatchObject({ value: '合计', role: 'total' })
    expect(columnOf(above, '需求编号').total?.value).toBe(columnOf(below, '需求编号').total?.value)
    expect(columnOf(above, '拟投入资金（万元）').total?.formula).toMatch(/^SUM\(M6:M\d+\)$/u)
  })
})

describe('a package', () => {
  test('has a cover, 汇报要点 from the figures, and its reports as 附件1, 附件2 …', async () => {
    const built = await job.build('月报包', reportOptions(city))
    const names = built.workbook.sheets.map(({ name }) => name)
    expect(names.slice(0, 4)).toEqual(['封面', '汇报要点', '指标一览', 'R03 企业科技需求征集汇总表'])
    expect(new Set(names).size).toBe(names.length)
    expect(linesOf(sheetOf(built, 3), 'attachment')).toEqual(['附件1'])
    const said = linesOf(sheetOf(built, 1), 'paragraph').join('')
    expect(said).toContain(`征集科技需求 ${String((await total('R03', '需求编号'))?.value)} 项`)
    expect(said).toContain(`开展科技服务 ${String((await total('R06', '服务总次数'))?.value)} 次`)
  })
})

/** The cells with a formula of a workbook, by sheet and place. */
const formulasOf = (book: WorkBook): ReadonlyMap<string, unknown> =>
  new Map(
    book.SheetNames.flatMap((name) =>
      Object.entries(book.Sheets[name] ?? {}).flatMap(([place, cell]) => {
        const { f, v } = cell as CellObject
        return f === undefined ? [] : [[`${name}!${place}`, v] as const]
      }),
    ),
  )

/** What is used here of the zip reader that comes with the library, which has no types of its own. */
interface Container {
  readonly FullPaths: readonly string[]
  readonly FileIndex: readonly { content: Uint8Array }[]
}
interface Zip {
  readonly read: (bytes: Uint8Array, options: { readonly type: 'buffer' }) => Container
  readonly write: (
    container: Container,
    options: { readonly type: 'buffer'; readonly fileType: 'zip' },
  ) => Uint8Array
}

/** The workbook with its formulas and without their results, so that whoever opens it has to count. */
const withoutResults = (bytes: Uint8Array): Uint8Array => {
  const zip = CFB as Zip
  const container = zip.read(bytes, { type: 'buffer' })
  container.FullPaths.forEach((path, index) => {
    const entry = container.FileIndex[index]
    if (entry === undefined || !/xl\/worksheets\/[^/]+\.xml$/u.test(path)) return
    const xml = Buffer.from(entry.content).toString('utf8')
    entry.content = Buffer.from(xml.replace(/(<\/f>)<v>[^<]*<\/v>/gu, '$1'), 'utf8')
  })
  return zip.write(container, { type: 'buffer', fileType: 'zip' })
}

test('LibreOffice counts every formula of every report, and of one’s own ones, to the value that was written', async () => {
  const before = new Map<string, ReadonlyMap<string, unknown>>()
  const paths: string[] = []
  const asked = [
    ...reports.map(({ code, usual }) => [code, code, periodFor(usual)] as const),
    ...everyCustom().map((custom) => [custom.name, custom, halfYear] as const),
  ]
  for (const [name, one, period] of asked) {
    const { bytes } = await job.write(one, reportOptions({ ...city, period }))
    const path = join(folder, `${name}.xlsx`)
    writeFileSync(path, withoutResults(bytes))
    paths.push(path)
    before.set(name, formulasOf(read(bytes, { cellFormula: true })))
  }
  const again = join(folder, 'again')
  execFileSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=file://${join(folder, 'office')}`,
      '--convert-to',
      'xlsx',
      '--outdir',
      again,
      ...paths,
    ],
    { stdio: 'ignore', timeout: 120_000 },
  )
  for (const [name, formulas] of before) {
    const after = formulasOf(read(readFileSync(join(again, `${name}.xlsx`)), { cellFormula: true }))
    for (const [place, value] of formulas)
      expect([name, place, after.get(place)]).toEqual([name, place, expect.closeTo(Number(value), 6)])
  }
  expect([...before.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(150)
}, 180_000)
